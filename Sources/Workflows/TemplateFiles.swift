import Documents
import Primitives
import Templating

/// The templates of a workspace: built-in ones, and its own in their place.
public enum TemplateFiles {
  /// Every template in use, ordered by name.
  public static func list(_ workspace: Workspace) throws(Diagnostics) -> [TemplateSource] {
    let own = try Situation.overrides(workspace)
    let names = Set(own.map(\.name))
    return (BuiltInTemplates.all.filter { !names.contains($0.name) } + own).sorted {
      $0.name < $1.name
    }
  }

  /// The template in use with this name.
  public static func template(_ workspace: Workspace, _ name: String) throws(Diagnostics)
    -> TemplateSource
  {
    let all = try list(workspace)
    guard let found = all.first(where: { $0.name == name }) else { throw unknown(name, all) }
    return found
  }

  /// Writes a built-in template into the workspace; the path that was made.
  public static func eject(_ workspace: Workspace, _ name: String) throws(Diagnostics) -> String {
    guard let found = BuiltInTemplates.all.first(where: { $0.name == name }) else {
      throw unknown(name, BuiltInTemplates.all)
    }
    let path = try workspace.own("templates/\(name).md")
    guard !Files.exists(path) else {
      throw Diagnostics(
        Diagnostic(
          "template-exists", "`\(path)` is there already",
          help: "change it there, or delete it first"))
    }
    try Files.write(found.bytes, to: path)
    return path
  }

  /// Whether a template came with the program.
  public static func isBuiltIn(_ template: TemplateSource) -> Bool {
    BuiltInTemplates.all.contains { $0.name == template.name && $0.file == template.file }
  }

  /// Checks every template: how many there are, and the workspace's own that nothing uses.
  ///
  /// - Throws: every problem within templates.
  public static func check(_ workspace: Workspace, programVersion: String) throws(Diagnostics)
    -> (count: Int, unused: [Diagnostic])
  {
    let own = try Situation.overrides(workspace)
    let renderer = try DocumentRenderer(overrides: own, version: programVersion)
    let used = Set(renderer.templates.values.joined().map(\.name))
      .union(try PathPage.templates(overrides: own))
    let unused = own.filter { !used.contains($0.name) }.map { template in
      Diagnostic(
        "unused-template", "no document and no template uses `\(template.file)`",
        help: Spelling.nearest(to: template.name, among: BuiltInTemplates.all.map(\.name))
          .map { "did you mean `\($0)`?" }
          ?? "`waymark templates list` shows the names that documents use")
    }
    return (try list(workspace).count, unused)
  }

  /// What the template of a document can name, as Markdown, with the filters; of all documents
  /// when none is named.
  ///
  /// - `situation`: where example values are taken from; without one they are made up.
  public static func reference(
    _ document: String?, examplesFrom situation: Situation? = nil
  ) throws(Diagnostics) -> String {
    let definitions: [DocumentDefinition]
    if let document {
      guard let definition = DocumentCatalog.definition(document) else {
        let names = DocumentCatalog.all.map(\.name)
        throw Diagnostics(
          Diagnostic(
            "unknown-document", "there is no sort of document `\(document)`",
            help: Spelling.nearest(to: document, among: names).map { "did you mean `\($0)`?" }
              ?? "there are \(names.joined(separator: ", "))"))
      }
      definitions = [definition]
    } else {
      definitions = DocumentCatalog.all
    }
    let parts = definitions.map { definition in
      let examples = situation.map { documents(of: definition, $0) } ?? []
      let from =
        examples.isEmpty
        ? "" : "\n\nExamples are the first values found in \(examples[0].key) and others like it."
      return """
        # What `templates/\(definition.name).md` can name

        \(definition.meaning)\(from)

        \(ShapeReference.markdown(of: definition.shape, examples: examples.map(\.data)))

        """
    }
    return parts.joined() + "## Filters\n\n\(TemplateFilter.reference)"
  }

  /// Enough documents of one sort to find a value for most fields.
  private static func documents(
    of definition: DocumentDefinition, _ situation: Situation
  ) -> [RenderedDocument] {
    definition.subjects(situation.graph).prefix(20).compactMap {
      situation.renderer.document(DocumentKey(definition.name, $0), situation.graph)
    }
  }

  private static func unknown(_ name: String, _ all: [TemplateSource]) -> Diagnostics {
    let near = Spelling.nearest(to: name, among: all.map(\.name))
    return Diagnostics(
      Diagnostic(
        "unknown-template", "there is no template `\(name)`",
        help: near.map { "did you mean `\($0)`?" } ?? "`waymark templates list` shows them"))
  }
}
