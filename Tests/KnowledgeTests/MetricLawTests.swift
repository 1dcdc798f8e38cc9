import Primitives
import Records
import Testing

@testable import Knowledge

@Suite("laws of metrics")
struct MetricLawTests {
  @Test("ids and names are unique, and find their metric")
  func names() {
    let metrics = MetricCatalog.all
    #expect(metrics.map(\.id) == ["C1", "C2", "D1", "D2", "D3", "U1", "U2", "L1", "L3"])
    #expect(Set(metrics.map(\.name)).count == metrics.count)
    for metric in metrics {
      #expect(Slug.isValid(metric.name))
      #expect(MetricCatalog.metric(metric.id.lowercased())?.name == metric.name)
      #expect(MetricCatalog.metric(metric.name)?.id == metric.id)
    }
    #expect(MetricCatalog.metric("none") == nil)
  }

  @Test("each says what it is and where it comes from", arguments: MetricCatalog.all.map(\.id))
  func words(id: String) throws {
    let metric = try #require(MetricCatalog.metric(id))
    #expect(!metric.title.isEmpty)
    #expect(!metric.source.isEmpty)
    #expect(metric.definition.hasSuffix("."))
    #expect(!metric.definition.contains("\n"))
    #expect(["component", "pair", "policy", "kind"].contains(metric.breakdown))
  }

  @Test("an empty graph gives no data, never a number", arguments: MetricCatalog.all.map(\.id))
  func empty(id: String) throws {
    let result = Graph(records: [], day: today).result(id)
    #expect(result.parts.isEmpty)
    #expect(result.excluded.isEmpty)
    switch try #require(result.total) {
    case .proportion(let proportion): #expect(proportion.text == "no data")
    case .distribution(let quartiles, let n, let open, _):
      #expect(quartiles == nil)
      #expect(n == 0 && open == 0)
    case .count: Issue.record("a count of nothing is a number")
    }
  }

  @Test(
    "every row of the harbour names a record that is there", arguments: MetricCatalog.all.map(\.id))
  func links(id: String) throws {
    let graph = Harbour.graph()
    let rows = graph.result(id).parts.flatMap(\.rows)
    #expect(!rows.isEmpty)
    for row in rows { #expect(graph.record(try #require(row.record)) != nil) }
  }

  @Test("every proportion is the share of its rows", arguments: MetricCatalog.all.map(\.id))
  func shares(id: String) {
    for part in Harbour.graph().result(id).parts {
      guard case .proportion(let proportion) = part.measure else { continue }
      #expect(proportion.n == part.rows.count { $0.counts != nil })
      #expect(proportion.k == part.rows.count { $0.counts == true })
    }
  }

  @Test("the order of records and observations changes nothing", arguments: UInt64(1)...40)
  func order(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let shuffled = Graph(
      records: Harbour.records.shuffled(using: &generator),
      observations: Harbour.observations.shuffled(using: &generator), day: today)
    let straight = Harbour.graph()
    for metric in MetricCatalog.all {
      #expect(metric.compute(shuffled).value == metric.compute(straight).value, "\(metric.id)")
    }
  }

  @Test("the results over the harbour are the recorded ones")
  func golden() {
    let graph = Harbour.graph()
    let value = Object(MetricCatalog.all.map { ($0.id, $0.compute(graph).value) })
    expectGolden(String(decoding: JSONText.pretty(.object(value)), as: UTF8.self), "metrics.json")
  }

  @Test(
    "Wilson's interval at known answers",
    arguments: [
      (3, 3, 0.439, 1.0), (0, 4, 0.0, 0.490), (9, 10, 0.596, 0.982), (11, 15, 0.480, 0.891),
      (98, 100, 0.930, 0.994),
    ])
  func wilson(k: Int, n: Int, lower: Double, upper: Double) throws {
    let rows = (0..<n).map { MetricResult.Row("row", counts: $0 < k) }
    guard case .proportion(let share) = MetricResult.Measure.share(of: rows) else {
      Issue.record("a share is a proportion")
      return
    }
    let interval = try #require(share.interval)
    #expect(abs(interval.lowerBound - lower) < 0.0006)
    #expect(abs(interval.upperBound - upper) < 0.0006)
    #expect(share.isSmall == (n < 5))
  }
}
