import Knowledge
import Ledger
import Primitives
import Publishing
import Records

/// The records that the last whole build was made from: heads and references to look things up by,
/// fields to be read when somebody asks.
///
/// Reading ten thousand records from the ledger takes longer than building what one of them changes.
struct RecordStore: Sendable {
  static let name = "records"
  private static let format = 4

  /// The place of the newest of them in the ledger's sequence.
  let sequence: Int
  /// By kind, then id.
  let records: [Record]
  private let components: [String?]
  private let targets: [RecordID]
  private let ends: [UInt32]
  private let references: [UInt32]
  private let numbers: [UInt64: Int]
  /// What of all records was not shown.
  let secrets: Secrets

  /// The records of a ledger as bytes.
  static func bytes(
    _ stored: StoredRecords, _ shown: [Record], _ head: Head, _ secrets: Secrets, isPublic: Bool
  ) -> [UInt8] {
    var state = StateWriter()
    state.reserve(stored.bodies.buffer.count + stored.records.count * 320)
    state.write(format)
    state.write(head.sequence)
    state.write(head.newest)
    state.write(isPublic ? 1 : 0)
    state.write(secrets)
    if secrets.isEmpty {
      write(stored.records, stored.ranges, stored.bodies.buffer, into: &state)
    } else {
      // What was taken out of a record must not be in the text that it is read from.
      var (bodies, ranges): ([UInt8], [Range<Int>]) = ([], [])
      for record in shown {
        let start = bodies.count
        bodies += JSONText.canonical(.object(record.fields))
        ranges.append(start..<bodies.count)
      }
      bodies.withUnsafeBufferPointer { write(shown, ranges, $0, into: &state) }
    }
    writeReferences(shown, into: &state)
    return state.bytes
  }

  private static func write(
    _ records: [Record], _ ranges: [Range<Int>], _ bodies: UnsafeBufferPointer<UInt8>,
    into state: inout StateWriter
  ) {
    state.write(bodies)
    state.write(records.count)
    for (record, range) in zip(records, ranges) {
      state.write(record.id.kind)
      state.write(record.id.id)
      state.write(record.rev)
      state.write(record.recordedAt.milliseconds)
      state.write(record.recordedBy)
      state.write(optional: record.reason)
      state.write(record.isRetired ? 1 : 0)
      state.write(record.digest.hex)
      state.write(optional: record.component)
      state.write(range.lowerBound)
      state.write(range.upperBound)
    }
  }

  private static func writeReferences(_ records: [Record], into state: inout StateWriter) {
    var targets: [RecordID] = []
    var numbers: [RecordID: UInt32] = [:]
    var (ends, references): ([UInt32], [UInt32]) = ([], [])
    for record in records {
      for target in Graph.references(of: record) {
        let number = numbers[target] ?? UInt32(targets.count)
        if number == targets.count {
          numbers[target] = number
          targets.append(target)
        }
        references.append(number)
      }
      ends.append(UInt32(references.count))
    }
    state.write(targets.count)
    for target in targets {
      state.write(target.kind)
      state.write(target.id)
    }
    state.writeElements(ends)
    state.writeElements(references)
  }

  /// Reads what `bytes` wrote; `nil` for anything else, or where the ledger is another one.
  init?(_ bytes: SharedBytes, isPublic: Bool, _ ledger: Ledger) {
    var state = StateReader(bytes)
    guard state.number() == Self.format else { return nil }
    sequence = state.number()
    let newest = state.text()
    guard state.number() == (isPublic ? 1 : 0), state.isSound, sequence > 0,
      let last = try? ledger.revisions(since: sequence - 1, limit: 1).first,
      last.digest.hex == newest
    else { return nil }
    secrets = state.secrets()
    let bodies = state.skippedRun()
    var records: [Record] = []
    var components: [String?] = []
    let count = state.count()
    records.reserveCapacity(count)
    for _ in 0..<count {
      let id = RecordID(kind: state.text(), id: state.text())
      let (rev, at, by) = (state.number(), state.number(), state.text())
      let (reason, isRetired) = (state.optionalText(), state.number() == 1)
      guard let digest = Digest(hex: state.text()) else { return nil }
      components.append(state.optionalText())
      let (start, end) = (state.number(), state.number())
      guard state.isSound, 0 <= start, start <= end, end <= bodies.count else { return nil }
      let range = (bodies.lowerBound + start)..<(bodies.lowerBound + end)
      records.append(
        Record(
          id: id, rev: rev, recordedAt: Instant(milliseconds: at), recordedBy: by, reason: reason,
          isRetired: isRetired, stored: StoredFields(bytes, range, kind: id.kind), digest: digest))
    }
    (self.records, self.components) = (records, components)
    targets = (0..<state.count()).map { _ in RecordID(kind: state.text(), id: state.text()) }
    ends = state.elements(UInt32.self)
    references = state.elements(UInt32.self)
    guard state.isSound, ends.count == count, Int(ends.last ?? 0) == references.count else {
      return nil
    }
    var numbers: [UInt64: Int] = [:]
    numbers.reserveCapacity(count)
    for (number, record) in records.enumerated() { numbers[record.readKey] = number }
    self.numbers = numbers
  }

  /// The records that one of these refers to.
  func references(of record: Record) -> [RecordID] {
    guard let number = numbers[record.readKey] else { return [] }
    let start = number == 0 ? 0 : Int(ends[number - 1])
    return references[start..<Int(ends[number])].map { targets[Int($0)] }
  }

  /// The component that one of these is about.
  func component(of record: Record) -> String? {
    numbers[record.readKey].flatMap { components[$0] }
  }

  /// The record with this address.
  func record(_ id: RecordID) -> Record? { numbers[ReadKey.record(id)].map { records[$0] } }
}

extension StateWriter {
  fileprivate mutating func write(_ secrets: Secrets) {
    write(secrets.holdsInternal ? 1 : 0)
    write(secrets.hidden.count)
    for id in secrets.hidden.sorted() {
      write(id.kind)
      write(id.id)
    }
    write(secrets.keys)
    write(secrets.steps.count)
    for plan in secrets.steps.keys.sorted() {
      write(plan)
      write(secrets.steps[plan] ?? [])
    }
  }

  private mutating func write(_ names: Set<String>) {
    write(names.count)
    for name in names.sorted() { write(name) }
  }
}

extension StateReader {
  fileprivate mutating func secrets() -> Secrets {
    let holdsInternal = number() == 1
    let hidden = (0..<count()).map { _ in RecordID(kind: text(), id: text()) }
    let keys = names()
    var steps: [String: Set<String>] = [:]
    for _ in 0..<count() {
      let plan = text()
      steps[plan] = names()
    }
    return Secrets(hidden: Set(hidden), steps: steps, keys: keys, holdsInternal: holdsInternal)
  }

  private mutating func names() -> Set<String> { Set((0..<count()).map { _ in text() }) }
}
