import Knowledge
import Primitives
import Templating

/// A path through the versions of several components, as Markdown.
public enum PathPage {
  /// Everything that the template `path` may name.
  public static let shape = ObjectShape([
    .field("title", .text, "from what to what"),
    .field("asOf", .date, "the day whose support counts"),
    .maybe("reason", .text, "why there is no path, or none that keeps to supported versions"),
    .field("isUnsupported", .bool, "whether the moves lead through versions out of support"),
    .field("isThere", .bool, "whether there is nothing to do"),
    .field(
      "moves",
      .rows(
        .field("component", .text, "what is moved"), .field("from", .version, "what ran"),
        .field("to", .version, "what runs then"), .maybe("support", .text, "its support"),
        .field("isEnded", .bool, "whether that has ended"),
        .field(
          "runbooks",
          .rows(
            .field("title", .text, "what it is called"), .field("href", .link, "where it is"),
            .field("from", .version, "where it starts"), .field("to", .version, "where it ends")),
          "plans for the move or parts of it"),
        .field("unproven", .list(.text), "what nobody declared or tested it with")),
      "the moves, in order"),
  ])

  /// The names of the templates that it is made with.
  ///
  /// - Throws: every problem of these templates.
  public static func templates(overrides: [TemplateSource]) throws(Diagnostics) -> [String] {
    let library = TemplateLibrary(BuiltInTemplates.all + overrides)
    _ = try library.program("path", for: shape).get()
    return library.closure(of: "path")
  }

  /// The path, or the reason why there is none.
  ///
  /// - Parameters:
  ///   - answer: what the search found.
  ///   - title: from what to what, as the user wrote.
  ///   - graph: what was searched.
  ///   - base: the address of the site; links are relative to its root when `nil`.
  ///   - overrides: a workspace's own templates.
  /// - Returns: Markdown, ending in one newline.
  /// - Throws: every problem of the template.
  public static func markdown(
    _ answer: PathAnswer, title: String, _ graph: Graph, base: String?,
    overrides: [TemplateSource]
  ) throws(Diagnostics) -> [UInt8] {
    let library = TemplateLibrary(BuiltInTemplates.all + overrides)
    let program = try library.program("path", for: shape).get()
    var out: [UInt8] = []
    program.render(data(answer, title: title, graph, base: base), into: &out)
    return Whitespace.tidied(out)
  }

  static func data(
    _ answer: PathAnswer, title: String, _ graph: Graph, base: String?
  ) -> Object {
    var data: Object = ["title": .string(title), "asOf": .string(graph.day.description)]
    var path: Path?
    switch answer {
    case .found(let found):
      path = found
      data.append("isThere", .bool(found.moves.isEmpty))
    case .none(let obstacle, let other):
      path = other
      data.append("isThere", false)
      data.append("reason", .string(reason(obstacle, graph)))
    }
    data.append("isUnsupported", .bool(data["reason"] != nil && path != nil))
    data.append("moves", .list((path?.moves ?? []).map { move($0, graph, base) }))
    return data
  }

  private static func move(_ move: Path.Move, _ graph: Graph, _ base: String?) -> Value {
    var row = Object()
    row.append(
      "component", .string(graph.record("component", move.component)?.title ?? move.component))
    row.append("from", .string(move.from.raw))
    row.append("to", .string(move.to.raw))
    row.set(
      "support",
      move.support?.eol.map { eol in
        eol.last < graph.day ? "out of support since \(eol)" : "supported until \(eol)"
      })
    row.append(
      "isEnded", .bool(move.support?.eol.map { $0.last < graph.day } ?? false))
    row.append(
      "runbooks",
      .list(
        move.upgrades.map { upgrade in
          let page = "runbook/\(upgrade.id.id)"
          return [
            "title": .string(upgrade.title),
            "href": .string(base.map { $0 + page + ".html" } ?? page + ".md"),
            "from": upgrade["from"] ?? "", "to": upgrade["to"] ?? "",
          ]
        }))
    row.append("unproven", .list(move.unproven.map(Value.string)))
    return .object(row)
  }

  private static func reason(_ obstacle: Obstacle, _ graph: Graph) -> String {
    switch obstacle {
    case .pair(let a, let left, let b, let right, let because) where a == b:
      "\(a) can't go from \(left) to \(right) at once: \(because)."
    case .pair(let a, let left, let b, let right, let because):
      "\(a) \(left) and \(b) \(right) do not work together: \(because)."
    case .unsupported(let id, let version, let until):
      "\(id) \(version) is out of support"
        + (until.map { " since \($0)" } ?? "") + ", and every way leads through such a version."
    case .withdrawn(let id, let version, let instead):
      "\(id) \(version) was withdrawn" + (instead.map { "; take \($0) instead." } ?? ".")
    case .unreleased(let id, let version): "\(id) \(version) is not out on \(graph.day)."
    case .backwards(let id, let from, let to):
      "\(id) runs \(from); \(to) is older, and moves only lead forward."
    case .tooWide(let count): "No way was found among the first \(count) combinations."
    }
  }
}
