/// Text for `man`: the macros of man(7), with every letter of the text escaped.
struct Roff {
  private(set) var text = ""

  /// The page's title line; without a date, so that the same program makes the same page.
  init(page: String, version: String) {
    macro("TH", Self.quoted(page.uppercased()), "1", "\"\"", Self.quoted("Waymark \(version)"))
    // No hyphenation and no adjusted lines: commands are copied from here.
    macro("nh")
    macro("ad", "l")
  }

  mutating func section(_ title: String) { macro("SH", Self.quoted(title.uppercased())) }
  mutating func subsection(_ title: String) { macro("SS", Self.quoted(title)) }

  /// A paragraph; lines that are empty part it, and lines that are indented stay as they are.
  mutating func paragraph(_ prose: String) {
    for part in prose.split(separator: "\n\n") {
      macro("PP")
      let lines = part.split(separator: "\n")
      if lines.allSatisfy({ $0.hasPrefix("  ") }) {
        macro("nf")
        for example in lines { line("  " + Self.prose(String(example))) }
        macro("fi")
        continue
      }
      line(Self.prose(String(part.map { $0 == "\n" ? " " : $0 })))
    }
  }

  /// A term and what it means below it, indented.
  mutating func item(_ term: String, _ prose: String) {
    macro("TP")
    line(term)
    line(prose.isEmpty ? "\\&" : Self.prose(prose))
  }

  /// One line that is made of parts that are escaped already.
  mutating func raw(_ parts: String) {
    macro("PP")
    line(parts)
  }

  private mutating func macro(_ name: String, _ arguments: String...) {
    text += ([".\(name)"] + arguments).joined(separator: " ") + "\n"
  }

  private mutating func line(_ escaped: String) {
    // A point or an apostrophe at the start of a line would be a request.
    let isRequest = escaped.hasPrefix(".") || escaped.hasPrefix("'")
    text += (isRequest ? "\\&" : "") + escaped + "\n"
  }

  static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }
  static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

  /// Prose in which words between backticks are bold.
  static func prose(_ text: String) -> String {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
      index.isMultiple(of: 2) ? escaped(String(part)) : bold(String(part))
    }.joined()
  }

  /// Each letter that means something to roff, or that it would print as another one.
  static func escaped(_ text: String) -> String {
    var out = ""
    for letter in text {
      switch letter {
      case "\\": out += "\\e"
      case "-": out += "\\-"
      case "'": out += "\\(aq"
      case "`": out += "\\(ga"
      case "^": out += "\\(ha"
      case "~": out += "\\(ti"
      case "\"": out += "\\(dq"
      case "…": out += "..."
      case "\n": out += " "
      default: out.append(letter)
      }
    }
    return out
  }

  private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }
}
