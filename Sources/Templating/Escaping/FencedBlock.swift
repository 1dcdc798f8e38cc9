/// Literal text as a fenced code block that nothing inside can close.
enum FencedBlock {
  /// Appends the block without a last line break; `prefix` goes before every line but the first.
  ///
  /// The fence is longer than any run of backticks inside. Line breaks at the end and control
  /// characters other than tabs go. Of the language only letters, digits and `+ - . _ #` are kept.
  static func append(
    _ text: String, language: String?, prefix: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
  ) {
    var bytes: [UInt8] = []
    LineBreaks.append(text, to: &bytes)
    while bytes.last == 10 { bytes.removeLast() }
    let fence = max(3, longestRun(of: 96, in: bytes) + 1)
    for _ in 0..<fence { out.append(96) }
    if let language {
      for byte in language.utf8 where isLanguage(byte) { out.append(byte) }
    }
    var start = 0
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      out.append(10)
      appendPrefix(prefix, isBlank: start == end, to: &out)
      out.append(contentsOf: bytes[start..<end])
      start = end + 1
    }
    out.append(10)
    out.append(contentsOf: prefix)
    for _ in 0..<fence { out.append(96) }
  }

  private static func isLanguage(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 32) && byte < 128
      || "+-._#".utf8.contains(byte)
  }
}

/// Appends what goes before a line; of white space nothing before an empty one.
func appendPrefix(_ prefix: UnsafeBufferPointer<UInt8>, isBlank: Bool, to out: inout [UInt8]) {
  var end = prefix.count
  if isBlank { while end > 0, prefix[end - 1] == 32 || prefix[end - 1] == 9 { end -= 1 } }
  out.append(contentsOf: prefix[..<end])
}

/// Text with `\n` for every sort of line break and without byte order marks and other control
/// characters but tabs.
enum LineBreaks {
  /// Whether nothing would be changed: no control characters but tabs and line feeds, no byte order
  /// mark.
  static func areClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes where byte < 32 || byte == 127 || byte == 0xBF {
      if byte != 9, byte != 10 { return false }
    }
    return true
  }

  static func append(_ text: String, to out: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      if areClean(bytes) { return out.append(contentsOf: bytes) }
      out.reserveCapacity(out.count + bytes.count)
      var start = 0
      for (index, byte) in bytes.enumerated() where byte < 32 || byte == 127 || byte == 0xBF {
        if byte == 9 || byte == 10 && (index == 0 || bytes[index - 1] != 13) { continue }
        var end = index
        if byte == 0xBF {
          guard index >= 2, bytes[index - 1] == 0xBB, bytes[index - 2] == 0xEF else { continue }
          end -= 2
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
        if byte == 13 { out.append(10) }
        start = index + 1
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
  }
}
