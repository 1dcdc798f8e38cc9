import Knowledge
import Primitives
import Records
import Testing
import Workflows

@Suite("Finding records by conditions")
struct InventoryTests {
  static let conditions: [(kind: String?, text: String)] = [
    (nil, "component=django"), ("incident", "severity<=2"), (nil, "severity<=2"),
    (nil, "severity>=3"), (nil, "severity=high"), ("incident", "severity<=2 and review=final"),
    ("change", "component=django and type=removed"), ("change", "breaking=true"),
    ("change", "breaking=false and component=python"), (nil, "status in (active, accepted)"),
    ("incident", "severity in (1, 2)"), ("lesson", "evidence=incident/mybinder-2017-09-29-504"),
    (nil, "tags=postgres"), ("upgrade", "strategy=canary or strategy=rolling"),
    ("upgrade", "not strategy=canary"), ("upgrade", "from>=4.2 and component=django"),
    ("incident", "startedAt>=2018 and severity<=3"), (nil, "title ~ lock and status!=draft"),
    ("deprecation", "plannedRemoval.version=5.0"), (nil, "owner=platform"),
    ("incident", "severity<2.5"),
    ("incident", "impact.users>100"), (nil, "rev=1 and component=django"), (nil, "kind=schema"),
  ]

  @Test("laws: the index answers as looking at every record does", arguments: conditions)
  func index(_ kind: String?, _ text: String) throws {
    let playbooks = try PlaybookWorkspace()
    // Its folder goes with it.
    defer { withExtendedLifetime(playbooks) {} }
    let workspace = playbooks.workspace
    let kinds = kind.flatMap(KindCatalog.kind).map { [$0] } ?? KindCatalog.all
    let filter: Filter
    do {
      filter = try Filter(parsing: text, kinds: kinds)
    } catch {
      Issue.record("\(text): \(error.all.map(\.text))")
      return
    }
    let all = try Inventory.records(workspace, kind: kind)
    let schemes = try Inventory.records(workspace, kind: "component").reduce(into: [:]
    ) {
      $0[$1.id.id] = $1["versionScheme"]?.text.flatMap { VersionScheme(rawValue: $0) }
    }
    let wanted = all.filter { !$0.isRetired && filter.matches($0) { schemes[$0] ?? .generic } }
    #expect(try Inventory.records(workspace, kind: kind, where: text) == wanted)
    if let found = try Inventory.summaries(workspace, kind: kind, where: text) {
      #expect(found.map(\.id) == wanted.map(\.id))
      #expect(found.map(\.title) == wanted.map(\.title))
      #expect(found.map(\.status) == wanted.map(\.status))
      #expect(found.map(\.rev) == wanted.map(\.rev))
    }
  }

  @Test("plain conditions are answered without reading a record")
  func whole() throws {
    let playbooks = try PlaybookWorkspace()
    defer { withExtendedLifetime(playbooks) {} }
    let workspace = playbooks.workspace
    for (kind, text) in Self.conditions.prefix(13) {
      #expect(try Inventory.summaries(workspace, kind: kind, where: text) != nil, "\(text)")
    }
    #expect(try Inventory.summaries(workspace, kind: nil, where: "title ~ lock") == nil)
  }
}
