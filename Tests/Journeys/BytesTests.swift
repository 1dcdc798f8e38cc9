import Foundation
import Testing

@Suite("Journey: the same inputs, the same bytes, and nothing internal")
struct BytesTests {
  /// Every kind, as `waymark help` and the catalogue name them.
  static let kinds = [
    "team", "component", "release", "change", "upgrade", "migration", "attempt", "incident",
    "lesson", "deprecation", "policy", "known-issue", "decision",
  ]

  @Test("two folders, time zones, languages and users: one site")
  func reproducible() throws {
    let (one, two) = (try Sandbox(), try Sandbox())
    two.environment["TZ"] = "Pacific/Kiritimati"
    two.environment["LC_ALL"] = "tr_TR.UTF-8"
    two.environment["LANG"] = "de_DE.UTF-8"
    two.environment["HOME"] = "/tmp"
    for sandbox in [one, two] {
      try sandbox.makeDemo()
      let run = try sandbox.waymark("update", at: "demo")
      #expect(run.code == 0, "\(run.error)")
    }
    for folder in ["demo/public", "demo/editions"] {
      let (left, right) = (try one.tree(folder), try two.tree(folder))
      #expect(!left.isEmpty)
      #expect(left.keys.sorted() == right.keys.sorted())
      for (path, bytes) in left { #expect(right[path] == bytes, "\(folder)/\(path)") }
    }
    #expect(
      try one.waymark("journal", "export", at: "demo").out
        == (try two.waymark("journal", "export", at: "demo").out))
  }

  @Test("a build after changes is the same as one from nothing")
  func incremental() throws {
    let (one, two) = (try Sandbox(), try Sandbox())
    let revised = Samples.upgrade.replacingOccurrences(
      of: "Stop the workers", with: "Stop all workers")
    for sandbox in [one, two] {
      try sandbox.makeDemo()
      try sandbox.waymark("apply", at: "demo")
      if sandbox === one { try sandbox.waymark("build", at: "demo") }
      try sandbox.write(revised, to: "demo/records/upgrade/shop-2.yaml")
      try sandbox.waymark("apply", at: "demo")
      #expect(try sandbox.waymark("build", at: "demo").code == 0)
    }
    let (left, right) = (try one.tree("demo/public"), try two.tree("demo/public"))
    #expect(left.keys.sorted() == right.keys.sorted())
    for (path, bytes) in left where !path.hasPrefix(".") {
      #expect(right[path] == bytes, "\(path)")
    }
  }

