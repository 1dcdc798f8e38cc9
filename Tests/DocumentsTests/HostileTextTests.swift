import Documents
import Foundation
import Knowledge
import Primitives
import Records
import TestSupport
import Testing

/// Text from records never becomes markup, a heading, a table cell or a link by itself.
@Suite struct HostileTextTests {
  private static let harbor = Hostile.completed(.harbor)
  private static let base = (try? harbor.documents()) ?? []

  @Test(arguments: Seeds.first(24)) func textAndCodeChangeNothingButWords(seed: Int) throws {
    var hostile = Hostile(seed: seed, types: [.text, .code])
    let workspace = hostile.applied(to: Self.harbor)
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

  /// The property above is worth as much as what it reaches.
  @Test func everyFieldOfEveryKindIsTried() {
    var hostile = Hostile(seed: 1, types: [.text, .code, .markdown])
    _ = hostile.applied(to: Self.harbor)
    let all =
      KindCatalog.all.flatMap { Hostile.paths(of: $0.fields, below: $0.name) }
      + ObservationCatalog.all.flatMap { Hostile.paths(of: $0.fields, below: $0.name) }
    #expect(all.count > 150)
    let missed = all.filter { !hostile.tried.contains($0) }
    #expect(missed == [])
  }

  @Test(arguments: Seeds.first(24)) func proseStaysInItsPlace(seed: Int) throws {
    var hostile = Hostile(seed: seed, types: [.markdown])
    let documents = try hostile.applied(to: Self.harbor).documents()
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
  /// The fields that were made hostile, as `kind.field.field`.
  private(set) var tried: Set<String> = []
  private var generator: SeededGenerator
  private var isRepeating = false
  private var repeated: [String: String] = [:]

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

  /// All fields of text below a path; those that decide what is shown are left out.
  static func paths(of fields: [Field], below path: String) -> [String] {
    fields.filter { !deciding.contains($0.name) }.flatMap { field in
      paths(of: field.type, at: "\(path).\(field.name)")
    }
  }

  private static func paths(of type: FieldType, at path: String) -> [String] {
    switch type {
    case .text, .markdown, .code: [path]
    case .list(let member, _): paths(of: member, at: path)
    case .object(let fields): paths(of: fields, below: path)
    default: []
    }
  }

  private static let blocks = [
    "\n\n# big {#steps}", "\n\n### three", "\n\n```\nopen", "\n\n~~~ {{x}}",
    "\n\n| a | b |\n|---|---|\n| c |",
    "\n\n> [!NOTE]\n> d", "\n\n<div>\n", "\n\n- [ ] e\n- f", "\n\n1. g\n2. h", "\n\ntitle\n===",
    "\n\ntitle\n---", "\n\n    code", "\n\n[i]: javascript:j\n\n[i]", "\n\n***", "\n\n<!-- k",
    "\n\n[l](javascript:m) [n](JAVASCRIPT:o) <javascript:p>", "\n\n\u{202E}q\u{2066}",
  ]

  /// The same with every field of text that its records lack: what no template shows today, one may
  /// show tomorrow.
  static func completed(_ workspace: Workspace) -> Workspace {
    let records = workspace.records.map { record -> Record in
      guard let kind = KindCatalog.kind(record.id.kind) else { return record }
      return Workspace.record(record.id, completed(record.fields, kind.fields))
    }
    let observations = workspace.observations.map { observation -> Observation in
      let kind = ObservationCatalog.all.first { $0.name == observation.kind }
      return Observation(
        kind: observation.kind, fields: completed(observation.fields, kind?.fields ?? []))
    }
    return Workspace("complete", records: records, observations: observations)
  }

  private static func completed(_ object: Object, _ fields: [Field]) -> Object {
    var out = object
    for field in fields where !deciding.contains(field.name) {
      if let value = object[field.name] {
        out[field.name] = completed(value, field.type)
      } else if !paths(of: field.type, at: "").isEmpty, !refers(field.type) {
        out.append(field.name, completed(Sample.value(of: field), field.type))
      }
    }
    return out
  }

  private static func completed(_ value: Value, _ type: FieldType) -> Value {
    switch (type, value) {
    case (.list(let member, _), .list(let items)): .list(items.map { completed($0, member) })
    case (.object(let fields), .object(let object)): .object(completed(object, fields))
    default: value
    }
  }

  /// Whether a made-up value would name a record that is not there.
  private static func refers(_ type: FieldType) -> Bool {
    switch type {
    case .reference: true
    case .list(let member, _): refers(member)
    case .object(let fields): fields.contains { $0.presence == .required && refers($0.type) }
    default: false
    }
  }

  mutating func applied(to workspace: Workspace) -> Workspace {
    let records = workspace.records.map { record -> Record in
      guard let kind = KindCatalog.kind(record.id.kind) else { return record }
      let fields = changed(record.fields, kind.fields, path: kind.name)
      return Workspace.record(record.id, fields)
    }
    let observations = workspace.observations.map { observation -> Observation in
      guard let kind = ObservationCatalog.all.first(where: { $0.name == observation.kind }) else {
        return observation
      }
      // What several observations say of the same stays the same.
      isRepeating = true
      defer { isRepeating = false }
      return Observation(
        kind: observation.kind, fields: changed(observation.fields, kind.fields, path: kind.name))
    }
    return Workspace("hostile", records: records, observations: observations)
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
      tried.insert(path)
      if isRepeating {
        let key = "\(path) \(text)"
        let known = repeated[key] ?? text + hostile(type, path)
        repeated[key] = known
        return .string(known)
      }
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
