import Primitives
import Yams

/// The documents of a YAML text as trees of nodes, each with its line and column.
///
/// Yams parses; this adds limits, because Yams recurses once a level and a file of brackets would
/// end the process, and turns its errors into diagnostics.
enum YAMLDocuments {
  /// How deep a record may nest; the deepest kind needs seven levels.
  static let deepest = 64

  /// The nodes of all documents, in order, and at most one problem: after a syntax error there is
  /// no telling what the rest means.
  static func nodes(_ source: SourceText) -> ([Node], [Diagnostic]) {
    if let problem = nesting(source) { return ([], [problem]) }
    var nodes: [Node] = []
    do {
      // The schema says what a scalar means: YAML's own guesses, a regular expression each, go unused.
      let parser = try Parser(yaml: source.text, resolver: .basic, encoding: .utf8)
      while let node = try parser.nextRoot() { nodes.append(node) }
      return (nodes, [])
    } catch let error as YamlError {
      return (nodes, [diagnostic(error, source)])
    } catch {
      return (nodes, [source.diagnostic("yaml-syntax", "\(error)", line: 1, column: 1, help: nil)])
    }
  }

  private static func diagnostic(_ error: YamlError, _ source: SourceText) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return source.diagnostic(
        "yaml-syntax", "this is no YAML: \(problem)", line: mark.line, column: mark.column,
        help: hint(source.line(mark.line)))
    case .duplicatedKeysInMapping(let duplicates, let context):
      return duplicate(duplicates.first ?? "", first: context.mark.line, source)
    case .reader(let problem, let offset, _, _):
      let before = Array(source.text.utf8.prefix(offset ?? 0))
      let line = before.count { $0 == 10 } + 1
      let column = before.count - (before.lastIndex(of: 10) ?? -1)
      return source.diagnostic(
        "yaml-syntax", "this is no YAML: \(problem)", line: line, column: max(1, column),
        help: "take the control character out")
    default:
      return source.diagnostic("yaml-syntax", "\(error)", line: 1, column: 1, help: nil)
    }
  }

  /// Yams names the first of two equal keys; people look for the second.
  private static func duplicate(_ key: String, first: Int, _ source: SourceText) -> Diagnostic {
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    func indent(_ line: Substring) -> Int { line.prefix { $0 == " " || $0 == "-" }.count }
    let wanted = first <= lines.count ? indent(lines[first - 1]) : 0
    var (line, column) = (first, 1)
    for (index, text) in lines.enumerated().dropFirst(first) {
      let body = text.drop { $0 == " " || $0 == "-" }
      guard indent(text) == wanted, body.hasPrefix(key + ":") else { continue }
      (line, column) = (index + 1, indent(text) + 1)
      break
    }
    return source.diagnostic(
      "duplicate-key", "`\(key)` stands twice in the same mapping", line: line, column: column,
      length: key.unicodeScalars.count, help: "the first is on line \(first); keep one of them")
  }

  private static func hint(_ line: String) -> String {
    if line.contains("\t") { return "indent with spaces; YAML allows no tabs there" }
    if line.contains(": ") || line.contains(" #") || line.contains(": `") {
      return "put quotes around text that holds `: `, ` #` or starts with a special character"
    }
    return "check the indentation and the quotes of this line and the one above"
  }

  /// Counts brackets and indentation without minding quotes: prose never comes near the limits.
  private static func nesting(_ source: SourceText) -> Diagnostic? {
    var (depth, line, column, indent, isIndenting) = (0, 1, 0, 0, true)
    for byte in source.text.utf8 {
      column += 1
      switch byte {
      case 10:
        (line, column, indent, isIndenting) = (line + 1, 0, 0, true)
      case UInt8(ascii: " ") where isIndenting, UInt8(ascii: "-") where isIndenting,
        UInt8(ascii: "?") where isIndenting:
        indent += 1
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        isIndenting = false
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth = max(0, depth - 1)
        isIndenting = false
      default: isIndenting = false
      }
      if depth > deepest * 4 || (isIndenting && indent > deepest * 4) {
        return source.diagnostic(
          "nested-too-deeply", "nested deeper than a record can be", line: line, column: column,
          help: "records nest at most \(deepest) levels; is this the right file?")
      }
    }
    return nil
  }
}
