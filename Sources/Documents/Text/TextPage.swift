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
  mutating func paragraph(_ text: String, first: String = "", indent: Int = 0) {
    var lead = first.isEmpty ? String(repeating: " ", count: indent) : first
    for part in text.split(separator: "\n") {
      for line in Self.wrapped(String(part), width: Self.width - indent) {
        lines.append(lead + line)
        lead = String(repeating: " ", count: indent)
      }
    }
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
