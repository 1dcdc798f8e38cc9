/// Finds out, line by line, what surrounds each hole: a table row, a link, a code span, a fence.
///
/// Only the template's own text is looked at; record text can't change a place.
struct HolePlaces {
  let source: SourceText
  /// The fence that the lines before have opened: its character and length.
  private var fence: (byte: UInt8, length: Int)?

  init(_ source: SourceText) { self.source = source }

  /// The places of the holes of one line, by tag index; remembers fences for the next line.
  mutating func places(in line: LineLayout) -> [Int: HolePlace] {
    let wasFenced = fence != nil
    let isMarker = followFence(line)
    var places: [Int: HolePlace] = [:]
    var span = Span()
    let isRow = !wasFenced && line.hasBar
    let lead = lead(of: line)
    for piece in line.pieces {
      switch piece {
      case .newline: continue
      case .text(let range): span.read(source.bytes[range])
      case .tag(let index):
        guard line.tags[index].isHole else { continue }
        var place = HolePlace()
        place.position =
          wasFenced || isMarker
          ? .fence(isLed: !isMarker && !lead.isBlank) : span.position
        place.isInTableRow = isRow
        place.lead = lead.tag == index ? lead.range : nil
        places[index] = place
        span.hole()
      }
    }
    return places
  }

  /// The text before the first tag; `tag` is set if that is the line's only one and ends it.
  private func lead(of line: LineLayout) -> (range: Range<Int>, isBlank: Bool, tag: Int?) {
    var range = line.indent.lowerBound..<line.indent.lowerBound
    var tag: Int?
    for (offset, piece) in line.pieces.enumerated() {
      switch piece {
      case .text(let text):
        if tag == nil {
          range = range.lowerBound..<text.upperBound
        } else if !source.isBlank(text) {
          return (range, isContainer(range), nil)
        }
      case .newline: continue
      case .tag(let index):
        if tag != nil { return (range, isContainer(range), nil) }
        if offset == 0 {
          range = line.tags[index].range.lowerBound..<line.tags[index].range.lowerBound
        }
        tag = index
      }
    }
    return (range, isContainer(range), tag)
  }

  /// Whether text before a tag is only white space and quote markers.
  private func isContainer(_ range: Range<Int>) -> Bool {
    source.bytes[range].allSatisfy { $0 == 32 || $0 == 9 || $0 == UInt8(ascii: ">") }
  }

  /// Follows fences; says whether the line is a fence's first or last line.
  private mutating func followFence(_ line: LineLayout) -> Bool {
    guard case .text(let range)? = line.pieces.first else { return false }
    let text = source.bytes[range].drop { $0 == 32 || $0 == 9 || $0 == UInt8(ascii: ">") }
    guard let byte = text.first, byte == 96 || byte == 126 else { return false }
    let length = text.prefix { $0 == byte }.count
    if let open = fence {
      guard byte == open.byte, length >= open.length else { return false }
      guard text.dropFirst(length).allSatisfy({ isSpace($0) }) else { return false }
      fence = nil
      return true
    }
    guard length >= 3, byte == 126 || !text.dropFirst(length).contains(96) else { return false }
    fence = (byte, length)
    return true
  }
}

/// Where in code spans and links the literal text of a line has come to.
private struct Span {
  private var code = 0
  private var run = 0
  private var brackets = 0
  private var isDestination = false
  private var isStart = false
  private var previous: UInt8 = 0
  private var isEscaped = false
  private var isComment = false
  /// The last four bytes of literal text.
  private var recent: UInt32 = 0

  mutating func read(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      recent = recent << 8 | UInt32(byte)
      if recent == 0x3C21_2D2D, code == 0 { isComment = true }
      if recent & 0xFF_FFFF == 0x2D_2D3E { isComment = false }
      if byte != 96 { endRun() }
      if isEscaped, code == 0 {
        isEscaped = false
        previous = 0
        isStart = false
        continue
      }
      step(byte)
      previous = byte
    }
    endRun()
  }

  mutating func hole() {
    isStart = false
    previous = 0
    recent = 0
  }

  var position: HolePlace.Position {
    if isComment { return .comment }
    if code > 0 { return .codeSpan }
    if isDestination { return .destination(isStart: isStart) }
    return brackets > 0 ? .linkText : .text
  }

  private mutating func step(_ byte: UInt8) {
    if byte == 96 {
      run += 1
      return
    }
    if code > 0 { return }
    isEscaped = byte == UInt8(ascii: "\\")
    if isDestination {
      if byte == UInt8(ascii: ")") || byte == 32 { isDestination = false }
      isStart = isStart && byte == UInt8(ascii: "<")
      return
    }
    switch byte {
    case UInt8(ascii: "["): brackets += 1
    case UInt8(ascii: "]"): brackets = max(0, brackets - 1)
    case UInt8(ascii: "("):
      if previous == UInt8(ascii: "]") { (isDestination, isStart) = (true, true) }
    default: break
    }
  }

  private mutating func endRun() {
    guard run > 0 else { return }
    if code == 0 { code = run } else if code == run { code = 0 }
    run = 0
  }
}
