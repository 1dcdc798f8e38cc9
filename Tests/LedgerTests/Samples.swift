import Primitives
import Records

@testable import Ledger

/// Values made from the schema itself, so that a new kind is tested the moment it is listed.
enum Samples {
  static let start = Instant(milliseconds: 1_731_576_600_000)

  static func instant(_ seconds: Int) -> Instant {
    Instant(milliseconds: start.milliseconds + seconds * 1000)
  }

  /// An object with every field of a schema.
  static func object(_ fields: [Field]) -> Object {
    Object(fields.map { ($0.name, value($0.type)) })
  }

  static func record(_ kind: Kind, id: String = "example") -> Object {
    var fields = object(kind.fields)
    fields["id"] = .string(id)
    fields["visibility"] = "public"
    return fields
  }

  static func value(_ type: FieldType) -> Value {
    switch type {
    case .text: "A \"line\" — ünï 𝄞 \\ / \u{7f}"
    case .markdown: "First *paragraph*.\n\n\tSecond, with a tab\r\nand `code`.\u{1}"
    case .code: "printf '%s\\n' \"$HOME\""
    case .bool: true
    case .int: .int(-9_007_199_254_740_993)
    case .number: 0.1
    case .date: "2024-Q4"
    case .instant: "2024-11-14T09:30:00.250Z"
    case .duration: "PT15M"
    case .version: "5.2.0rc1"
    case .range: ">=4.2,<5.3"
    case .slug: "a-step"
    case .url: "https://example.org/?a=1&b='2'"
    case .choice(let choices): .string(choices[0].word)
    case .reference(let kinds): .string(kinds.count == 1 ? "other" : "\(kinds[0])/other")
    case .list(let member, _): .list([value(member), value(member)])
    case .object(let fields): .object(object(fields))
    case .map: ["zeta": "1.0", "alpha": "2'0"]
    }
  }

  static func compatibility(_ outcome: String, at second: Int) -> Observation {
    Observation(
      kind: "compatibility",
      fields: [
        "subject": ["component": "django", "version": "5.2"],
        "counterpart": ["component": "python", "version": "3.13"], "suite": "default",
        "environment": "ci", "outcome": .string(outcome), "basis": "tested",
        "ranAt": .string(instant(second).description),
      ])
  }

  static func change(_ id: String, title: String = "A change", text: String = "") -> Object {
    [
      "id": .string(id), "title": .string(title), "summary": .string(text), "status": "done",
      "visibility": "public", "component": "library", "type": "changed", "breaking": false,
    ]
  }

  static func draft(_ document: String, sources: [Records.Record] = [], corrects: Int? = nil)
    -> EditionDraft
  {
    EditionDraft(
      document: document, title: "Runbook", publishedAt: instant(9), asOf: start.day,
      knownAt: instant(8), reason: "first", corrects: corrects,
      inputsDigest: Digest(of: "inputs"), programVersion: "0.1.0",
      templates: [.init(name: "runbook.md", digest: Digest(of: "template"))],
      sources: sources.map { .init(id: $0.id, rev: $0.rev, digest: $0.digest) })
  }
}

extension Ledger {
  /// Appends changes in a transaction of their own.
  @discardableResult
  func append(_ id: String, title: String = "A change", text: String = "", at second: Int = 0)
    throws -> Records.Record
  {
    try write { transaction in
      try transaction.append(
        RecordID(kind: "change", id: id), fields: Samples.change(id, title: title, text: text),
        by: "tester", reason: nil, at: Samples.instant(second))
    }
  }
}
