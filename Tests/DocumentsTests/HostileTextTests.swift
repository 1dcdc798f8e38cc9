import Documents
import Foundation
import Knowledge
import Primitives
import Records
import TestSupport
import Testing

/// Text from records never becomes markup, a heading, a table cell or a link by itself.
@Suite struct HostileTextTests {
  private static let base = (try? Workspace.harbor.documents()) ?? []

  @Test(arguments: Seeds.first(24)) func textAndCodeChangeNothingButWords(seed: Int) throws {
    var hostile = Hostile(seed: seed, types: [.text, .code])
    let workspace = hostile.applied(to: .harbor)
    let documents = try workspace.documents()
    #expect(documents.map(\.key) == Self.base.map(\.key))
    var words = ""
    for (before, after) in zip(Self.base, documents) {
      let (old, new) = (Page(before.markdown), Page(after.markdown))
      #expect(new.outline.map(\.level) == old.outline.map(\.level), "\(after.key)")
      let promised = Set(old.writtenAnchors)
      let ids = new.outline.map(\.id).filter(promised.contains)
      #expect(ids == old.outline.map(\.id).filter(promised.contains), "\(after.key)")
      #expect(new.brokenRows == [], "\(after.key)")
      #expect(new.links.map(\.destination) == old.links.map(\.destination), "\(after.key)")
      words += new.words
    }
    // Compared without white space: a line may be broken anywhere.
    let shown = words.filter { !$0.isWhitespace }
    for text in hostile.texts where shown.contains(text.marker) {
      let isLiteral = shown.contains(text.literal)
      #expect(isLiteral, "\(text.path) does not read back literally: \(text.literal)")
    }
  }

  @Test(arguments: Seeds.first(24)) func proseStaysInItsPlace(seed: Int) throws {
    var hostile = Hostile(seed: seed, types: [.markdown])
    let documents = try hostile.applied(to: .harbor).documents()
    for (before, after) in zip(Self.base, documents) {
      let (old, new) = (Page(before.markdown), Page(after.markdown))
      #expect(new.outline.count { $0.level == 1 } == 1, "\(after.key)")
      let promised = Set(old.writtenAnchors)
      func template(_ page: Page) -> [String] {
        page.outline.filter { promised.contains($0.id) }.map { "\($0.level) \($0.id)" }
      }
      #expect(template(new) == template(old), "\(after.key)")
      for link in new.links where link.kind == .external {
        let scheme = link.destination.prefix { $0 != ":" }.lowercased()
        #expect(["http", "https", "mailto"].contains(scheme), "\(link.destination)")
      }
    }
  }
}

/// Puts text that means something to Markdown, templates or browsers into every field of a type.
struct Hostile {
  struct Text {
    let path: String
    let marker: String
    let literal: String
  }

  let types: [FieldType]
  private(set) var texts: [Text] = []
  private var generator: SeededGenerator

  init(seed: Int, types: [FieldType]) {
    self.types = types
    generator = SeededGenerator(seed: seed)
  }

  private static let fragments = [
    "*a*", "**b", "_c_", "__d", "`e`", "``", "|", "||", "\\", "\\|", "[f](g.md)", "![h](i.png)",
    "[j]", "]", "](", "<script>alert(1)</script>", "<!--", "-->", "&lt;", "&#35;", "&", "# k",
    "## l {#steps}", "{#rollback}", "{{facts}}", "{{/record}}", "}}", "---", "===", "- m", "+ n",
    "1. o", "> p", "~~~", "```", "~~q~~", "$x$", "\"", "'", ":", "[r]: s", "[^1]", "~", "!",
    "(javascript:t)", "[u](javascript:alert(1))", "[v](data:text/html,w)", "%0a", "|---|", "x{",
  ]

  private static let blocks = [
    "\n\n# big {#steps}", "\n\n### three", "\n\n```\nopen", "\n\n~~~ {{x}}",
    "\n\n| a | b |\n|---|---|\n| c |",
    "\n\n> [!NOTE]\n> d", "\n\n<div>\n", "\n\n- [ ] e\n- f", "\n\n1. g\n2. h", "\n\ntitle\n===",
    "\n\ntitle\n---", "\n\n    code", "\n\n[i]: javascript:j\n\n[i]", "\n\n***", "\n\n<!-- k",
    "\n\n[l](javascript:m) [n](JAVASCRIPT:o) <javascript:p>", "\n\n\u{202E}q\u{2066}",
  ]

  mutating func applied(to workspace: Workspace) -> Workspace {
    let records = workspace.records.map { record -> Record in
      guard let kind = KindCatalog.kind(record.id.kind) else { return record }
      let fields = changed(record.fields, kind.fields, path: record.id.description)
      return Workspace.record(record.id, fields)
    }
    return Workspace("hostile", records: records, observations: workspace.observations)
  }

  /// Fields whose words decide what is shown.
  private static let deciding: Set = [
    "onFailure", "appliesTo", "interface", "environment", "by", "mayShorten",
  ]

  private mutating func changed(_ object: Object, _ fields: [Field], path: String) -> Object {
    var out = Object()
    for member in object.members {
      let field = fields.first { $0.name == member.name }
      if let field, !Self.deciding.contains(member.name) {
        let value = changed(member.value, field.type, path: "\(path).\(member.name)")
        out.append(member.name, value)
      } else {
        out.append(member.name, member.value)
      }
    }
    return out
  }

  private mutating func changed(_ value: Value, _ type: FieldType, path: String) -> Value {
    switch (type, value) {
    case (.text, .string(let text)), (.markdown, .string(let text)), (.code, .string(let text)):
      guard types.contains(type) else { return value }
      return .string(text + hostile(type, path))
    case (.list(let member, _), .list(let items)):
      return .list(items.map { changed($0, member, path: path) })
    case (.object(let fields), .object(let object)):
      return .object(changed(object, fields, path: path))
    default: return value
    }
  }

  private mutating func hostile(_ type: FieldType, _ path: String) -> String {
    let marker = "zz\(texts.count)zz"
    var text = (0..<generator.number(1...4)).map { _ in generator.pick(Self.fragments) }
      .joined(separator: generator.oneIn(2) ? " " : "")
    if type == .text, generator.oneIn(6) {
      // A mark that turns the direction of writing is shown as a sign: not literally, but seen.
      return " \u{202E}\(text)\u{2066}"
    }
    if type == .markdown {
      text += generator.pick(Self.blocks)
      return " " + text
    }
    if type == .code { return " " + text + (generator.oneIn(3) ? "\n```\n~~~\n# x" : "") }
    texts.append(
      Text(path: path, marker: marker, literal: (marker + text + "ww").filter { !$0.isWhitespace }))
    return " " + marker + text + "ww"
  }
}
