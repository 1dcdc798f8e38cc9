import Documents
import Knowledge
import Primitives
import Records
import Testing

/// Records for the tests of notes, changelogs and differences.
enum Made {
  static let today = CalendarDate("2026-06-30") ?? CalendarDate(daysSinceEpoch: 0)

  /// A record with the defaults of its kind at its top filled in.
  static func record(_ kind: String, _ id: String, _ fields: Object) -> Record {
    var all: Object = ["id": .string(id), "title": .string("Title of \(id)")]
    for field in KindCatalog.kind(kind)?.fields ?? [] {
      if case .defaulted(let value) = field.presence { all[field.name] = value }
    }
    for member in fields.members { all[member.name] = member.value }
    return Record(
      id: RecordID(kind: kind, id: id), rev: 1, recordedAt: Instant(milliseconds: 0),
      recordedBy: "test", reason: nil, isRetired: false, fields: all, digest: Digest(of: id))
  }

  static let app = record(
    "component", "app",
    [
      "title": "App", "type": "library", "versionScheme": "pep440",
      "cycles": [["name": "1.0", "released": "2024-01-01", "eol": "2027-01-01"]],
    ])

  static func release(_ version: String, _ more: Object = [:]) -> Record {
    var fields: Object = [
      "title": .string("App \(version)"), "component": "app", "version": .string(version),
      "date": "2025-01-01",
    ]
    for member in more.members { fields[member.name] = member.value }
    return record("release", "app-\(version)", fields)
  }

  static func change(_ id: String, _ release: String?, _ type: String, _ more: Object = [:])
    -> Record
  {
    var fields: Object = ["component": "app", "type": .string(type)]
    if let release { fields["release"] = .string(release) }
    for member in more.members { fields[member.name] = member.value }
    return record("change", id, fields)
  }

  static func graph(_ records: [Record]) -> Graph { Graph(records: records + [app], day: today) }

  static func renderer() throws -> DocumentRenderer { try DocumentRenderer(version: "test") }
}
