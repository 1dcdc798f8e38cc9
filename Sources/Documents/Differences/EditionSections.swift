/// The sections of an edition's Markdown, each from one heading to the next.
struct EditionSections {
  /// One heading with what stands below it.
  struct Section {
    /// The anchor of the heading, else its words; empty for what stands before the first heading.
    let key: String
    /// The words of the heading, without its number and anchor.
    let title: String
    /// The lines below that are no code, with the numbers of steps left out.
    let prose: [String]
    /// The lines of fenced code, each fence with its language.
    let code: [String]
  }

  let sections: [Section]

  init(_ markdown: [UInt8]) {
    var sections: [Section] = []
    var seen: [String: Int] = [:]
    var (key, title): (String, String) = ("", "")
    var (prose, code): ([String], [String]) = ([], [])
    var fence: (mark: Character, count: Int)?
    func close() {
      guard !key.isEmpty || !prose.isEmpty || !code.isEmpty else { return }
      // Several phases of a plan may have the same name.
      seen[key, default: 0] += 1
      let count = seen[key] ?? 1
      sections.append(
        Section(
          key: count > 1 ? "\(key) (\(count))" : key, title: title, prose: prose, code: code))
    }
    for part in markdown.split(separator: 10, omittingEmptySubsequences: true) {
      let line = String(decoding: part, as: UTF8.self)
      let bare = line.drop { $0 == " " || $0 == ">" }
      let mark = bare.first.flatMap { "`~".contains($0) ? $0 : nil }
      let count = mark.map { mark in bare.prefix { $0 == mark }.count } ?? 0
      if let open = fence {
        if mark == open.mark, count >= open.count, bare.allSatisfy({ $0 == mark || $0 == " " }) {
          fence = nil
        } else {
          code.append(line)
        }
      } else if let mark, count >= 3 {
        fence = (mark, count)
        code.append(String(bare))
      } else if let heading = EditionSections.heading(line) {
        close()
        (key, title) = heading
        (prose, code) = ([], [])
      } else {
        prose.append(EditionSections.unnumbered(line))
      }
    }
    close()
    self.sections = sections
  }

  /// `#### 3. Back up {#step-back-up}` gives `step-back-up` and `Back up`.
  private static func heading(_ line: String) -> (key: String, title: String)? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level), line.dropFirst(level).first == " " else { return nil }
    var title = line.dropFirst(level + 1)
    var key: Substring?
    if title.hasSuffix("}"), let start = title.lastIndex(of: "{"),
      title[start...].hasPrefix("{#")
    {
      key = title[start...].dropFirst(2).dropLast()
      title = title[..<start]
    }
    let digits = title.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, title.dropFirst(digits.count).hasPrefix(". ") {
      title = title.dropFirst(digits.count + 2)
    }
    while title.last == " " { title = title.dropLast() }
    // The title of the whole document may change without being another section.
    return (key.map(String.init) ?? (level == 1 ? "title" : String(title)), String(title))
  }

  /// A line without the numbers of steps: a step that only moved is not reworded.
  private static func unnumbered(_ line: String) -> String {
    var out = ""
    var rest = line[...]
    while let found = rest.firstRange(of: "tep ") {
      out += rest[..<found.upperBound]
      rest = rest[found.upperBound...].drop { $0.isASCII && $0.isNumber }
    }
    return out + rest
  }
}
