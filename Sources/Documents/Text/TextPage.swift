/// A page of plain text for e-mail: wrapped at 72 columns, headings underlined, commands untouched.
struct TextPage {
  private static let width = 72
  private var lines: [String] = []

  /// The page, ending in one newline.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// Writes a heading with a line of `=` or `-` below it, an empty line before and after.
  mutating func heading(_ text: String, _ underline: Character = "-") {
    gap()
    let wrapped = Self.wrapped(text, width: Self.width)
    lines += wrapped
    let longest = wrapped.map(\.unicodeScalars.count).max() ?? 0
    lines.append(String(repeating: underline, count: longest))
    gap()
  }

  /// Writes a paragraph, or several that are parted by newlines, indented as a whole; `first` takes
  /// the place of the indentation on the first line.
  ///
  /// Lines that begin with a tab are code and stay as they are; what wraps in the item of a list
  /// stands below its words.
  mutating func paragraph(_ text: String, first: String = "", indent: Int = 0) {
    let blank = String(repeating: " ", count: indent)
    var lead = first.isEmpty ? blank : first
    for part in text.split(separator: "\n") {
      if part.hasPrefix("\t") {
        lines.append(lead + "    " + part.dropFirst())
        lead = blank
        continue
      }
      let mark = Self.mark(part)
      let hang = String(repeating: " ", count: mark.unicodeScalars.count)
      let words = String(part.dropFirst(mark.count))
      var start = lead + mark
      for line in Self.wrapped(words, width: Self.width - indent - hang.utf8.count) {
        lines.append(start + line)
        start = blank + hang
      }
      lead = blank
    }
  }

  /// What stands before the words of a line: blanks, and the bullet or number of an item.
  private static func mark(_ line: Substring) -> Substring {
    let words = line.drop { $0 == " " }
    let sign = words.prefix { $0 != " " }
    let isNumber =
      sign.last == "." && (2...5).contains(sign.count)
      && sign.dropLast().allSatisfy { $0.isASCII && $0.isNumber }
    guard sign == "-" || sign == ">" || isNumber, sign.endIndex < line.endIndex else {
      return line[..<words.startIndex]
    }
    return line[...sign.endIndex]
  }

  /// Writes lines as they are, indented: wrapping would break a command.
  mutating func code(_ text: String, indent: Int) {
    let lead = String(repeating: " ", count: indent)
    lines += text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? "" : lead + $0
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
  }

  /// Leaves one empty line unless there is one, or nothing yet.
  mutating func gap() {
    if lines.last?.isEmpty == false { lines.append("") }
  }

  /// The text without trailing empty lines.
  mutating func end() {
    while lines.last?.isEmpty == true { lines.removeLast() }
  }

  /// Lines of at most so many characters, broken at blanks; a longer word has a line of its own.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in text.split(separator: " ") {
      let count = word.unicodeScalars.count
      if !line.isEmpty, length + 1 + count > width {
        lines.append(line)
        (line, length) = ("", 0)
      }
      if !line.isEmpty { (line, length) = (line + " ", length + 1) }
      line += word
      length += count
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
