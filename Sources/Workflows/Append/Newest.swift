import Ledger
import Primitives
import Records

/// Finding the records that appends add to.
enum Newest {
  /// The address that a user means: `kind/id`, or the id alone.
  static func address(_ text: String, _ kind: String) throws(Diagnostics) -> RecordID {
    let id = text.hasPrefix("\(kind)/") ? String(text.dropFirst(kind.utf8.count + 1)) : text
    guard Slug.isValid(id) else {
      throw Diagnostics(
        Diagnostic(
          "bad-reference", "`\(text)` is no \(kind)",
          help: "write \(kind)/id, as `waymark list \(kind)` shows it"))
    }
    return RecordID(kind: kind, id: id)
  }

  /// The newest revision of a record that is there.
  static func record(_ id: RecordID, _ ledger: some LedgerReading) throws(Diagnostics) -> Record {
    do {
      guard let record = try ledger.record(id) else {
        let names = try ledger.ids().filter { $0.kind == id.kind }.map(\.id).sorted()
        throw Diagnostics(
          Diagnostic(
            "unknown-record", "there is no record \(id)",
            help: Spelling.nearest(to: id.id, among: names).map {
              "did you mean `\(id.kind)/\($0)`?"
            }
              ?? "`waymark list \(id.kind)` shows those that there are"))
      }
      guard !record.isRetired else {
        throw Diagnostics(
          Diagnostic(
            "retired-record", "\(id) was retired on \(record.recordedAt.day)",
            help: "apply its file again to bring it back, then append"))
      }
      return record
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// The id with the smallest number at its end that no record of the kind has.
  static func freeID(_ wanted: String, _ kind: String, _ ledger: some LedgerReading)
    throws(Diagnostics) -> String
  {
    do {
      var (id, number) = (wanted, 1)
      while try ledger.knows(RecordID(kind: kind, id: id)) {
        number += 1
        id = "\(wanted)-\(number)"
      }
      return id
    } catch {
      throw Diagnostics(failure: error)
    }
  }
}

extension Object {
  /// The same fields with one more member at the end of a list.
  func adding(_ value: Value, to name: String) -> Object {
    var fields = self
    fields[name] = .list((self[name]?.items ?? []) + [value])
    return fields
  }
}
