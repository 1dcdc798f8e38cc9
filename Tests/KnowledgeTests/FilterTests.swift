import Knowledge
import Primitives
import Records
import Testing

@Suite struct FilterTests {
  private static let incident = record(
    "incident", "a",
    [
      "title": "Locks on the orders table", "severity": 2, "component": "shop", "status": "closed",
      "tags": ["postgres", "locks"], "startedAt": "2024-11-14T09:30:00Z",
      "impact": ["text": "Orders failed.", "users": 120],
      "timeline": [
        ["at": "2024-11-14T09:30:00Z", "text": "First."],
        ["at": "2024-11-14T10:00:00Z", "text": "Over."],
      ],
    ])
  private static let upgrade = record(
    "upgrade", "b", ["title": "Shop", "component": "shop", "from": "1.9.0", "to": "1.10.0"])
  private static let deprecation = record(
    "deprecation", "c",
    ["title": "Old", "component": "shop", "plannedRemoval": ["on": "2026-06"], "soft": false])

  private static func record(_ kind: String, _ id: String, _ fields: Object) -> Record {
    Record(
      id: RecordID(kind: kind, id: id), rev: 3,
      recordedAt: Instant(milliseconds: 1_767_225_600_000),
      recordedBy: "ana", reason: nil, isRetired: false, fields: fields, digest: Digest(of: []))
  }

  private func holds(_ text: String, _ record: Record) throws -> Bool {
    let kind = try #require(KindCatalog.kind(record.id.kind))
    return try Filter(parsing: text, kinds: [kind]).matches(record) { _ in .semver }
  }

  @Test(
    "kinds without the fields of a condition are left out, and no record is lost by it",
    arguments: [
      ("startedAt>=2024-11", ["attempt", "incident"]),
      ("impact.users>100", ["incident"]),
      ("startedAt>=2024-11 and impact.users>100", ["incident"]),
      ("plannedRemoval.on<2027 or impact.users>100", ["incident", "deprecation"]),
      ("not startedAt>=2024-11", KindCatalog.names), ("from!=2", KindCatalog.names),
      ("startedAt", KindCatalog.names), ("title~o", KindCatalog.names),
      ("recordedBy=ana", KindCatalog.names),
    ])
  func kinds(_ text: String, _ expected: [String]) throws {
    let filter = try Filter(parsing: text, kinds: KindCatalog.all)
    let kinds = filter.kinds(among: KindCatalog.all).map(\.name)
    #expect(kinds == expected)
    for record in [Self.incident, Self.upgrade, Self.deprecation]
    where filter.matches(record, scheme: { _ in .semver }) {
      #expect(kinds.contains(record.id.kind), "\(record.id)")
    }
  }

  @Test(arguments: [
    ("severity<=2 and component=shop", true), ("severity < 2", false), ("severity=2", true),
    ("severity != 2", false), ("not severity=3", true), ("severity in (1, 2)", true),
    ("severity in (4,5)", false), ("title ~ LOCKS", true), ("title ~ 'orders table'", true),
    ("title=\"Locks on the orders table\"", true), ("tags=locks", true), ("tags=mysql", false),
    ("not tags=mysql and severity<3", true),
    ("severity=1 or tags=postgres and status=closed", true),
    ("(severity=1 or tags=postgres) and status=active", false), ("impact.users>100", true),
    ("impact.users>1e3", false), ("timeline.text=Over.", true), ("startedAt>=2024-11", true),
    ("startedAt>2024-11", false), ("startedAt=2024-Q4", true),
    ("startedAt<2024-11-14T10:30:00+01:00", false),
    ("startedAt<=2024-11-14T10:30:00+01:00", true), ("owner", false), ("not owner", true),
    ("owner=platform", false), ("owner!=platform", true), ("recordedBy=ana and rev>2", true),
    ("recordedAt=2026", true), ("not not severity=2", true), ("((severity=2))", true),
  ])
  func findsIncidents(_ text: String, _ expected: Bool) throws {
    #expect(try holds(text, Self.incident) == expected)
  }

  @Test func versionsCompareByTheSchemeAndDatesByTheirDays() throws {
    #expect(try holds("to>1.9.5", Self.upgrade))
    #expect(try holds("from<1.10", Self.upgrade))
    #expect(try holds("to=1.10", Self.upgrade))
    #expect(try holds("plannedRemoval.on<2026-07", Self.deprecation))
    #expect(try !holds("plannedRemoval.on<2026-06-15", Self.deprecation))
    #expect(try holds("plannedRemoval.on=2026", Self.deprecation))
    #expect(try holds("soft=false", Self.deprecation))
  }

  @Test(arguments: [
    ("severity<=", "bad-filter", 11), ("severty=2", "unknown-field", 1), ("", "bad-filter", 1),
    ("severity=high", "bad-value", 10), ("severity=2 component=shop", "bad-filter", 12),
    ("(severity=2", "bad-filter", 1), ("title='x", "unclosed-quote", 7),
    ("severity ! 2", "bad-filter", 10),
    ("severity in 2", "bad-filter", 13), ("severity in (1 2)", "bad-filter", 16),
    ("startedAt<soon", "bad-value", 11), ("impact=3", "bad-value", 8), ("and", "bad-filter", 1),
    ("impact.user=3", "unknown-field", 1), ("status=shut", "bad-value", 8), (")", "bad-filter", 1),
  ])
  func mistakesHaveAColumn(_ text: String, _ id: String, _ column: Int) throws {
    let kind = try #require(KindCatalog.kind("incident"))
    do {
      _ = try Filter(parsing: text, kinds: [kind])
      Issue.record("`\(text)` was taken")
    } catch {
      #expect(error.all.map(\.id) == [id])
      #expect(error.all.first?.range?.column == column)
      #expect(error.all.first?.help?.isEmpty == false)
    }
  }

  @Test func aMisspeltFieldShowsTheCaret() throws {
    let error = try #require(throws: Diagnostics.self) {
      try Filter(parsing: "title~x and severty=2", kinds: KindCatalog.all)
    }
    #expect(
      error.all[0].text == """
        --where:1:13: error[unknown-field]: `severty` is no field of any kind of record
         1 | title~x and severty=2
           |             ^^^^^^^
          help: did you mean `severity`?

        """)
  }

  /// Pieces of the language in any order: never a trap, and never deeper than the stack.
  @Test func noTextTraps() throws {
    let pieces = [
      "severity", "(", ")", "and", "or", "not", "in", ",", "=", "<", "~", "'", "\"", " ", "2", "é",
      "\u{0}", ".",
    ]
    var state: UInt64 = 7
    for _ in 0..<5_000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      if let filter = try? Filter(parsing: text, kinds: KindCatalog.all) {
        _ = filter.matches(Self.incident) { _ in .semver }
      }
    }
    let deep =
      String(repeating: "(", count: 100_000) + "severity" + String(repeating: ")", count: 100_000)
    #expect(throws: Diagnostics.self) { try Filter(parsing: deep, kinds: KindCatalog.all) }
    #expect(throws: Diagnostics.self) {
      try Filter(
        parsing: String(repeating: "not ", count: 100_000) + "severity", kinds: KindCatalog.all)
    }
  }
}