  @Test("a scaffold of every kind is taken in once its references exist", arguments: kinds)
  func scaffolds(kind: String) throws {
    let sandbox = try Sandbox()
    try sandbox.waymark("init", ".")
    let made = try sandbox.waymark("new", kind, "--id", "first")
    #expect(made.code == 0)
    #expect(made.out.hasPrefix("made records/\(kind)/first.yaml\n"))
    #expect(
      try sandbox.text("records/\(kind)/first.yaml")
        == (try sandbox.waymark("new", kind, "--id", "first", "--print").out))
    #expect(
      try sandbox.waymark("new", kind, "--id", "first").error.contains("error[record-exists]"))
    let applied = try sandbox.waymark("apply")
    let problems = applied.error.split(separator: "\n").filter { $0.contains(": error[") }
    #expect(problems.allSatisfy { $0.contains("error[dangling-reference]") }, "\(applied.error)")
    #expect(applied.code == (problems.isEmpty ? 0 : 3))

    let schema = try sandbox.waymark("schema", kind).out
    let read = try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any]
    #expect(read?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(read?["additionalProperties"] as? Bool == false)
  }

  @Test("an internal record reaches no byte that is published")
  func canary() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    for kind in Self.kinds {
      let scaffold = try sandbox.waymark("new", kind, "--id", "canary", "--print", at: "demo").out
      try sandbox.write(Self.internalRecord(scaffold), to: "demo/records/\(kind)/canary.yaml")
    }
    // Public records that hang on internal ones.
    try sandbox.write(
      """
      title: Stop workers before anything else
      owner: platform
      status: accepted
      statement: Stop the workers first.
      polarity: do
      evidence: [incident/canary, attempt/canary]
      appliesTo: [{component: shop}, {component: canary, step: canary}]
      """, to: "demo/records/lesson/public.yaml")
    try sandbox.write(
      Samples.component.replacingOccurrences(of: "owner: platform", with: "owner: canary")
        + "\ndependsOn: [canary]\n", to: "demo/records/component/shop.yaml")
    try sandbox.write(
      Samples.upgrade + "\nafter: [canary]\nmigrations: [canary]\ncontacts: [canary]\n",
      to: "demo/records/upgrade/shop-2.yaml")

    for command in ["apply", "publish", "build"] {
      let run = try sandbox.waymark(command, at: "demo")
      #expect(run.code == 0, "\(run.error)")
    }
    #expect(try sandbox.waymark("list", at: "demo").out.hasSuffix("17 records\n"))
    // Internal views do hold it: the test would find it if it were there.
    #expect(
      try sandbox.waymark("render", "runbook/canary", "--include-internal", at: "demo").out
        .contains("Canary"))

    // Measured facts about internal things are internal as well.
    try sandbox.write(
      """
      <testsuites><testsuite name="canary" tests="1">
      <testcase name="canary" classname="canary"/></testsuite></testsuites>
      """, to: "demo/canary.xml")
    let imported = try sandbox.waymark(
      "import", "junit", "canary.xml", "--subject", "canary@1.0.0", "--counterpart", "shop@1.0.0",
      "--suite", "canary", "--ran-at", "2025-11-14T09:30:00Z", at: "demo")
    #expect(imported.out.contains("1 imported"), "\(imported.error)")
    #expect(try sandbox.waymark("publish", at: "demo").code == 0)
    #expect(try sandbox.waymark("build", at: "demo").code == 0)

    var files = try sandbox.tree("demo/public")
    for (path, bytes) in try sandbox.tree("demo/editions") { files["editions/\(path)"] = bytes }
    #expect(files.count > 50)
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      #expect(!path.lowercased().contains("canary"), "\(path)")
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      guard let found = text.range(of: "canary") else { continue }
      let start = text.index(found.lowerBound, offsetBy: -60, limitedBy: text.startIndex)
      let end = text.index(found.upperBound, offsetBy: 40, limitedBy: text.endIndex)
      Issue.record("\(path): …\(text[(start ?? text.startIndex)..<(end ?? text.endIndex)])…")
    }
  }

  /// The scaffold with every field filled in, internal, and `canary` in each text.
  private static func internalRecord(_ scaffold: String) -> String {
    var steps = ["canary", "canary-back"]
    var lines: [String] = []
    for line in scaffold.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = String(line)
      // `# text` is a comment; any other `#` at the start switches a field off.
      let content = line.drop(while: { $0 == "#" })
      let isComment = content.hasPrefix(" ") && !content.hasPrefix("  ")
      if line.hasPrefix("#"), !isComment { line = String(content) }
      if line.hasPrefix("noAction:") { continue }
      line = line.replacingOccurrences(of: "Example", with: "Canary")
        .replacingOccurrences(of: "example", with: "canary")
        .replacingOccurrences(of: "visibility: public", with: "visibility: internal")
        .replacingOccurrences(of: "  end: 2025-04-02T", with: "  end: 2025-04-03T")
      if line.hasSuffix("key: stop-old-server"), !steps.isEmpty {
        line = line.replacingOccurrences(of: "stop-old-server", with: steps.removeFirst())
      }
      for named in ["django", "python", "postgresql", "platform"]
      where line.hasSuffix(": \(named)") || line.hasSuffix("- \(named)") {
        line = String(line.dropLast(named.count)) + "canary"
      }
      // A former key of a step belongs to it alone.
      if lines.last?.hasSuffix(" aliases:") == true { line += "-alias-\(lines.count)" }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}
