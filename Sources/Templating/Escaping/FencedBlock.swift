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
    out.append(contentsOf: repeatElement(96, count: fence))
    if let language {
      out.append(contentsOf: language.utf8.filter(isLanguage))
    }
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      out.append(10)
      appendPrefix(prefix, isBlank: line.isEmpty, to: &out)
      out.append(contentsOf: line)
    }
    out.append(10)
    out.append(contentsOf: prefix)
    out.append(contentsOf: repeatElement(96, count: fence))
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
  static func append(_ text: String, to out: inout [UInt8]) {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      defer { previous = byte }
      switch byte {
      case 0xBF where out.count >= 2 && out[out.count - 1] == 0xBB && out[out.count - 2] == 0xEF:
        out.removeLast(2)
      case 10: if previous != 13 { out.append(10) }
      case 13: out.append(10)
      case 9, 32...126, 128...255: out.append(byte)
      default: continue
      }
    }
  }
}
