import Primitives
import Yams

/// Reads record files: YAML, or Markdown with YAML front matter.
public enum RecordReader {
  /// What a file states.
  public struct Contents: Sendable {
    /// The records without a problem, in order.
    public var drafts: [Draft] = []
    /// The records with a problem, as far as they could be read: their references can be judged in
    /// the same run, and others may refer to them.
    public var refused: [Draft] = []
    /// Every problem, in reading order.
    public var diagnostics: [Diagnostic] = []
  }

  /// The sound records that a file states, and every problem in it.
  public static func drafts(_ source: SourceText, kind: String?, stem: String) -> (
    drafts: [Draft], diagnostics: [Diagnostic]
  ) {
    let contents = contents(source, kind: kind, stem: stem)
    return (contents.drafts, contents.diagnostics)
  }

  /// All records that a file states, sound or not, and every problem in it.
  ///
  /// - `source`: the file's text.
  /// - `kind`: the kind that the folder says, if the folder says one.
  /// - `stem`: the file's name without its ending: the id of a single record that names none.
  public static func contents(_ source: SourceText, kind: String?, stem: String) -> Contents {
    var contents = Contents()
    let parts: FrontMatter.Parts
    do throws(Diagnostics) {
      parts = try FrontMatter.parts(source)
    } catch {
      contents.diagnostics = error.all
      return contents
    }
    let yaml = SourceText(file: source.file, text: parts.yaml)
    let (nodes, problems) = YAMLDocuments.nodes(yaml)
    contents.diagnostics = (problems + CutText.warnings(nodes, yaml)).map {
      $0.movedDown(parts.lineOffset, in: source)
    }
    // Of a document with an unknown tag there is a node as well.
    let isOne = nodes.count == 1 && problems.allSatisfy { $0.id == "unknown-tag" }
    for (index, node) in nodes.enumerated() {
      var reader = FieldReader(source, lineOffset: parts.lineOffset)
      if let draft = draft(
        node, &reader, kind, stem, isOnly: isOne, index, parts.body, source)
      {
        let broken = KindCatalog.kind(draft.id.kind)?.rules.flatMap { rule in
          rule.findings(draft.fields).map {
            reader.diagnostic(node, rule.id, .error, $0.message, at: $0.path, help: $0.help)
          }
        }
        reader.diagnostics += broken ?? []
        if reader.diagnostics.containsError {
          contents.refused.append(draft)
        } else {
          contents.drafts.append(draft)
        }
      }
      contents.diagnostics += reader.diagnostics
    }
    if nodes.isEmpty, contents.diagnostics.isEmpty {
      contents.diagnostics.append(
        source.diagnostic(
          "empty-file", "the file holds no record", line: 1, column: 1,
          help: "write one with `waymark new`, or delete the file"))
    }
    contents.diagnostics = contents.diagnostics.inReadingOrder
    return contents
  }

  private static func draft(
    _ node: Node, _ reader: inout FieldReader, _ folderKind: String?, _ stem: String, isOnly: Bool,
    _ index: Int, _ body: String?, _ source: SourceText
  ) -> Draft? {
    guard var mapping = node.mapping else {
      reader.report(
        "wrong-type", "a record has to be a mapping of fields", node,
        help: "write `title: …` and the other fields, one a line")
      return nil
    }
    guard let kind = kind(&mapping, &reader, folderKind, node) else { return nil }
    let basedOn = mapping["rev"].flatMap { $0.scalar?.string }.flatMap(Int.init)
    if let rev = mapping["rev"], basedOn == nil {
      reader.report(
        "wrong-type", "`rev` has to be a whole number", rev,
        help: "it is the revision that the file was exported at")
    }
    mapping["rev"] = nil
    if mapping["id"] == nil, isOnly {
      guard Slug.isValid(stem) else {
        let near = Slug.nearest(to: stem)
        reader.report(
          "bad-file-name", "the file's name `\(stem)` can't be an id", node, length: 1,
          help: "rename it" + (near.isEmpty ? ", or add `id:`" : " to `\(near)`, or add `id:`"))
        return nil
      }
      mapping["id"] = Node(stem, Tag(.str), .plain)
    }
    if mapping["id"] == nil {
      reader.report(
        "missing-field", "`id` is missing", node, length: 1,
        help: "add `id:`; several records in one file each need their own")
      // Stands in so that the record's other problems are found too.
      mapping["id"] = Node("missing", Tag(.str), .plain)
    }
    if let body, let name = kind.body {
      if let twice = mapping[name] {
        reader.report(
          "duplicate-key", "`\(name)` stands in the front matter and below it", twice,
          help: "keep one of them")
      } else {
        mapping[Node(name)] = Node(body, Tag(.str), .literal)
      }
    } else if body != nil {
      reader.report(
        "unexpected-body", "records of kind \(kind.name) have no prose below the front matter",
        node, length: 1, help: "move the text into a field such as `summary:`")
    }
    let fields = reader.object(mapping, kind.fields, in: "a record of kind \(kind.name)", at: node)
    guard let id = fields["id"]?.text else { return nil }
    if Slug.isReserved(id) {
      reader.report(
        "reserved-id", "`\(id)` can't be an id: files of that name mean something else",
        mapping["id"]?.mark == nil ? node : mapping["id"] ?? node, length: 1,
        help: "choose a longer one, such as `the-\(id)`")
    }
    if isOnly, folderKind != nil, id != stem, Slug.isValid(id), let at = mapping["id"] {
      reader.report(
        "id-mismatch", "the id `\(id)` differs from the file's name `\(stem)`", at,
        help: "rename the file or the id; people look for one by the other")
    }
    return Draft(
      id: RecordID(kind: kind.name, id: id), fields: fields, basedOn: basedOn, source: source,
      index: index)
  }

