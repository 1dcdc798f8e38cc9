import Documents
import Knowledge
import Markup
import Primitives
import Records

/// Writes release notes for some readers, in some form and at most so long.
public enum ReleaseNotes {
  /// The form of the output.
  public enum Form: String, Sendable, CaseIterable {
    case markdown
    case html
    case text
    case json
  }

  /// What is wanted besides the scope.
  public struct Options: Sendable {
    /// `operator`, `developer` or `stakeholder`; `nil` for everybody.
    public var audience: String?
    /// Markdown unless said otherwise.
    public var form = Form.markdown
    /// The longest output, in Unicode scalars; any length when `nil`.
    public var mostCharacters: Int?

    /// Asks for whole notes in Markdown, for everybody.
    public init() {}
  }

  /// The notes.
  ///
  /// - Parameters:
  ///   - situation: what is known.
  ///   - component: the id of the component.
  ///   - scope: what they are about; the newest release when `nil`.
  ///   - options: for whom, in which form and how long.
  /// - Returns: the notes in that form.
  /// - Throws: unknown components and releases, ranges that go backwards, lengths in which not even
  ///   the frame fits.
  public static func run(
    _ situation: Situation, component: String, scope: NotesScope?, _ options: Options
  ) throws(Diagnostics) -> [UInt8] {
    try situation.component(component)
    let scope = try checked(scope ?? newest(component, situation.graph), component, situation.graph)
    let request = NotesRequest(component, scope, audience: options.audience)
    let whole = try written(request, situation, options.form)
    guard let most = options.mostCharacters, length(whole) > most else { return whole }
    var fits = request.mostCuts(situation.graph)
    var best = try written(request.shortened(by: fits), situation, options.form)
    guard length(best) <= most else {
      throw Diagnostics(
        Diagnostic(
          "too-short", "the notes do not fit into \(most) characters, even without any entry",
          help:
            "give at least --max-characters \(length(best)), or take another --format or --audience"
        ))
    }
    // Each step makes it shorter, so the fewest steps that do are found by halving.
    var tooFew = 0
    while fits - tooFew > 1 {
      let middle = tooFew + (fits - tooFew) / 2
      let text = try written(request.shortened(by: middle), situation, options.form)
      if length(text) <= most {
        (fits, best) = (middle, text)
      } else {
        tooFew = middle
      }
    }
    return best
  }

  private static func length(_ text: [UInt8]) -> Int { text.count { $0 & 0xc0 != 0x80 } }

  private static func written(
    _ request: NotesRequest, _ situation: Situation, _ form: Form
  ) throws(Diagnostics) -> [UInt8] {
    guard let document = situation.renderer.notes(request, situation.graph) else {
      throw Diagnostics(
        Diagnostic("unknown-document", "there are no notes for \(request.component)", help: nil))
    }
    let base = situation.workspace.settings.baseURL
    switch form {
    case .markdown: return document.markdown
    case .html: return NotesPage.html(document, base: base, situation.workspace.settings.language)
    case .json: return JSONText.pretty(json(document, situation.graph.day))
    case .text:
      let address = base.map { $0 + page(request, document) + ".html" }
      let text = NotesText.text(document, address: address, plain: NotesPage.plain)
      return Array(TerminalText.visible(text).utf8)
    }
  }

  /// The page of the site that has all of it.
  private static func page(_ request: NotesRequest, _ document: RenderedDocument) -> String {
    if case .range = request.scope { return "changelog/\(request.component)" }
    return document.key.path
  }

  private static func json(_ document: RenderedDocument, _ asOf: CalendarDate) -> Value {
    [
      "document": .string(document.key.description), "title": .string(document.model.title),
      "asOf": .string(asOf.description), "facts": .object(document.model.facts),
    ]
  }

  private static func newest(_ component: String, _ graph: Graph) -> NotesScope {
    let versions = graph.records("release").filter {
      $0.component == component && $0.status == "released"
    }.compactMap { $0["version"]?.text.map { graph.version($0, of: component) } }
    let stable = versions.filter { !$0.isPrerelease }
    return (stable.max() ?? versions.max()).map { .release($0.raw) } ?? .unreleased
  }

  private static func checked(
    _ scope: NotesScope, _ component: String, _ graph: Graph
  ) throws(Diagnostics) -> NotesScope {
    switch scope {
    case .unreleased: break
    case .release(let raw):
      let isRecorded = NotesRequest(component, scope).release(graph) != nil
      guard !isRecorded, graph.entries(of: component, in: scope).isEmpty else { break }
      let known = graph.records("release").filter { $0.component == component }
        .compactMap { $0["version"]?.text }
      throw Diagnostics(
        Diagnostic(
          "unknown-release",
          "no release \(raw) of \(component) is recorded, and no change names it",
          help: Spelling.nearest(to: raw, among: known).map { "did you mean \($0)?" }
            ?? "`waymark list release` shows those that there are"))
    case .range(let from, let to):
      try Situation.check(graph, component, from: from, to: to)
    }
    return scope
  }
}

extension Situation {
  /// The record of a component, or a diagnostic that helps to find it.
  @discardableResult
  func component(_ id: String) throws(Diagnostics) -> Record {
    if let record = graph.record("component", id) { return record }
    let names = graph.records("component").map(\.id.id)
    throw Diagnostics(
      Diagnostic(
        "unknown-component", "there is no component `\(id)`",
        help: Spelling.nearest(to: id, among: names).map { "did you mean `\($0)`?" }
          ?? (names.isEmpty
            ? "no component is recorded, or none was as of then"
            : "there are \(names.joined(separator: ", "))")))
  }

  /// A diagnostic about a version that nothing recorded has; empty for others.
  static func unknown(_ raw: String, of component: String, _ graph: Graph) -> [Diagnostic] {
    guard !graph.knows(raw, of: component) else { return [] }
    let near = Spelling.nearest(to: raw, among: graph.versionNames(of: component))
    return [
      Diagnostic(
        "unknown-version",
        "no release, support cycle or change of \(component) has the version \(raw)",
        help: near.map { "did you mean \($0)?" }
          ?? "record it, or take one that `waymark show component/\(component)` names")
    ]
  }

  /// Refuses a way that does not lead to a newer version, and one to a version that nothing knows.
  static func check(_ graph: Graph, _ component: String, from: String, to: String)
    throws(Diagnostics)
  {
    // Of an old start nothing need be recorded, but it is a version.
    guard from.utf8.contains(where: { (48...57).contains($0) }) else {
      throw Diagnostics(
        Diagnostic(
          "unknown-version", "`\(from)` is no version of \(component)",
          help:
            "give to --from what runs now, such as \(graph.versionNames(of: component).first ?? "1.0")"
        ))
    }
    let (start, end) = (graph.version(from, of: component), graph.version(to, of: component))
    guard !start.isOlder(than: end) else {
      let unknown = unknown(to, of: component, graph)
      if !unknown.isEmpty { throw Diagnostics(unknown) }
      return
    }
    throw Diagnostics(
      Diagnostic(
        "range-backwards", "\(to) does not come after \(from)",
        help: "give the older version to --from and the newer one to --to"))
  }
}
