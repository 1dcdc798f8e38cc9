/// An edition's Markdown by its sections, each from one heading to the next.
///
/// Made once for an edition that is compared with several others.
public struct EditionText: Sendable {
  /// A line of a section.
  struct Line: Sendable {
    /// Its bytes, without the end of the line.
    let text: ArraySlice<UInt8>
    /// What it says: the same without the numbers of the steps that it links to.
    var sense: ArraySlice<UInt8>
    /// Whether it opens a fence of code.
    let isFence: Bool

    init(_ text: ArraySlice<UInt8>, isFence: Bool = false) {
      (self.text, sense, self.isFence) = (text, text, isFence)
    }
  }

  /// One heading with what stands below it.
  struct Section: Sendable {
    /// The anchor of the heading, else its words; empty for what stands before the first heading.
    let key: String
    /// Whether the heading has an anchor of its own.
    let isAnchored: Bool
    /// The words of the heading, without its number and anchor.
    let title: String
    /// The number before them, such as `3` or `R1`; empty for none.
    let number: String
    /// The lines below that are no code, with the numbers of steps left out.
    var prose: [Line] = []
    /// The lines of fenced code, each fence with the line that opens it.
    var code: [Line] = []
    /// Rows of a table of steps, by the anchor of the step: their order and numbers say only how
    /// the steps stand.
    var rows: [Row] = []
  }

  /// A row of a table of steps, without the number of the step.
  struct Row: Sendable {
    /// The anchor of the step.
    let key: String
    /// What the step is called.
    let title: ArraySlice<UInt8>
    /// What else the row says.
    let cells: ArraySlice<UInt8>
  }

  let markdown: [UInt8]
  let sections: [Section]

  /// Takes a text apart.
  public init(_ markdown: [UInt8]) {
    self.markdown = markdown
    var sections: [Section] = []
    var seen: [String: Int] = [:]
    var current = Section(key: "", isAnchored: false, title: "", number: "")
    var fence: (mark: UInt8, count: Int)?
    func close() {
      let isEmpty = current.prose.isEmpty && current.code.isEmpty && current.rows.isEmpty
      // A heading without an anchor and without a text, such as that of a phase, says nothing.
      guard !isEmpty || (current.isAnchored && !current.key.isEmpty) || current.key == "title"
      else { return }
      sections.append(current)
    }
    for line in markdown.split(separator: 10, omittingEmptySubsequences: true) {
      let bare = line.drop { $0 == 32 || $0 == UInt8(ascii: ">") }
      let mark = bare.first.flatMap {
        $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") ? $0 : nil
      }
      let count = mark.map { mark in bare.prefix { $0 == mark }.count } ?? 0
      if let open = fence {
        if mark == open.mark, count >= open.count, bare.allSatisfy({ $0 == mark || $0 == 32 }) {
          fence = nil
        } else {
          current.code.append(Line(line))
        }
      } else if let mark, count >= 3 {
        fence = (mark, count)
        current.code.append(Line(bare, isFence: true))
      } else if var heading = EditionText.heading(line) {
        close()
        // Several phases of a plan may have the same name.
        seen[heading.key, default: 0] += 1
        if let count = seen[heading.key], count > 1 { heading.key += " (\(count))" }
        current = Section(
          key: heading.key, isAnchored: heading.isAnchored, title: heading.title,
          number: heading.number)
      } else if let row = EditionText.row(line) {
        current.rows.append(row)
      } else {
        current.prose.append(EditionText.line(line))
      }
    }
    close()
    self.sections = sections
  }

  /// `#### 3. Back up {#step-back-up}` gives `step-back-up`, `Back up` and `3`.
  private static func heading(
    _ line: ArraySlice<UInt8>
  ) -> (key: String, isAnchored: Bool, title: String, number: String)? {
    let level = line.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(level), line.dropFirst(level).first == 32 else { return nil }
    var title = line.dropFirst(level + 1)
    var key: ArraySlice<UInt8>?
    if title.last == UInt8(ascii: "}"), let start = title.lastIndex(of: UInt8(ascii: "{")),
      title[start...].starts(with: "{#".utf8)
    {
      key = title[start...].dropFirst(2).dropLast()
      title = title[..<start]
    }
    let number = title.prefix { isDigit($0) || $0 == UInt8(ascii: "R") }
    let isNumbered =
      number.last.map(isDigit) == true && title.dropFirst(number.count).starts(with: ". ".utf8)
    if isNumbered { title = title.dropFirst(number.count + 2) }
    while title.last == 32 { title = title.dropLast() }
    let words = String(decoding: title, as: UTF8.self)
    // The title of the whole document may change without being another section.
    return (
      key.map { String(decoding: $0, as: UTF8.self) } ?? (level == 1 ? "title" : words),
      key != nil, words, isNumbered ? String(decoding: number, as: UTF8.self) : ""
    )
  }

  /// `| 3 | [Back up](#step-back-up) | 5 minutes |` gives `step-back-up`, `Back up`, `5 minutes |`.
  private static func row(_ line: ArraySlice<UInt8>) -> Row? {
    guard line.starts(with: "| ".utf8) else { return nil }
    let rest = line.dropFirst(2).drop { isDigit($0) || $0 == UInt8(ascii: "R") }
    guard rest.startIndex > line.startIndex + 2, rest.starts(with: " | [".utf8),
      let link = place(of: "](#step-", in: rest),
      let end = rest[link...].firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let key = String(decoding: rest[(link + 3)..<end], as: UTF8.self)
    return Row(
      key: key, title: rest[(rest.startIndex + 4)..<link],
      cells: rest[(end + 1)...].drop { $0 == 32 || $0 == UInt8(ascii: "|") })
  }

  /// A step that only moved is not reworded where links name its number; a number that somebody
  /// wrote outside a link stays.
  private static func line(_ text: ArraySlice<UInt8>) -> Line {
    var line = Line(text)
    guard place(of: "(#step-", in: text) != nil else { return line }
    var out: [UInt8] = []
    var rest = text
    while let found = place(of: "tep ", in: rest) {
      let isLink =
        found >= rest.startIndex + 2 && rest[found - 2] == UInt8(ascii: "[")
        && (rest[found - 1] | 32) == UInt8(ascii: "s")
      out += rest[..<(found + 4)]
      rest = rest[(found + 4)...]
      if isLink {
        rest = rest.drop { $0 == UInt8(ascii: "R") }.drop(while: isDigit)
      }
    }
    line.sense = (out + rest)[...]
    return line
  }

  /// The anchors of steps that a line links to.
  static func links(in line: ArraySlice<UInt8>) -> [(key: String, range: Range<Int>)] {
    var found: [(key: String, range: Range<Int>)] = []
    var rest = line
    while let start = place(of: "(#step-", in: rest),
      let end = rest[start...].firstIndex(of: UInt8(ascii: ")"))
    {
      let range = (start + 2)..<end
      found.append((String(decoding: rest[range], as: UTF8.self), range))
      rest = rest[end...]
    }
    return found
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func place(of text: StaticString, in line: ArraySlice<UInt8>) -> Int? {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard line.count >= wanted.count else { return nil }
    return (line.startIndex...(line.endIndex - wanted.count)).first { at in
      line[at] == wanted[0] && line[at..<(at + wanted.count)].elementsEqual(wanted)
    }
  }
}
