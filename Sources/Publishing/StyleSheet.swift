/// Styles without what only people read.
enum StyleSheet {
  /// Leaves out comments and blanks that mean nothing; strings and everything else stay as they are.
  ///
  /// A blank is kept where it may part two selectors or two words: only those beside `{`, `}`, `;`
  /// and `,`, and behind `:`, go.
  static func minified(_ source: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(source.count)
    var index = 0
    var isBlank = false
    while index < source.count {
      let byte = source[index]
      if byte == UInt8(ascii: "/"), index + 1 < source.count,
        source[index + 1] == UInt8(ascii: "*")
      {
        index = end(ofComment: index, in: source)
        isBlank = true
      } else if byte == 32 || byte == 9 || byte == 10 || byte == 13 {
        isBlank = true
        index += 1
      } else {
        if isBlank, let last = out.last, !tight.contains(last), last != UInt8(ascii: ":"),
          !tight.contains(byte)
        {
          out.append(32)
        }
        isBlank = false
        // The last declaration of a block needs no end.
        if byte == UInt8(ascii: "}"), out.last == UInt8(ascii: ";") { out.removeLast() }
        let stop = byte == 34 || byte == 39 ? end(ofString: index, in: source) : index + 1
        out.append(contentsOf: source[index..<stop])
        index = stop
      }
    }
    return out
  }

  private static let tight = Set("{};,".utf8)

  private static func end(ofComment start: Int, in source: [UInt8]) -> Int {
    var index = start + 2
    while index + 1 < source.count {
      if source[index] == UInt8(ascii: "*"), source[index + 1] == UInt8(ascii: "/") {
        return index + 2
      }
      index += 1
    }
    return source.count
  }

  private static func end(ofString start: Int, in source: [UInt8]) -> Int {
    var index = start + 1
    while index < source.count, source[index] != source[start] {
      index += source[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(source.count, index + 1)
  }
}
