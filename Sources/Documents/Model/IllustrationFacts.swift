import Primitives
import Records
import Templating

/// What in the entries of a page was made up: each text once, since many entries say the same.
enum IllustrationFacts {
  static let field = FieldShape.field(
    "illustrations",
    .rows(
      .field("where", .text, "in which entries"), .field("text", .markdown, "what was made up")),
    "what in the entries was made up, each text once")

  /// - `records`: those that the page shows, in its order.
  static func rows(_ records: [Record]) -> Value {
    var order: [String] = []
    var titles: [String: [String]] = [:]
    for record in records {
      guard let text = record["illustration"]?.text else { continue }
      if titles[text] == nil { order.append(text) }
      titles[text, default: []].append(record.title)
    }
    return .list(
      order.map { text in
        let found = titles[text] ?? []
        let place =
          found.count > 3 ? "In \(found.count) entries" : "In " + found.joined(separator: ", ")
        return ["where": .string(place), "text": .string(text)]
      })
  }
}
