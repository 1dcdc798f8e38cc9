import Primitives

/// Splits a Markdown file into its YAML front matter and its body.
enum FrontMatter {
  /// What a file consists of.
  struct Parts {
    let yaml: String
    /// The Markdown below the front matter; `nil` for YAML files and where it is blank.
    let body: String?
    /// How many lines of the file stand above the YAML text.
    let lineOffset: Int
  }

  /// The parts of a file; a file that does not end in `.md` is YAML as a whole.
  static func parts(_ source: SourceText) throws(Diagnostics) -> Parts {
    guard source.file.hasSuffix(".md") else {
      return Parts(yaml: source.text, body: nil, lineOffset: 0)
    }
    // Foundation-free line walk; CRLF files keep their CR, which YAML and Markdown both take.
    let text = source.text
    let lines = text.utf8.split(separator: 10, maxSplits: .max, omittingEmptySubsequences: false)
    func isFence(_ line: Substring.UTF8View) -> Bool {
      var bytes = Array(line)
      while let last = bytes.last, last == 13 || last == 32 { bytes.removeLast() }
      return bytes == Array("---".utf8)
    }
    guard let first = lines.first, isFence(first) else {
      throw Diagnostics(
        source.diagnostic(
          "no-front-matter", "a Markdown record starts with a line `---`", line: 1, column: 1,
          help: "put the fields between two lines `---` at the top of the file"))
    }
    guard let end = lines.dropFirst().firstIndex(where: isFence) else {
      throw Diagnostics(
        source.diagnostic(
          "no-front-matter", "the front matter has no end", line: 1, column: 1,
          help: "close it with a second line `---`"))
    }
    let yaml = String(text[first.endIndex...].dropFirst().prefix(upTo: lines[end].startIndex))
    let rest =
      lines[end].endIndex < text.utf8.endIndex
      ? String(text[text.utf8.index(after: lines[end].endIndex)...]) : ""
    return Parts(yaml: yaml, body: withoutBlankLines(rest), lineOffset: 1)
  }

  /// The text from its first line that is not blank, whose indentation may mean a code block.
  private static func withoutBlankLines(_ text: String) -> String? {
    guard let first = text.utf8.firstIndex(where: { ![9, 10, 13, 32].contains($0) }) else {
      return nil
    }
    let start = text.utf8[..<first].lastIndex(of: 10).map { text.utf8.index(after: $0) }
    return String(text[(start ?? text.startIndex)...])
  }
}
