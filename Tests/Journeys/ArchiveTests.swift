import Foundation
import Testing

/// What `playbooks/` has published stays true for every later program.
@Suite("Journey: the archive of this repository") struct ArchiveTests {
  /// A fact that a published template names may not vanish or change its shape: new ones stand
  /// beside it.
  @Test("every edition that was ever published is made again byte for byte")
  func everyEdition() throws {
    let sandbox = try Sandbox()
    let archive = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../playbooks").standardized
    for name in ["waymark.yaml", "journal.jsonl"] {
      try sandbox.write(
        String(contentsOf: archive.appending(path: name), encoding: .utf8), to: "archive/\(name)")
    }
    try sandbox.waymark("journal", "import", "journal.jsonl", at: "archive")
    let verify = try sandbox.waymark("verify", at: "archive")
    #expect(verify.code == 0, "\(verify.error)")
    let last = try #require(verify.out.split(separator: "\n").last)
    #expect(
      last.hasSuffix(" editions made again byte for byte, 0 differ, 0 not made again"),
      "\(verify.out)")
  }
}
