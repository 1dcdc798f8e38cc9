import Primitives

/// Cuts a template into pieces: text, line breaks and tags, with changing delimiters.
struct TagScanner {
  let source: SourceText
  private(set) var pieces: [Piece] = []
  private(set) var tags: [Tag] = []
  private(set) var problems: [Diagnostic] = []
  private var open: [UInt8] = [123, 123]
  private var close: [UInt8] = [125, 125]

  init(_ source: SourceText) {
    self.source = source
    scan()
  }

  private mutating func scan() {
    var position = 0
    let bytes = source.bytes
    while position < bytes.count {
      guard let start = find(open, from: position) else { break }
      appendText(position..<start)
      guard let tag = tag(at: start) else {
        problems.append(
          source.problem(
            "unclosed-tag", "this tag is never closed", at: start..<start + open.count,
            help: "end it with `\(String(decoding: close, as: UTF8.self))`"))
        position = bytes.count
        break
      }
      if tag.kind == .delimiters { changeDelimiters(tag) }
      pieces.append(.tag(tags.count))
      tags.append(tag)
      position = tag.range.upperBound
    }
    appendText(position..<bytes.count)
  }

  private func tag(at start: Int) -> Tag? {
    let bytes = source.bytes
    var inner = start + open.count
    if inner < bytes.count, bytes[inner] == 123, open == [123, 123] {
      guard let end = find([125] + close, from: inner + 1) else { return nil }
      return Tag(
        kind: .raw, range: start..<end + 1 + close.count, body: source.trimmed(inner + 1..<end))
    }
    if inner < bytes.count, bytes[inner] == 61 {
      guard let end = find([61] + close, from: inner + 1) else { return nil }
      return Tag(
        kind: .delimiters, range: start..<end + 1 + close.count,
        body: source.trimmed(inner + 1..<end))
    }
    guard let end = find(close, from: inner) else { return nil }
    while inner < end, isSpace(bytes[inner]) { inner += 1 }
    var kind = Tag.Kind.variable
    if inner < end, let sigil = Self.kinds[bytes[inner]] {
      kind = sigil
      inner += 1
    }
    return Tag(kind: kind, range: start..<end + close.count, body: source.trimmed(inner..<end))
  }

  private static let kinds: [UInt8: Tag.Kind] = [
    UInt8(ascii: "#"): .section, UInt8(ascii: "^"): .inverted, UInt8(ascii: "/"): .close,
    UInt8(ascii: ">"): .partial, UInt8(ascii: "<"): .parent, UInt8(ascii: "$"): .block,
    UInt8(ascii: "!"): .comment, UInt8(ascii: "&"): .raw,
  ]

  private mutating func changeDelimiters(_ tag: Tag) {
    let words = source.bytes[tag.body].split { isSpace($0) }
    guard words.count == 2, !words[0].contains(61), !words[1].contains(61) else {
      problems.append(
        source.problem(
          "wrong-delimiters", "a delimiter tag needs two words without `=`", at: tag.range,
          help: "write it like `{{=<% %>=}}`"))
      return
    }
    (open, close) = (Array(words[0]), Array(words[1]))
  }

  private mutating func appendText(_ range: Range<Int>) {
    var start = range.lowerBound
    let bytes = source.bytes
    for index in range where bytes[index] == 10 {
      let hasReturn = index > start && bytes[index - 1] == 13
      let end = hasReturn ? index - 1 : index
      if end > start { pieces.append(.text(start..<end)) }
      pieces.append(.newline(end..<index + 1))
      start = index + 1
    }
    if start < range.upperBound { pieces.append(.text(start..<range.upperBound)) }
  }

  private func find(_ pattern: [UInt8], from start: Int) -> Int? {
    let bytes = source.bytes
    guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
    var index = start
    while index <= bytes.count - pattern.count {
      if bytes[index] == first, bytes[index..<index + pattern.count].elementsEqual(pattern) {
        return index
      }
      index += 1
    }
    return nil
  }
}
