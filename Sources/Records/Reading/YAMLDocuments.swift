import Primitives
import Yams

/// The documents of a YAML text as trees of nodes, each with its line and column.
///
/// Yams parses; this adds limits, because Yams recurses once a level and a file of brackets would
/// end the process, and turns its errors into diagnostics.
public enum YAMLDocuments {
  /// How deep a record may nest; the deepest kind needs seven levels.
  static let deepest = 64

  /// How many broken documents of one file are told of.
  private static let mostProblems = 20

  /// The nodes of all documents, in order, and one problem for each document that is no YAML: after
  /// a syntax error there is no telling what the rest of the document means.
  public static func nodes(_ source: SourceText) -> ([Node], [Diagnostic]) {
    if let problem = nesting(source) ?? AliasLimit.problem(source) { return ([], [problem]) }
    var (nodes, problems): ([Node], [Diagnostic]) = ([], [])
    var text = source.text
    while true {
      do {
        // The schema says what a scalar means: YAML's own guesses, a regular expression each, go
        // unused.
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        while let node = try parser.nextRoot() {
          nodes.append(node)
          if text.utf8.contains(UInt8(ascii: "!")) { problems += UnknownTag.problems(node, source) }
        }
        return (nodes, problems)
      } catch {
        let problem = YAMLProblem.diagnostic(error, source)
        problems.append(problem)
        let next = document(of: text, after: problem.range?.line ?? .max)
        problems += duplicates(
          after: problem, in: text[..<(next?.start ?? text.endIndex)], source,
          atMost: mostProblems - problems.count)
        guard problems.count < mostProblems, let next else { return (nodes, problems) }
        // The lines above are left blank, so that places stay.
        text = String(repeating: "\n", count: next.line - 1) + String(text[next.start...])
      }
    }
  }

  /// The first document that starts below a line.
  private static func document(of text: String, after line: Int) -> (
    line: Int, start: String.Index
  )? {
    var (number, start) = (1, text.utf8.startIndex)
    while let end = text.utf8[start...].firstIndex(of: 10) {
      (number, start) = (number + 1, text.utf8.index(after: end))
      let head = text.utf8[start...].prefix(4)
      guard number > line, head.starts(with: "---".utf8),
        head.count == 3 || head.last == 10 || head.last == 32 || head.last == 13
      else { continue }
      return (number, start)
    }
    return nil
  }

  /// The other keys of a document that stand twice: Yams ends with the first of them.
  ///
  /// Each that was told of is spelled in private characters, as many as it had, and the text read again.
  private static func duplicates(
    after problem: Diagnostic, in document: Substring, _ source: SourceText, atMost limit: Int
  ) -> [Diagnostic] {
    var (last, found) = (problem, [Diagnostic]())
    var lines = document.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while found.count < limit, last.id == "duplicate-key", let place = last.range {
      let line = lines[place.line - 1].unicodeScalars
      let key = line.dropFirst(place.column - 1).prefix(place.length)
      guard let name = UnicodeScalar(0xE000 + UInt32(found.count)), key.count == place.length,
        key.first != name
      else { break }
      var masked = String.UnicodeScalarView(line.prefix(place.column - 1))
      masked.append(contentsOf: repeatElement(name, count: key.count))
      masked.append(contentsOf: line.dropFirst(place.column - 1 + key.count))
      lines[place.line - 1] = String(masked)
      let text = lines.joined(separator: "\n")
      do {
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        while try parser.nextRoot() != nil {}
        break
      } catch {
        last = YAMLProblem.diagnostic(error, SourceText(file: source.file, text: text))
        if last.id == "duplicate-key" { found.append(last) }
      }
    }
    return found
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
