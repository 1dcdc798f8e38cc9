import Primitives

/// What a publish found that had nothing to publish, so that the next one need not render it all.
///
/// A file of the workspace's state: losing it only costs time.
struct StandingEditions {
  private let path: String

  init(_ workspace: Workspace) { path = workspace.path(".waymark/published") }

  /// How many documents were current; `nil` unless the last look was at the same ledger, templates
  /// and program.
  func count(_ origin: BuildOrigin) -> Int? {
    guard let bytes = try? Files.bytes(at: path) else { return nil }
    let parts = bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 2, Fingerprint(hex: parts[0]) == origin.fingerprint else { return nil }
    return Int(String(decoding: parts[1], as: UTF8.self))
  }

  /// Remembers that so many documents were current.
  func remember(_ count: Int, _ origin: BuildOrigin) {
    try? Files.write(Array("\(origin.fingerprint) \(count)".utf8), to: path)
  }
}
