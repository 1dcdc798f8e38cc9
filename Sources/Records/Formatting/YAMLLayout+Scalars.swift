extension YAMLLayout {
  /// Lays out a scalar or a flow collection with all its lines.
  ///
  /// - `owner`: the mapping or list that it belongs to: its further lines stand further in.
  mutating func scalar(_ content: Line, of owner: Level, _ head: inout [UInt8]) throws(Unknown) {
    switch content.first {
    case UInt8(ascii: "|"), UInt8(ascii: ">"): try block(content, of: owner, &head)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try quoted(content, of: owner, &head)
    case UInt8(ascii: "["), UInt8(ascii: "{"): try flow(content, of: owner, &head)
    case UInt8(ascii: "&"), UInt8(ascii: "!"): try marked(content, &head)
    case UInt8(ascii: "*"): finish(&head, tail: content)
    default: plain(content, of: owner, &head)
    }
  }

  /// An anchor or a tag before something below; before anything else on its line it is left alone.
  private mutating func marked(_ content: Line, _ head: inout [UInt8]) throws(Unknown) {
    let end = YAMLTokens.comment(content) ?? content.endIndex
    guard !Self.trimmed(content[..<end]).contains(where: { $0 == 32 || $0 == 9 }) else {
      throw Unknown()
    }
    finish(&head, tail: content)
  }

  private mutating func plain(_ content: Line, of owner: Level, _ head: inout [UInt8]) {
    let isCommented = YAMLTokens.comment(content) != nil
    finish(&head, tail: content)
    guard !isCommented else { return }
    // Empty lines inside of the text belong to it, those after it do not.
    var blanks = 0
    while next + blanks < lines.count {
      let line = lines[next + blanks]
      let rest = Self.content(line)
      if rest.isEmpty {
        blanks += 1
        continue
      }
      guard rest.startIndex - line.startIndex > owner.old, rest.first != UInt8(ascii: "#"),
        !Self.isMarker(line)
      else { return }
      for _ in 0..<blanks {
        emit([], at: 0)
        advance()
      }
      blanks = 0
      emit(Self.trimmed(rest), at: owner.new + 2)
      advance()
      if YAMLTokens.comment(rest) != nil { return }
    }
  }

  private mutating func quoted(_ content: Line, of owner: Level, _ head: inout [UInt8])
    throws(Unknown)
  {
    if let end = YAMLTokens.closingQuote(content, isOpen: nil) {
      let tail = content[(end + 1)...]
      let rest = Self.content(tail)
      guard rest.isEmpty || rest.first == UInt8(ascii: "#") else { throw Unknown() }
      head += keepsQuotes ? Array(content[...end]) : YAMLTokens.requoted(content[...end])
      return finish(&head, tail: tail)
    }
    let quote = content.first
    emit(head + Self.trimmedInQuotes(content), at: 0)
    advance()
    while next < lines.count {
      let rest = Self.content(lines[next])
      guard let end = YAMLTokens.closingQuote(rest, isOpen: quote) else {
        if rest.isEmpty {
          emit([], at: 0)
        } else {
          emit(Self.trimmedInQuotes(rest), at: owner.new + 2)
        }
        advance()
        continue
      }
      var line = [UInt8](repeating: 32, count: owner.new + 2) + rest[...end]
      let tail = rest[(end + 1)...]
      let after = Self.content(tail)
      guard after.isEmpty || after.first == UInt8(ascii: "#") else { throw Unknown() }
      return finish(&line, tail: tail)
    }
    throw Unknown()
  }

  /// A line inside of quotes without blanks at its end, but for one that is escaped.
  private static func trimmedInQuotes(_ line: Line) -> Line {
    let trimmed = trimmed(line)
    let slashes = trimmed.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    return slashes % 2 == 1 && trimmed.endIndex < line.endIndex
      ? line[..<(trimmed.endIndex + 1)] : trimmed
  }

  /// Moves the lines of a flow collection together; inside of it nothing is changed.
  private mutating func flow(_ content: Line, of owner: Level, _ head: inout [UInt8])
    throws(Unknown)
  {
    var state = YAMLTokens.Flow()
    state.take(content)
    finish(&head, tail: content)
    while !state.isClosed {
      guard next < lines.count, !state.isBroken else { throw Unknown() }
      let line = lines[next]
      let rest = Self.content(line)
      // A text in quotes over several lines: its blanks are not ours.
      guard !state.isInQuotes else { throw Unknown() }
      if rest.isEmpty {
        emit([], at: 0)
      } else {
        let column = rest.startIndex - line.startIndex
        emit(Self.trimmed(rest), at: max(0, column + owner.new - owner.old))
      }
      state.take(rest)
      advance()
    }
    guard !state.isBroken else { throw Unknown() }
  }

  /// Moves the lines of a block; what stands in them stays, blanks at their ends too.
  private mutating func block(_ content: Line, of owner: Level, _ head: inout [UInt8])
    throws(Unknown)
  {
    let header = content[..<(YAMLTokens.comment(content) ?? content.endIndex)]
    let number = header.first { (49...57).contains($0) }.map { Int($0 - 48) }
    finish(&head, tail: content)
    var end = next
    var indent = number.map { owner.old + $0 }
    while end < lines.count {
      let line = lines[end]
      let blanks = line.prefix { $0 == 32 }.count
      if blanks < line.count {
        if indent == nil, blanks > owner.old { indent = blanks }
        guard let indent, blanks >= indent else { break }
      }
      end += 1
    }
    // Empty lines after the text are between two fields as well.
    while end > next, Self.content(lines[end - 1]).isEmpty { end -= 1 }
    guard let indent else { return }
    let new = number.map { owner.new + $0 } ?? owner.new + 2
    while next < end {
      let line = lines[next]
      if line.count > indent { emit(line.dropFirst(indent), at: new) } else { emit([], at: 0) }
      advance()
    }
  }
}
