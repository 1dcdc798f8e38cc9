import Primitives

/// The templates of a workspace, parsed once and compiled for the shapes they are used with.
///
/// The language is Mustache with inheritance, read strictly:
/// - Every name is checked against the shape before anything is rendered; a field that may be absent
///   must be guarded by a section on it or have a `default`.
/// - Values are escaped for Markdown by their shape, not for HTML; triple braces are for `markdown`
///   and `link` only.
/// - `{{ name | filter "argument" }}` formats; `TemplateFilter.all` is the list.
/// - Inside a section on a list there are `{{@number}}`, `{{#@first}}` and `{{#@last}}`.
///
/// White space: a line that holds only tags which print nothing leaves nothing behind. The
/// indentation of a partial, parent or block alone on its line goes before each line it brings in,
/// except before empty ones. Everything else is kept as written.
public struct TemplateLibrary: Sendable {
  /// How templates are read and values are escaped.
  enum Mode: Sendable {
    /// Strict, for Markdown.
    case markdown
    /// The Mustache specification to the letter, for HTML; for the conformance suite only.
    case mustache
  }

  let mode: Mode
  let rules: EscapingRules
  private let templates: [String: ParsedTemplate]
  /// The names of all templates, sorted.
  public let names: [String]

  /// Parses sources; of several with the same name the last one counts.
  ///
  /// - `rules`: other than the current ones for what an earlier program made.
  /// - `roots`: the templates that will be asked for, to save the parsing of what none of them
  ///   reaches; `nil` for all.
  public init(
    _ sources: [TemplateSource], rules: EscapingRules = .current, reachedFrom roots: [String]? = nil
  ) {
    self.init(sources, mode: .markdown, rules: rules, reachedFrom: roots)
  }

  init(
    _ sources: [TemplateSource], mode: Mode, rules: EscapingRules = .current,
    reachedFrom roots: [String]? = nil
  ) {
    (self.mode, self.rules) = (mode, rules)
    let sources = Dictionary(sources.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    names = sources.keys.sorted()
    var templates: [String: ParsedTemplate] = [:]
    var open = roots ?? names
    while let name = open.popLast() {
      guard let source = sources[name] ?? sources["partials/\(name)"],
        templates[source.name] == nil
      else { continue }
      let template = ParsedTemplate(source, isStrict: mode == .markdown)
      templates[source.name] = template
      if roots != nil { open += template.nodes.included }
    }
    self.templates = templates
  }

  /// The program of a template for data of a shape, or everything that is wrong with it and with
  /// what it includes, in reading order, each with its line and a way out.
  public func program(
    _ name: String, for shape: ObjectShape
  ) -> Result<TemplateProgram, Diagnostics> {
    program(name, for: .object(shape))
  }

  func program(_ name: String, for shape: Shape) -> Result<TemplateProgram, Diagnostics> {
    guard let template = find(name) else {
      let nearest = Spelling.nearest(to: name, among: names).map { "did you mean `\($0)`? " } ?? ""
      let list = names.map { "`\($0)`" }.joined(separator: ", ")
      return .failure(
        Diagnostics(
          Diagnostic(
            "unknown-template", .error, "there is no template `\(name)`",
            help: "\(nearest)the templates: \(list)")))
    }
    var compiler = TemplateCompiler(self)
    compiler.compile(template, for: shape)
    guard compiler.problems.isEmpty else {
      return .failure(Diagnostics(compiler.problems.inReadingOrder))
    }
    return .success(TemplateProgram(code: compiler.code))
  }

  /// What is wrong with the syntax of all templates that were parsed, in the order of their names.
  public var problems: [Diagnostic] { names.flatMap { templates[$0]?.problems ?? [] } }

  /// The names of every template that a template reaches, itself included, sorted.
  public func closure(of name: String) -> [String] {
    guard let start = find(name) else { return [] }
    var reached: Set<String> = [start.name]
    var open = [start]
    while let template = open.popLast() {
      for name in template.nodes.included {
        if let next = find(name), reached.insert(next.name).inserted { open.append(next) }
      }
    }
    return reached.sorted()
  }

  /// A template by its name as written, or under `partials/`.
  func find(_ name: String) -> ParsedTemplate? { templates[name] ?? templates["partials/\(name)"] }

  /// The names of all blocks of a template and of its parents, sorted.
  func blockNames(of template: ParsedTemplate) -> [String] {
    var names: Set<String> = []
    var seen: Set<String> = [template.name]
    var open = [template]
    while let template = open.popLast() {
      names.formUnion(template.nodes.blockNames)
      for name in template.nodes.parents {
        if let parent = find(name), seen.insert(parent.name).inserted { open.append(parent) }
      }
    }
    return names.sorted()
  }
}

extension [Node] {
  /// The names of all partials and parents in the tree.
  fileprivate var included: [String] {
    flatMap { node -> [String] in
      switch node {
      case .text, .line, .hole: []
      case .section(let section): section.children.included
      case .partial(let inclusion): [inclusion.name]
      case .parent(let inclusion):
        [inclusion.name] + inclusion.blocks.flatMap { $0.children.included }
      case .block(let block): block.children.included
      }
    }
  }

  /// The names of all parents in the tree.
  fileprivate var parents: [String] {
    flatMap { node -> [String] in
      switch node {
      case .text, .line, .hole, .partial: []
      case .section(let section): section.children.parents
      case .parent(let inclusion):
        [inclusion.name] + inclusion.blocks.flatMap { $0.children.parents }
      case .block(let block): block.children.parents
      }
    }
  }

  /// The names of all blocks in the tree, also in replacements.
  fileprivate var blockNames: [String] {
    flatMap { node -> [String] in
      switch node {
      case .text, .line, .hole, .partial: []
      case .section(let section): section.children.blockNames
      case .parent(let inclusion): inclusion.blocks.flatMap { [$0.name] + $0.children.blockNames }
      case .block(let block): [block.name] + block.children.blockNames
      }
    }
  }
}
