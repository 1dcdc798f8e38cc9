import Records
import TestSupport
import Testing

/// Every expected text of this target.
let goldens = GoldenFolder(
  ["mistakes.txt"]
    + KindCatalog.names.flatMap { ["schema/\($0).json", "scaffold/\($0).yaml"] }
    + ObservationCatalog.all.map { "schema/observation-\($0.name).json" }
    + ["scaffold/incident.md"])

@Suite("Goldens")
struct GoldenTests {
  @Test("every golden is asked for by a test")
  func noStrays() {
    #expect(goldens.strays.isEmpty, "\(goldens.strays.joined(separator: "\n"))")
  }
}
