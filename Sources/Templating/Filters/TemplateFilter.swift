import Primitives

/// A formatting helper that a template applies with `{{ name | filter "argument" }}`.
public struct TemplateFilter: Sendable {
  /// A use of the filter with what it prints; shown in the reference and run as a test.
  public struct Example: Sendable {
    /// A template over one field named `x`.
    public let template: String
    /// The shape of `x`.
    public let shape: Shape
    /// The value of `x`.
    public let value: Value
    /// What is printed.
    public let output: String
  }

  /// What it takes between its name and the next bar.
  public enum Arguments: Sendable, Hashable {
    case none
    /// So many texts or paths.
    case exactly(Int)
    /// None or one.
    case optional
  }

  /// What kind of value it hands on.
  enum Result: Sendable {
    case same
    case shape(Shape)
    /// Printed in this style; only `default` may follow.
    case style(Style)
  }

  /// The name as templates write it.
  public let name: String
  /// The shapes it takes, as they are called in the reference; `list of text` for lists of text.
  public let accepts: [String]
  /// What stands after the name.
  public let arguments: Arguments
  /// What it does: one sentence.
  public let meaning: String
  /// Uses with their output; at least one.
  public let examples: [Example]
  let result: Result
  let transform: @Sendable (Value, [Value]) -> Value

  init(
    _ name: String, accepts: [String], arguments: Arguments = .none, result: Result,
    meaning: String, examples: [Example],
    transform: @escaping @Sendable (Value, [Value]) -> Value = { value, _ in value }
  ) {
    self.name = name
    self.accepts = accepts
    self.arguments = arguments
    self.result = result
    self.meaning = meaning
    self.examples = examples
    self.transform = transform
  }

  /// Whether a value of this shape can be filtered.
  func accepts(_ shape: Shape) -> Bool {
    if case .any = shape { return true }
    if case .list = shape, accepts.contains("list") { return true }
    return accepts.contains(shape.title)
  }
}

extension TemplateFilter {
  /// Every filter, in the order of the reference.
  public static let all: [TemplateFilter] = [
    .date, .instant, .duration, .count, .length, .join, .percent, .code, .fence, .inline, .block,
    .lower, .upper, .sentence, .label, .anchor, .yesno, .default,
  ]

  /// The filter with this name.
  public static func named(_ name: String) -> TemplateFilter? { all.first { $0.name == name } }

  /// A Markdown table of all filters: what they take, what they do, an example.
  public static var reference: String {
    var out = "| filter | takes | does | example | prints |\n| --- | --- | --- | --- | --- |\n"
    for filter in all {
      var row: [UInt8] = Array(
        "| `\(filter.name)` | \(filter.accepts.joined(separator: ", ")) | ".utf8)
      InlineEscape.append(filter.meaning, to: &row)
      row += Array(" | ".utf8)
      if let example = filter.examples.first {
        CodeSpan.append(example.template, isInTableRow: true, to: &row)
        row += Array(" | ".utf8)
        CodeSpan.append(example.output, isInTableRow: true, to: &row)
      } else {
        row += Array(" | ".utf8)
      }
      out += String(decoding: row, as: UTF8.self) + " |\n"
    }
    return out
  }

  /// The shapes that are printed as one line of text.
  static let words = ["text", "version", "code"]
}

extension TemplateFilter.Example {
  init(_ template: String, _ shape: Shape, _ value: Value, _ output: String) {
    self.init(template: template, shape: shape, value: value, output: output)
  }
}
