import Primitives
import Yams

/// Says in our words what the YAML parser found wrong, and what to do about it.
///
/// libyaml's own texts ("did not find expected key") name its grammar, not the mistake; each that
/// people meet is turned into the mistake behind it, and the others are quoted.
enum YAMLProblem {
  /// The diagnostic of an error that Yams threw.
  static func diagnostic(_ error: any Error, _ source: SourceText) -> Diagnostic {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let place = source.place(yamlLine: max(1, mark.line), column: max(1, mark.column))
      let start = context.map {
        source.place(yamlLine: max(1, $0.mark.line), column: max(1, $0.mark.column))
      }
      return syntax(problem, context?.text ?? "", at: place, from: start ?? place, source)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let first = source.place(yamlLine: max(1, context.mark.line), column: 1).line
      return duplicate(duplicates.first ?? "", first: first, source)
    case .reader(_, let offset, let value, _):
      return control(offset ?? 0, UInt32(clamping: value), source)
    default:
      return source.diagnostic(
        "yaml-syntax", "this is no YAML: \(error)", line: 1, column: 1,
        help: "compare the file with what `waymark new` writes")
    }
  }

  private typealias Place = (line: Int, column: Int)

  private static func syntax(
    _ problem: String, _ context: String, at place: Place, from start: Place, _ source: SourceText
  ) -> Diagnostic {
    let line = source.line(place.line)
    let letter = line.unicodeScalars.dropFirst(place.column - 1).first
    func made(_ id: String, _ message: String, at place: Place, help: String) -> Diagnostic {
      source.diagnostic(id, message, line: place.line, column: place.column, help: help)
    }
    if line.unicodeScalars.prefix(place.column).contains("\t"), letter == "\t" || letter == nil {
      return made(
        "tab-indentation", "a tab stands where YAML takes only blanks", at: place,
        help: "indent with blanks, two for each level")
    }
    if problem.hasPrefix("mapping values are not allowed") {
      return made(
        "unquoted-colon",
        "a second `: ` stands in a value without quotes, or the line is indented "
          + "under a text", at: place,
        help: "put the value in quotes, `title: \"Fix: the thing\"`, or mend the indentation")
    }
    if problem.hasPrefix("found character that cannot start any token") {
      return made(
        "unquoted-text",
        letter == "`"
          ? "a text can't start with a backtick without quotes"
          : "a text can't start with `\(letter.map(String.init) ?? "this")` without quotes",
        at: place, help: "put the text in quotes")
    }
    if context.contains("quoted scalar") {
      if problem.contains("escape") {
        return made(
          "unknown-escape", "the backslash in double quotes stands for nothing here", at: place,
          help: "use single quotes, where a backslash is a backslash, or write `\\\\`")
      }
      return made(
        "unclosed-quote", "the quote that opens here is never closed", at: start,
        help: "close it, or take it out; in double quotes write `\\\"` for the character itself")
    }
    if problem.contains("undefined alias") || context.contains("alias")
      || context.contains("anchor")
    {
      return made(
        "unquoted-text", "`*` and `&` at the start of a text mean something to YAML", at: start,
        help: "put the text in quotes, or write prose as a block below `|`")
    }
    if problem.contains("expected ','") {
      return made(
        "unclosed-bracket", "the list or mapping that opens here is never closed", at: start,
        help: "close the bracket; or put text that starts with `[` or `{` in quotes")
    }
    if problem.hasPrefix("could not find expected ':'") {
      return made(
        "not-a-field", "this is neither `name: value` nor part of the text above", at: start,
        help: "write a blank after the colon of a name; indent the further lines of a text")
    }
    if problem.hasPrefix("did not find expected key")
      || problem.hasPrefix("did not find expected '-'")
    {
      return made(
        "bad-indentation", "the indentation of this line fits nothing above it", at: place,
        help: "start it in the same column as the other fields of its mapping or list")
    }
    return made(
      "yaml-syntax", "this is no YAML: \(problem)", at: place,
      help: "check the indentation and the quotes of this line and the one above")
  }

  private static func control(_ offset: Int, _ value: UInt32, _ source: SourceText) -> Diagnostic {
    let before = Array(source.text.utf8.prefix(offset))
    let start = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
    let code = String(value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
    return source.diagnostic(
      "control-character", "the control character U+\(padded) can't stand in a record",
      line: before.count { $0 == 10 } + 1, column: column, help: "take it out")
  }

  /// Yams names the first of two equal keys; people look for the second.
  private static func duplicate(_ key: String, first: Int, _ source: SourceText) -> Diagnostic {
    let lines = source.text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
    func indent(_ line: Substring) -> Int { line.prefix { $0 == " " || $0 == "-" }.count }
    let wanted = first <= lines.count ? indent(lines[first - 1]) : 0
    var (line, column) = (first, wanted + 1)
    for (index, text) in lines.enumerated().dropFirst(first) {
      let body = text.dropFirst(indent(text))
      if body.isEmpty || indent(text) > wanted { continue }
      // A line further out, or the dash of the next member, ends the mapping.
      guard indent(text) == wanted,
        text.prefix(wanted) == lines[first - 1].prefix(wanted)
          || !text.prefix(wanted).contains("-")
      else { break }
      guard ["\(key):", "\"\(key)\":", "'\(key)':"].contains(where: body.hasPrefix) else {
        continue
      }
      (line, column) = (index + 1, wanted + 1)
      break
    }
    return source.diagnostic(
      "duplicate-key", "`\(key)` stands twice in the same mapping", line: line, column: column,
      length: key.unicodeScalars.count,
      help: line == first
        ? "keep one of them" : "the first is on line \(first); keep one of them")
  }
}
