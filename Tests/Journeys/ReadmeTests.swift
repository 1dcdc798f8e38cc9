import Foundation
import Testing

@Suite("Journey: the session of README.md gives what README.md shows")
struct ReadmeTests {
  /// A fenced block: its language and its lines.
  private struct Block {
    let language: String
    var lines: [String] = []
  }

  private static func blocks(of markdown: String) -> [Block] {
    var blocks: [Block] = []
    var open: Block?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let block = open { blocks.append(block) }
        open = open == nil ? Block(language: String(line.dropFirst(3))) : nil
      } else {
        open?.lines.append(String(line))
      }
    }
    return blocks
  }

  /// The commands of a console block with what they print; a line `…` stands for any lines.
  private static func commands(_ block: Block) -> [(command: String, output: String)] {
    block.lines.joined(separator: "\n").components(separatedBy: "$ ").dropFirst().map { part in
      let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(lines[0]), lines.count > 1 ? String(lines[1]) : "")
    }
  }

  private static let others = [
    "component/orders": """
    title: Orders
    type: service
    lifecycle: production
    versionScheme: semver
    """,
    "incident/2026-05-04-orders-502": """
    title: Orders answered 502 during a deploy
    status: closed
    severity: 2
    component: orders
    detection: {how: alert}
    impact: {text: Four minutes of 502 for every customer.}
    """,
    "lesson/warm-the-pool": """
    title: Warm the pool before taking traffic
    status: accepted
    statement: Wait until the connection pool is warm before you shift traffic.
    polarity: do
    severity: high
    evidence: [incident/2026-05-04-orders-502]
    appliesTo: [{component: orders, phase: promote}]
    """,
  ]

  @Test("session")
  func session() throws {
    let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "README.md")
    let blocks = Self.blocks(of: try String(contentsOf: readme, encoding: .utf8))
    let sandbox = try Sandbox()
    var plan: (path: String, text: String)?
    var count = 0
    for block in blocks {
      if block.language == "yaml", let first = block.lines.first, first.hasPrefix("# records/") {
        plan = (String(first.dropFirst(2)), block.lines.dropFirst().joined(separator: "\n") + "\n")
        try sandbox.write(plan?.text ?? "", to: plan?.path ?? "")
        for (id, text) in Self.others { try sandbox.write(text, to: "records/\(id).yaml") }
      }
      guard block.language == "console" else { continue }
      for (command, expected) in Self.commands(block) where command.hasPrefix("waymark ") {
        let words = command.dropFirst("waymark ".count).replacingOccurrences(
          of: "\"Orders playbooks\"", with: "Orders")
        let run = try sandbox.run(
          Sandbox.program, words.split(separator: " ").map(String.init))
        count += 1
        let printed = run.code == 0 ? run.out : run.error
        expect(printed, matches: expected, of: command)
        // What README.md says to mend after the first apply.
        if run.code == 3, let (path, text) = plan {
          try sandbox.write(
            text.replacingOccurrences(of: "component: order\n", with: "component: orders\n")
              .replacingOccurrences(of: "P0M", with: "PT0S")
              .replacingOccurrences(of: "comand", with: "command"), to: path)
        }
      }
    }
    #expect(count > 4, "README.md has no session any more: was its form changed?")
  }

  private func expect(_ printed: String, matches expected: String, of command: String) {
    var rest = printed[...]
    for part in expected.components(separatedBy: "…\n") {
      let text = part.trimmingCharacters(in: .newlines)
      guard !text.isEmpty else { continue }
      guard let found = rest.range(of: text) else {
        Issue.record("`\(command)` printed\n\(printed)\nREADME.md shows\n\(text)")
        return
      }
      rest = rest[found.upperBound...]
    }
  }
}
