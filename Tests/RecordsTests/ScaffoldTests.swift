import Primitives
import TestSupport
import Testing

@testable import Records

@Suite("Scaffolds")
struct ScaffoldTests {
  @Test("a scaffold reads without problems and shows every field", arguments: KindCatalog.names)
  func scaffold(_ name: String) throws {
    let kind = try #require(KindCatalog.kind(name))
    let text = Scaffold.text(kind, id: "example")
    let (drafts, problems) = read(Array(text.utf8), kind)
    #expect(problems.isEmpty, "\(problems.map(\.text).joined())")
    #expect(drafts.count == 1)
    for field in kind.fields {
      #expect(
        text.contains("\n\(field.name):") || text.contains("\n#\(field.name):"), "\(field.name)")
    }
    expectGolden(text, "scaffold/\(name).yaml", in: goldens)
  }

  @Test("with all comments taken away only rules can complain", arguments: KindCatalog.names)
  func uncommented(_ name: String) throws {
    let kind = try #require(KindCatalog.kind(name))
    let lines = Scaffold.text(kind, id: "example").split(separator: "\n").map { line in
      var line = line
      // `#name:` and `#    name:` are fields, `# Words.` is a comment.
      while line.hasPrefix("#"), !line.hasPrefix("# ") || line.hasPrefix("#  ") {
        line = line.dropFirst()
      }
      return String(line)
    }
    let (_, problems) = read(Array(lines.joined(separator: "\n").utf8), kind)
    let rules = Set(kind.rules.map(\.id))
    let others = problems.filter { !rules.contains($0.id) }
    #expect(others.isEmpty, "\(others.map(\.text).joined())")
  }

  @Test("the Markdown form reads too, with its prose below", arguments: KindCatalog.names)
  func markdown(_ name: String) throws {
    let kind = try #require(KindCatalog.kind(name))
    let text = Scaffold.text(kind, id: "example", form: .markdown)
    let file = kind.body == nil ? "example.yaml" : "example.md"
    let (drafts, problems) = read(Array(text.utf8), kind, file: file)
    #expect(problems.isEmpty, "\(problems.map(\.text).joined())")
    if let body = kind.body {
      #expect(text.hasPrefix("---\n"))
      #expect(drafts.first?.fields[body] != nil)
    }
    if name == "incident" { expectGolden(text, "scaffold/incident.md", in: goldens) }
  }

  @Test(
    "the plan of each strategy is complete and has no problem",
    arguments: ["in-place", "rolling", "blue-green", "canary", "shadow", "offline"])
  func plan(_ strategy: String) throws {
    let text = try #require(Scaffold.upgrade(strategy: strategy))
    let kind = try #require(KindCatalog.kind("upgrade"))
    let (drafts, problems) = read(Array(text.utf8), kind)
    #expect(problems.isEmpty, "\(problems.map(\.text).joined())")
    let fields = try #require(drafts.first).fields
    #expect(fields["strategy"]?.text == strategy)
    for name in ["prerequisites", "parity", "acceptance", "steps", "codeChanges"] {
      #expect(fields[name]?.items.isEmpty == false, "\(name)")
    }
    // Code and settings are not changed by one plan: `upgrade.mixes-code-and-config`.
    #expect(fields["configurationChanges"] == nil)
    #expect(fields["rollback"]?["steps"]?.items.isEmpty == false)
    for step in fields["steps"]?.items ?? [] {
      #expect(step["command"] != nil || step["expect"] != nil, "\(step["key"]?.text ?? "")")
    }
  }

  /// The commands of a plan, by the keys of their steps.
  private func commands(_ strategy: String) throws -> [(key: String, lines: [Substring])] {
    let text = try #require(Scaffold.upgrade(strategy: strategy))
    let kind = try #require(KindCatalog.kind("upgrade"))
    let fields = try #require(read(Array(text.utf8), kind).0.first).fields
    let steps = (fields["steps"]?.items ?? []) + (fields["rollback"]?["steps"]?.items ?? [])
    return steps.flatMap { step in
      [step["command"], step["undo"]?["command"]].compactMap { $0?.text }.map {
        (step["key"]?.text ?? "", $0.split(separator: "\n"))
      }
    }
  }

  @Test(
    "no command goes on after a line that failed: a broken host never gets its traffic back",
    arguments: ["in-place", "rolling", "blue-green", "canary", "shadow", "offline"])
  func stopsAtFailure(_ strategy: String) throws {
    for (key, lines) in try commands(strategy) {
      for line in lines.dropLast() {
        let goesOn = ["&&", "|", "\\"].contains { line.hasSuffix($0) }
        #expect(goesOn, "\(strategy), \(key): \(line)")
      }
    }
  }

  @Test("a trial on mirrored traffic changes the schema of its copy only")
  func shadowLeavesTheSchema() throws {
    let schema = try commands("shadow").flatMap { step in
      step.lines.filter { $0.contains("alembic") || $0.contains("pg_restore") }
    }
    #expect(schema.count == 3)
    for line in schema where !line.contains("alembic current") {
      #expect(line.contains("SHADOW_DATABASE_URL"), "\(line)")
    }
    for strategy in ["in-place", "rolling", "blue-green", "canary", "offline"] {
      let lines = try commands(strategy).flatMap(\.lines)
      #expect(lines.contains { $0.contains("alembic upgrade contract@head") }, "\(strategy)")
      #expect(!lines.contains { $0.contains("expand@base") }, "\(strategy)")
    }
  }

  @Test("strategies with a plan are those of the schema")
  func strategies() throws {
    let kind = try #require(KindCatalog.kind("upgrade"))
    let field = try #require(kind.fields.first { $0.name == "strategy" })
    guard case .choice(let choices) = field.type else {
      Issue.record("strategy is no choice")
      return
    }
    for choice in choices { #expect(Scaffold.upgrade(strategy: choice.word) != nil) }
    #expect(Scaffold.upgrade(strategy: "hope") == nil)
    #expect(
      Scaffold.upgrade(strategy: "canary", id: "django-5.2")?.contains("id: django-5.2") == true)
  }
}
