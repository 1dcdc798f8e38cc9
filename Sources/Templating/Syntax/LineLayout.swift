/// Which lines of a template hold nothing but tags and therefore leave nothing in the output.
///
/// A line is *standalone* when, white space aside, it holds only
/// - one tag that prints nothing (the Mustache specification), or
/// - several such tags, where a `{{<parent}}…{{/parent}}` counts as one tag and no partial and no
///   complete `{{$block}}…{{/block}}` stands beside others.
/// White space and line break of such a line go; the white space before a partial, a parent or a
/// block becomes the indentation of what it brings in.
struct LineLayout {
  let source: SourceText
  let pieces: ArraySlice<Piece>
  let tags: [Tag]
  let partner: [Int?]

  /// The tags of the line, as indices.
  let tagIndices: Range<Int>

  init(source: SourceText, pieces: ArraySlice<Piece>, tags: [Tag], partner: [Int?]) {
    self.source = source
    self.pieces = pieces
    self.tags = tags
    self.partner = partner
    var indices = 0..<0
    for case .tag(let index) in pieces {
      indices = (indices.isEmpty ? index : indices.lowerBound)..<index + 1
    }
    tagIndices = indices
  }

  /// White space at the start of the line.
  var indent: Range<Int> {
    guard case .text(let range)? = pieces.first else {
      let start = pieces.first.map(start(of:)) ?? 0
      return start..<start
    }
    var end = range.lowerBound
    while end < range.upperBound, source.bytes[end] == 32 || source.bytes[end] == 9 { end += 1 }
    return range.lowerBound..<end
  }

  /// Whether the line has neither tags nor text.
  var isBlank: Bool {
    pieces.allSatisfy { piece in
      switch piece {
      case .text(let range): source.isBlank(range)
      case .newline: true
      case .tag: false
      }
    }
  }

  /// Whether the line is standalone.
  var isStandalone: Bool {
    var units: [Int] = []
    var inside: Int?
    for piece in pieces {
      switch piece {
      case .newline: continue
      case .text(let range):
        if inside == nil, !source.isBlank(range) { return false }
      case .tag(let index):
        if let parent = inside {
          if partner[parent] == index { inside = nil }
          continue
        }
        if tags[index].isHole { return false }
        units.append(index)
        if tags[index].kind == .parent, let close = partner[index], isHere(close) { inside = index }
      }
    }
    if units.count <= 1 { return !units.isEmpty }
    return !units.contains { index in
      tags[index].kind == .partial
        || tags[index].kind == .block && partner[index].map(isHere) == true
    }
  }

  /// Whether the line's own text has an unescaped `|`, which makes it a row of a table.
  var hasBar: Bool {
    for case .text(let range) in pieces {
      var isEscaped = false
      for byte in source.bytes[range] {
        if byte == UInt8(ascii: "|"), !isEscaped { return true }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      }
    }
    return false
  }

  private func isHere(_ tag: Int) -> Bool { tagIndices.contains(tag) }

  private func start(of piece: Piece) -> Int {
    switch piece {
    case .text(let range), .newline(let range): range.lowerBound
    case .tag(let index): tags[index].range.lowerBound
    }
  }
}
