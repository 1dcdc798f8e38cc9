import Documents
import Primitives

/// Writes what a server says of a deprecation.
public enum WriteHeaders {
  /// The header lines of a deprecation, for a server's configuration.
  ///
  /// - Parameters:
  ///   - situation: what is known.
  ///   - id: the deprecation, with or without `deprecation/` before it.
  /// - Returns: lines without line ends.
  /// - Throws: an unknown deprecation, or everything that keeps it from being told in headers.
  public static func run(_ situation: Situation, _ id: String) throws(Diagnostics) -> [String] {
    let id = id.hasPrefix("deprecation/") ? String(id.dropFirst(12)) : id
    guard let record = situation.graph.record("deprecation", id), !record.isRetired else {
      let names = situation.graph.records("deprecation").map(\.id.id)
      throw Diagnostics(
        Diagnostic(
          "unknown-record", "there is no deprecation `\(id)`",
          help: Spelling.nearest(to: id, among: names).map { "did you mean `\($0)`?" }
            ?? "`waymark list deprecation` shows those that there are"))
    }
    return try DeprecationHeaders.lines(
      record, situation.graph, base: situation.workspace.settings.baseURL)
  }
}
