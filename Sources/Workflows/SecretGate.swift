import Checks
import Knowledge
import Ledger
import Primitives
import Records

/// Keeps likely secrets out of what is published: `publish` and `build` ask here first.
///
/// Records that were found to be free of them are remembered by their digests, so that only new
/// revisions are looked at again.
enum SecretGate {
  /// What looks like a secret among what the situation shows, at its place in the files.
  ///
  /// - Throws: problems of the ledger.
  static func findings(_ situation: Situation) throws(Diagnostics) -> [Diagnostic] {
    let workspace = situation.workspace
    let memory = Memory(workspace.path(".waymark/secret-free"))
    let findings = SecretScan.findings(
      situation.graph, exemptions: workspace.settings.exemptions, skip: memory.knows)
    guard !findings.isEmpty else {
      // What is allowed today may not be tomorrow: nothing is remembered while exemptions count.
      if !workspace.settings.exemptions.contains(where: { $0.rule == SecretScan.rule }) {
        memory.remember(situation.graph)
      }
      return []
    }
    var places: RecordPlaces
    do {
      places = RecordPlaces(workspace, try workspace.ledger(.readOnly).knownFiles())
    } catch {
      throw Diagnostics(failure: error)
    }
    return findings.map { finding in
      // Never the line itself: logs are read by more people than records.
      finding.diagnostic(at: places.place(of: finding)?.range, excerpt: nil)
    }.inReadingOrder
  }

  /// The records that hold no secret, by the starts of their digests.
  private struct Memory {
    private let path: String
    private let known: Set<UInt64>
    private let mark = BuildOrigin.program

    init(_ path: String) {
      self.path = path
      guard let bytes = try? Files.bytes(at: path), let end = bytes.firstIndex(of: 10),
        bytes[..<end].elementsEqual(mark.utf8)
      else {
        known = []
        return
      }
      let rest = Array(bytes[(end + 1)...])
      known = Set(
        stride(from: 0, to: rest.count - rest.count % 8, by: 8).map { start in
          rest[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
        })
    }

    func knows(_ record: Record) -> Bool { known.contains(Self.key(record)) }

    func remember(_ graph: Graph) {
      let keys = Set(
        KindCatalog.all.flatMap { (graph.records($0.name) + graph.retired($0.name)).map(Self.key) })
      guard keys != known else { return }
      var bytes = Array(mark.utf8) + [10]
      for key in keys.sorted() {
        for shift in stride(from: 56, through: 0, by: -8) {
          bytes.append(UInt8(truncatingIfNeeded: key >> UInt64(shift)))
        }
      }
      try? Files.write(bytes, to: path)
    }

    /// The revision's digest covers its fields; what a public view leaves out of it can only be less.
    private static func key(_ record: Record) -> UInt64 {
      record.digest.hex.utf8.prefix(16).reduce(0) { key, digit in
        key << 4 | UInt64(digit < 58 ? digit - 48 : digit - 87)
      }
    }
  }
}
