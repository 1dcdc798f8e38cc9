import Documents
import Knowledge
import Primitives

/// Finds the order in which several components can be moved.
public enum FindPath {
  /// The path as Markdown, and whether there is one that keeps to supported versions.
  ///
  /// - Throws: components and versions that are unknown, or wanted though nobody said what runs.
  public static func run(
    _ situation: Situation, have: [(component: String, version: String)],
    want: [(component: String, version: String)]
  ) throws(Diagnostics) -> (markdown: [UInt8], isFound: Bool) {
    var problems: [Diagnostic] = []
    for id in Set((have + want).map(\.component)).sorted() {
      do throws(Diagnostics) { try situation.component(id) } catch { problems += error.all }
    }
    for (component, version) in have + want
    where situation.graph.record("component", component) != nil {
      problems += Situation.unknown(version, of: component, situation.graph)
    }
    for goal in want where !have.contains(where: { $0.component == goal.component }) {
      problems.append(
        Diagnostic(
          "unknown-start", "nobody said what version of \(goal.component) runs now",
          help: "add \(goal.component)=<version> to --have"))
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
    func versions(_ list: [(component: String, version: String)]) -> [String: String] {
      Dictionary(list.map { ($0.component, $0.version) }, uniquingKeysWith: { $1 })
    }
    func words(_ list: [(component: String, version: String)]) -> String {
      list.map { "\($0.component) \($0.version)" }.joined(separator: ", ")
    }
    let answer = situation.graph.path(have: versions(have), want: versions(want))
    let markdown = try PathPage.markdown(
      answer, title: "From \(words(have)) to \(words(want))", situation.graph,
      base: situation.workspace.settings.baseURL,
      overrides: try Situation.overrides(situation.workspace))
    guard case .found = answer else { return (markdown, false) }
    return (markdown, true)
  }

  /// The migration guide of one component between two versions.
  public static func guide(
    _ situation: Situation, component: String, from: String, to: String
  ) throws(Diagnostics) -> [UInt8] {
    try situation.component(component)
    try Situation.check(situation.graph, component, from: from, to: to)
    let key = DocumentKey("migration-guide", "\(component)-\(from)-to-\(to)")
    guard let document = situation.renderer.document(key, situation.graph) else {
      throw Diagnostics(
        Diagnostic("unknown-document", "there is no guide \(key)", help: "check both versions"))
    }
    return document.markdown
  }
}
