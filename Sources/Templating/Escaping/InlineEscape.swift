/// Text as one line of inline Markdown that reads back as the same text wherever it stands.
///
/// Safe in a paragraph, list item, table cell, heading and link text, and after any indentation:
/// - syntax characters get a backslash: `` \ ` * _ [ ] < & | ~ @ `` anywhere; those that start a
///   block (`#`, `+`, `-`, `=`, `>`, `:`, `1.`) at the start; `!`, and `#` after a space, at the end;
/// - `{` of a heading's id (`{#id}`) at the end: ids are the template's;
/// - addresses stay text: `http\://`, `www\.`;
/// - runs of white space, control characters and byte order marks become one space; none is left at the ends.
enum InlineEscape {
  /// 0: copied; 1: always escaped; 2: looked at in its context; 3: white space; 4: may start a
  /// control character or line separator of two or three bytes.
  private static let classes: [UInt8] = {
    var classes = [UInt8](repeating: 0, count: 256)
    for byte in "\\`*_[]<&|~@".utf8 { classes[Int(byte)] = 1 }
    for byte in "#:.!{".utf8 { classes[Int(byte)] = 2 }
    for byte in 0...32 { classes[byte] = 3 }
    classes[127] = 3
    classes[0xC2] = 4
    classes[0xE2] = 4
    classes[0xEF] = 4
    return classes
  }()

  /// Appends the escaped text.
  static func append(_ text: String, to out: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      classes.withUnsafeBufferPointer { append(bytes, classes: $0, to: &out) }
    }
  }

  private static func append(
    _ bytes: UnsafeBufferPointer<UInt8>, classes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
  ) {
    let (low, end) = trimmed(bytes)
    var index = low
    var start = index
    index = escapeStart(bytes, from: index, to: end, start: &start, out: &out)
    while index < end {
      let byte = bytes[index]
      let kind = classes[Int(byte)]
      if kind == 0 {
        index += 1
        continue
      }
      switch kind {
      case 1:
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        // A backslash at the end would escape what the template has next.
        if byte == 92, index == end - 1 {
          out.append(contentsOf: "&#92;".utf8)
          start = index + 1
        } else {
          out.append(92)
          start = index
        }
        index += 1
      case 2:
        if needsEscape(bytes, at: index, to: end) {
          out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
          out.append(92)
          start = index
        }
        index += 1
      default:
        var after = spaceEnd(bytes, at: index, to: end)
        // No space at all, or a single one, which is copied along.
        if after == index || byte == 32 && spaceEnd(bytes, at: after, to: end) == after {
          index += 1
          continue
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        out.append(32)
        while case let next = spaceEnd(bytes, at: after, to: end), next > after { after = next }
        (start, index) = (after, after)
      }
    }
    if start < end { out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end])) }
  }

  /// Escapes what could start a block; returns where to go on.
  private static func escapeStart(
    _ bytes: UnsafeBufferPointer<UInt8>, from low: Int, to end: Int, start: inout Int,
    out: inout [UInt8]
  ) -> Int {
    guard low < end else { return low }
    switch bytes[low] {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: ">"),
      UInt8(ascii: "."), UInt8(ascii: ")"), UInt8(ascii: ":"):
      out.append(92)
      start = low
      return low + 1
    case UInt8(ascii: "#"):
      var index = low
      while index < end, bytes[index] == UInt8(ascii: "#") { index += 1 }
      guard index == end || spaceEnd(bytes, at: index, to: end) > index else { return index }
      out.append(92)
      start = low
      // The rest of the run is looked at again: at the end of a heading it would go.
      return index == end ? low + 1 : index
    case 48...57:
      var index = low
      while index < end, (48...57).contains(bytes[index]) { index += 1 }
      guard index < end, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")"),
        index + 1 == end || spaceEnd(bytes, at: index + 1, to: end) > index + 1
      else { return index }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[low..<index]))
      out.append(92)
      start = index
      return index + 1
    default: return low
    }
  }

  /// Whether a character of class 2 is syntax where it stands.
  private static func needsEscape(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, to end: Int
  ) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "!"): return index == end - 1
    case UInt8(ascii: ":"):
      return index + 2 < end && bytes[index + 1] == 47 && bytes[index + 2] == 47
        || index == end - 1
    case UInt8(ascii: "."):
      return index >= 3 && (index - 3..<index).allSatisfy { bytes[$0] | 32 == UInt8(ascii: "w") }
    case UInt8(ascii: "{"): return headingID(endingAt: end) { bytes[$0] } == index
    default:
      return (index..<end).allSatisfy { bytes[$0] == UInt8(ascii: "#") }
    }
  }

  /// Where `{#id}` starts that ends at an index; `nil` if there is none.
  static func headingID(endingAt end: Int, _ byte: (Int) -> UInt8) -> Int? {
    guard end > 3, byte(end - 1) == UInt8(ascii: "}") else { return nil }
    var start = end - 1
    while start > 0 {
      let before = byte(start - 1)
      let isID =
        (48...57).contains(before) || (97...122).contains(before | 32)
        || "-_.:".utf8.contains(before)
      guard isID else { break }
      start -= 1
    }
    guard start > 1, start < end - 1, byte(start - 1) == UInt8(ascii: "#"),
      byte(start - 2) == UInt8(ascii: "{")
    else { return nil }
    return start - 2
  }

  /// The bytes between white space and control characters at both ends.
  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> (low: Int, end: Int) {
    var (low, end) = (0, bytes.count)
    while case let next = spaceEnd(bytes, at: low, to: end), next > low { low = next }
    while end > low {
      let width = (1...3).first { width in
        end - width >= low && spaceEnd(bytes, at: end - width, to: end) == end
      }
      guard let width else { break }
      end -= width
    }
    return (low, end)
  }

  /// The end of the white space, control character or line separator at an index; the index itself
  /// if none is there.
  private static func spaceEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, to end: Int
  ) -> Int {
    guard index < end else { return index }
    let byte = bytes[index]
    if byte <= 32 || byte == 127 { return index + 1 }
    if byte == 0xC2, index + 1 < end, (0x80...0x9F).contains(bytes[index + 1]) { return index + 2 }
    if byte == 0xE2, index + 2 < end, bytes[index + 1] == 0x80,
      bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9
    {
      return index + 3
    }
    // A byte order mark: readers drop it at the start of a file, and what follows starts a line.
    if byte == 0xEF, index + 2 < end, bytes[index + 1] == 0xBB, bytes[index + 2] == 0xBF {
      return index + 3
    }
    return index
  }
}
