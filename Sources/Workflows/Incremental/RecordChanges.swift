import Knowledge
import Primitives
import Records

/// What some new revisions change, in the keys that reads are traced by.
struct RecordChanges {
  /// Keys that any reader of has to look at again.
  private var always: Set<UInt64> = []
  /// Keys whose readers have to look again when they read one of the fields of the kind.
  private var masked: [UInt64: [(kind: Int, fields: UInt64)]] = [:]
  /// The day on which each changed record was revised, by its key.
  private(set) var days: [UInt64: CalendarDate] = [:]

  /// Whether something has to be made again that was made from these reads.
  func touch(_ reads: Reads) -> Bool {
    for key in reads.keys {
      if always.contains(key) { return true }
      guard let masks = masked[key] else { continue }
      if masks.contains(where: { reads.fields[$0.kind] & $0.fields != 0 }) { return true }
    }
    return false
  }

  mutating func insert(_ key: UInt64) { always.insert(key) }

  /// Takes in that a record was revised, or recorded for the first time.
  ///
  /// - `components`: all components, for lessons that concern any of them.
  mutating func insert(
    _ old: Record?, _ new: Record, components: [String], references: ([RecordID], [RecordID])
  ) {
    let kind = Record.number(ofKind: new.id.kind)
    let record = new.readKey
    days[record] = new.recordedAt.day
    always.insert(ReadKey.whole(record))
    let fields = old.map { Self.changed($0, new) } ?? .max
    let (before, after) = (Set(references.0), Set(references.1))
    let component = new.component
    var keys = [record, ReadKey.all, ReadKey.kind(new.id.kind)]
    for component in Set([old?.component, component].compactMap(\.self)) {
      keys.append(ReadKey.kind(new.id.kind, of: component))
    }
    for target in before.union(after) {
      keys.append(ReadKey.referring(ReadKey.record(target)))
    }
    if let old {
      for key in keys { masked[key, default: []].append((kind, fields)) }
      if old.component != component {
        for component in [old.component, component].compactMap(\.self) {
          always.insert(ReadKey.kind(new.id.kind, of: component))
        }
      }
      for target in before.symmetricDifference(after) {
        always.insert(ReadKey.referring(ReadKey.record(target)))
      }
    } else {
      always.formUnion(keys)
    }
    if new.id.kind == "lesson" {
      for lesson in [old, new].compactMap(\.self) {
        for named in (lesson["appliesTo"]?.items ?? []).map({ $0["component"]?.text }) {
          for component in named.map({ [$0] }) ?? (components + [""]) {
            always.insert(ReadKey.lessons(component))
          }
        }
      }
    }
  }

  /// The bits of the fields that differ, and that of the revision itself.
  private static func changed(_ old: Record, _ new: Record) -> UInt64 {
    var bits = UInt64(1) << UInt64(ReadKey.revision)
    let (before, after) = (old.fields, new.fields)
    for name in Set(before.names).union(after.names) where before[name] != after[name] {
      bits |= 1 << UInt64(ReadKey.bit(of: name))
    }
    return bits
  }
}
