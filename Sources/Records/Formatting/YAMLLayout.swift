/// Lays the lines of YAML out anew, collection by collection, without building a tree: comments, the
/// order of fields and the words of scalars pass through as they are.
///
/// Takes only what records are written with. What comes out is read back by the caller, so a
/// construct that this does not know costs the layout, never the meaning.
struct YAMLLayout {
  typealias Line = ArraySlice<UInt8>

  /// A construct that is left alone.
  struct Unknown: Error {}

  /// An open mapping or list: its column in the old text and in the new one.
  struct Level {
    let old: Int
    let new: Int
    let isList: Bool
  }

  let lines: [Line]
  let keepsQuotes: Bool
  private(set) var next = 0
  private var levels: [Level] = []
  private(set) var out: [UInt8] = []
  /// Comments and empty lines above the next line that holds something.
  private var pending: [Line] = []

  init(_ lines: [Line], keepsQuotes: Bool) {
    self.lines = lines
    self.keepsQuotes = keepsQuotes
  }

  /// The new text, ending in a line break.
  mutating func run() throws(Unknown) -> [UInt8] {
    // The breaks of YAML 1.1 that other programs do not take for breaks.
    for line in lines where Self.hasForeignBreak(line) { throw Unknown() }
    while next < lines.count {
      let line = lines[next]
      let content = Self.content(line)
      if content.isEmpty || content.first == UInt8(ascii: "#") {
        pending.append(line)
        next += 1
      } else if Self.isMarker(line) {
        try marker(line)
      } else {
        try structure(line, content)
      }
    }
    flush(before: nil, levels)
    return out
  }

  // MARK: Lines

  private mutating func marker(_ line: Line) throws(Unknown) {
    let rest = Self.content(line.dropFirst(3))
    guard rest.isEmpty || rest.first == UInt8(ascii: "#"), line.first != UInt8(ascii: "%") else {
      throw Unknown()
    }
    flush(before: nil, levels)
    levels = []
    emit(Self.trimmed(line), at: 0)
    next += 1
  }

  private mutating func structure(_ line: Line, _ content: Line) throws(Unknown) {
    let column = content.startIndex - line.startIndex
    // A tab in the indentation, and complex keys.
    guard line.prefix(column).allSatisfy({ $0 == 32 }), !content.elementsEqual("?".utf8),
      !content.starts(with: "? ".utf8)
    else { throw Unknown() }
    let before = levels
    var head: [UInt8] = []
    try entry(content, at: column, &head, before)
  }

  /// Lays out what starts at a column: a member of a list, a named value, or a scalar.
  private mutating func entry(
    _ content: Line, at column: Int, _ head: inout [UInt8], _ before: [Level]
  ) throws(Unknown) {
    if content.first == UInt8(ascii: "-"), content.count == 1 || Self.isBlank(content, 1) {
      let level = open(column, isList: true)
      begin(level.new, column, &head, before)
      head.append(UInt8(ascii: "-"))
      let rest = Self.content(content.dropFirst())
      if rest.isEmpty || rest.first == UInt8(ascii: "#") {
        return finish(&head, tail: content.dropFirst())
      }
      head.append(32)
      return try entry(rest, at: column + (rest.startIndex - content.startIndex), &head, before)
    }
    if let colon = YAMLTokens.colon(content) {
      let level = open(column, isList: false)
      begin(level.new, column, &head, before)
      head += Self.trimmed(content[..<colon])
      head.append(UInt8(ascii: ":"))
      return try value(content[(colon + 1)...], of: level, &head)
    }
    while let last = levels.last, last.old >= column { levels.removeLast() }
    guard let owner = levels.last else { throw Unknown() }
    begin(owner.new + 2, column, &head, before)
    try scalar(content, of: owner, &head)
  }

  /// Opens the mapping or list at a column, closing those further in.
  private mutating func open(_ column: Int, isList: Bool) -> Level {
    while let last = levels.last,
      last.old > column || (last.old == column && last.isList && !isList)
    { levels.removeLast() }
    if let last = levels.last, last.old == column, last.isList == isList { return last }
    let level = Level(old: column, new: levels.last.map { $0.new + 2 } ?? 0, isList: isList)
    levels.append(level)
    return level
  }

  /// Starts a line, unless a dash has started it already.
  private mutating func begin(
    _ indent: Int, _ column: Int, _ head: inout [UInt8], _ before: [Level]
  ) {
    guard head.isEmpty else { return }
    flush(before: (column, indent), before)
    head = [UInt8](repeating: 32, count: indent)
  }

  private mutating func value(_ rest: Line, of owner: Level, _ head: inout [UInt8]) throws(Unknown)
  {
    let content = Self.content(rest)
    if content.isEmpty || content.first == UInt8(ascii: "#") { return finish(&head, tail: rest) }
    head.append(32)
    try scalar(content, of: owner, &head)
  }

  // MARK: Output

  mutating func emit(_ line: some Sequence<UInt8>, at indent: Int) {
    out += [UInt8](repeating: 32, count: indent)
    out += line
    out.append(10)
  }

  /// Ends the line with what follows its content: nothing, or a comment with the blanks before it.
  mutating func finish(_ head: inout [UInt8], tail: Line) {
    next += 1
    emit(head + Self.trimmed(tail), at: 0)
  }

  mutating func advance() { next += 1 }

  /// Writes the comments above a line in the column of what they stand in.
  ///
  /// - `line`: the old and the new column of the line below; `nil` at the end.
  private mutating func flush(before line: (old: Int, new: Int)?, _ levels: [Level]) {
    for comment in pending {
      let content = Self.content(comment)
      guard !content.isEmpty else {
        out.append(10)
        continue
      }
      let column = content.startIndex - comment.startIndex
      let inside = levels.last { $0.old <= column }?.new ?? 0
      let isBeside = line.map { column == $0.old } ?? false
      emit(Self.trimmed(content), at: isBeside ? line?.new ?? inside : inside)
    }
    pending = []
  }
}

extension YAMLLayout {
  /// A line from its first character that is no blank.
  static func content(_ line: Line) -> Line { line.drop { $0 == 32 || $0 == 9 } }

  /// A line without blanks at its end.
  static func trimmed(_ line: Line) -> Line {
    var line = line
    while let last = line.last, last == 32 || last == 9 { line.removeLast() }
    return line
  }

  static func isBlank(_ line: Line, _ offset: Int) -> Bool {
    line.count > offset
      && (line[line.startIndex + offset] == 32 || line[line.startIndex + offset] == 9)
  }

  /// Whether a line divides documents or instructs the parser.
  static func isMarker(_ line: Line) -> Bool {
    if line.first == UInt8(ascii: "%") { return true }
    guard line.starts(with: "---".utf8) || line.starts(with: "...".utf8) else { return false }
    return line.count == 3 || isBlank(line, 3)
  }

  private static func hasForeignBreak(_ line: Line) -> Bool {
    var previous: UInt8 = 0
    var older: UInt8 = 0
    for byte in line {
      if byte == 13 || (previous == 0xc2 && byte == 0x85) { return true }
      if older == 0xe2, previous == 0x80, byte == 0xa8 || byte == 0xa9 { return true }
      (older, previous) = (previous, byte)
    }
    return false
  }
}
