import Primitives

/// Reads what stands inside a tag: a dotted name and the filters after it.
struct HoleParser {
  let source: SourceText
  private(set) var problems: [Diagnostic] = []
  private var position = 0
  private var end = 0

  init(_ source: SourceText) { self.source = source }

  /// Reads `path | filter "argument" other.path | filter`.
  mutating func parse(_ body: Range<Int>, of tag: Tag) -> (path: Name, filters: [FilterCall])? {
    (position, end) = (body.lowerBound, body.upperBound)
    guard let path = name(of: tag) else { return nil }
    var filters: [FilterCall] = []
    skipSpace()
    while position < end {
      guard source.bytes[position] == UInt8(ascii: "|") else {
        problems.append(
          source.problem(
            "wrong-name", "a name can't have spaces", at: position..<end,
            help: "filters are written after a bar, as in `{{ name | filter }}`"))
        return nil
      }
      position += 1
      skipSpace()
      guard let filter = filter(of: tag) else { return nil }
      filters.append(filter)
    }
    return (path, filters)
  }

  /// Reads a name that is the whole content of a tag, as sections have.
  mutating func parseName(_ body: Range<Int>, of tag: Tag) -> Name? {
    (position, end) = (body.lowerBound, body.upperBound)
    guard let path = name(of: tag) else { return nil }
    skipSpace()
    guard position == end else {
      problems.append(
        source.problem(
          "wrong-name", "a section takes one name, without spaces or filters", at: position..<end,
          help: "write `{{#\(path.text)}}…{{/\(path.text)}}`"))
      return nil
    }
    return path
  }

  private mutating func filter(of tag: Tag) -> FilterCall? {
    let word = takeWord()
    guard !word.isEmpty else {
      problems.append(
        source.problem(
          "wrong-name", "a filter's name is missing after the bar", at: tag.range,
          help: "write `{{ name | filter }}`, or take the bar away"))
      return nil
    }
    var arguments: [FilterCall.Argument] = []
    skipSpace()
    while position < end, source.bytes[position] != UInt8(ascii: "|") {
      if source.bytes[position] == UInt8(ascii: "\"") {
        guard let text = takeQuoted(of: tag) else { return nil }
        arguments.append(.text(text))
      } else {
        guard let path = name(of: tag) else { return nil }
        arguments.append(.path(path))
      }
      skipSpace()
    }
    return FilterCall(range: word, name: source.text(word), arguments: arguments)
  }

  private mutating func name(of tag: Tag) -> Name? {
    let word = takeWord()
    let text = source.text(word)
    if text == "." { return Name(range: word, names: []) }
    let names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard !word.isEmpty, !names.contains("") else {
      problems.append(
        source.problem(
          word.isEmpty ? "empty-tag" : "wrong-name",
          word.isEmpty ? "the tag has no name" : "`\(text)` is not a name",
          at: word.isEmpty ? tag.range : word,
          help: "a name is words joined by single dots, such as `record.title`, or `.` alone"))
      return nil
    }
    return Name(range: word, names: names)
  }

  private mutating func takeWord() -> Range<Int> {
    let start = position
    while position < end {
      let byte = source.bytes[position]
      if isSpace(byte) || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\"") { break }
      position += 1
    }
    return start..<position
  }

  private mutating func takeQuoted(of tag: Tag) -> String? {
    let start = position
    var text: [UInt8] = []
    position += 1
    while position < end {
      var byte = source.bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\"), position < end {
        byte = source.bytes[position] == UInt8(ascii: "n") ? 10 : source.bytes[position]
        position += 1
      }
      text.append(byte)
    }
    problems.append(
      source.problem(
        "unclosed-text", "the quoted text is never closed", at: start..<end,
        help: "end it with `\"`; inside it, write `\\\"` for a quotation mark"))
    return nil
  }

  private mutating func skipSpace() {
    while position < end, isSpace(source.bytes[position]) { position += 1 }
  }
}