  private static func kind(
    _ mapping: inout Node.Mapping, _ reader: inout FieldReader, _ folder: String?, _ node: Node
  ) -> Kind? {
    let written = mapping["record"]
    mapping["record"] = nil
    guard let name = written?.scalar?.string ?? folder else {
      // What other tools call it; `kind` may be a field of a record, so only a name counts.
      let said = mapping["kind"]?.scalar?.string
      let meant = said.flatMap { KindCatalog.kind($0) }?.name
      reader.report(
        "missing-kind", "nothing says of which kind this record is",
        meant == nil ? node : mapping["kind"] ?? node,
        help: meant.map { "write `record: \($0)` for `kind: \($0)`" }
          ?? "put the file under records/<kind>/, or write `record: <kind>`")
      return nil
    }
    guard let kind = KindCatalog.kind(name) else {
      let near = Spelling.nearest(to: name, among: KindCatalog.names)
      reader.report(
        "unknown-kind", "there is no kind of record `\(name)`", written ?? node,
        help: near.map { "did you mean `\($0)`?" }
          ?? "the kinds are \(KindCatalog.names.joined(separator: ", "))")
      return nil
    }
    if let folder, folder != name, let written {
      reader.report(
        "kind-mismatch", "the record says `\(name)`, its folder says `\(folder)`", written,
        help: "move the file to records/\(name)/")
      return nil
    }
    return kind
  }

  /// A diagnostic about a value of a draft, by parsing its file again.
  static func diagnostic(
    _ draft: Draft, _ id: String, _ severity: Diagnostic.Severity, _ message: String,
    at path: FieldPath, help: String?
  ) -> Diagnostic {
    guard let parts = try? FrontMatter.parts(draft.source) else {
      return Diagnostic(id, severity, message, help: help)
    }
    let nodes = YAMLDocuments.nodes(SourceText(file: draft.source.file, text: parts.yaml)).0
    guard draft.index < nodes.count else { return Diagnostic(id, severity, message, help: help) }
    let reader = FieldReader(draft.source, lineOffset: parts.lineOffset)
    return reader.diagnostic(nodes[draft.index], id, severity, message, at: path, help: help)
  }
}

extension FieldReader {
  /// A diagnostic at the value that a path leads to, or as near to it as the file goes.
  func diagnostic(
    _ root: Node, _ id: String, _ severity: Diagnostic.Severity, _ message: String,
    at path: FieldPath,
    help: String?
  ) -> Diagnostic {
    var node = root
    walk: for part in path.parts {
      switch part {
      case .name(let name):
        guard let next = node.mapping?[name] else { break walk }
        node = next
      case .index(let index):
        guard let sequence = node.sequence, index < sequence.count else { break walk }
        node = sequence[index]
      }
    }
    var located = self
    located.diagnostics = []
    located.report(id, message, node, help: help)
    let made = located.diagnostics[0]
    return Diagnostic(id, severity, message, at: made.range, excerpt: made.excerpt, help: help)
  }
}

extension Diagnostic {
  /// The same problem, some lines further down in the whole file.
  func movedDown(_ lines: Int, in source: SourceText) -> Diagnostic {
    guard lines > 0, let range else { return self }
    let line = range.line + lines
    return Diagnostic(
      id, severity, message,
      at: SourceRange(file: range.file, line: line, column: range.column, length: range.length),
      excerpt: source.line(line), help: help)
  }
}
