import CLibrary
import Glibc
import Markup

/// Puts elements around the flat run of blocks that Markdown becomes.
///
/// A step of a runbook must stay together on paper, and a part of the home page is a card; neither
/// can be said of headings alone.
enum Sections {
  /// Which headings start an element of their own.
  enum Cut {
    case none
    /// Headings with an id `step-…`, up to the next heading of their level or above.
    case steps
    /// Headings of level 2.
    case cards
  }

  /// Appends the content, cut.
  static func write(_ content: [UInt8], from start: Int, cut: Cut, _ page: inout HTMLWriter) {
    content.withUnsafeBufferPointer { bytes in
      var scan = Scan(bytes: bytes, printed: start)
      guard cut != .none else { return scan.print(to: bytes.count, &page) }
      var at = start
      while at < bytes.count {
        scan.readLine(at, cut, &page)
        at = scan.lineEnd(from: at)
      }
      scan.print(to: bytes.count, &page)
      scan.close(&page)
    }
  }

  /// The heading of level 1 that content starts with, its line end included.
  static func leadingHeading(of content: [UInt8]) -> Range<Int>? {
    content.withUnsafeBufferPointer { bytes in
      let scan = Scan(bytes: bytes, printed: 0)
      guard scan.starts(with: "<h1", at: 0), let end = find("</h1>\n", in: bytes) else {
        return nil
      }
      return 0..<(end + 6)
    }
  }

  /// Whether content has a tag that starts so; text is escaped, so nothing else can look like it.
  static func contains(_ content: [UInt8], _ tag: StaticString) -> Bool {
    content.withUnsafeBufferPointer { find(tag, in: $0) != nil }
  }

  private static func find(_ tag: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = UnsafeRawPointer(bytes.baseAddress),
      let found = waymark_find(base, bytes.count, tag.utf8Start, tag.utf8CodeUnitCount)
    else { return nil }
    return base.distance(to: found)
  }
}

/// Walks the lines of rendered Markdown; every block starts a line, and text is escaped.
private struct Scan {
  let bytes: UnsafeBufferPointer<UInt8>
  var printed: Int
  /// How many lists and quotes are open: headings in them cut nothing.
  private var depth = 0
  /// The level of the heading that opened an element; 0 for none open.
  private var openLevel: UInt8 = 0
  /// Whether the heading `rollback` was passed: what follows are steps of the way back.
  private var isWayBack = false

  init(bytes: UnsafeBufferPointer<UInt8>, printed: Int) {
    (self.bytes, self.printed) = (bytes, printed)
  }

  mutating func readLine(_ at: Int, _ cut: Sections.Cut, _ page: inout HTMLWriter) {
    guard bytes[at] == UInt8(ascii: "<"), at + 3 < bytes.count else { return }
    if isContainer(at + 1) {
      depth += 1
    } else if bytes[at + 1] == UInt8(ascii: "/"), isContainer(at + 2) {
      depth -= 1
    } else if depth == 0, bytes[at + 1] == UInt8(ascii: "h"), (49...54).contains(bytes[at + 2]) {
      readHeading(at, level: bytes[at + 2] - 48, cut, &page)
    }
  }

  private mutating func readHeading(
    _ at: Int, level: UInt8, _ cut: Sections.Cut, _ page: inout HTMLWriter
  ) {
    if openLevel > 0, level <= openLevel {
      print(to: at, &page)
      close(&page)
    }
    guard openLevel == 0 else { return }
    switch cut {
    case .none: break
    case .cards:
      guard level == 2 else { return }
      print(to: at, &page)
      page.raw("<section class=\"card\"")
      if let id = attributeID(at) {
        page.raw(" data-part=\"")
        page.out.append(contentsOf: bytes[id])
        page.raw("\"")
      }
      page.raw(">\n")
      openLevel = level
    case .steps:
      guard level > 1, let id = attributeID(at) else { return }
      if starts(with: "rollback\"", at: id.lowerBound) { isWayBack = true }
      guard starts(with: "step-", at: id.lowerBound) else { return }
      print(to: at, &page)
      openLevel = level
      openStep(at, id, &page)
    }
  }

  /// A number that the author wrote before the step's name becomes its sign, `R1` on the way back.
  private mutating func openStep(_ at: Int, _ id: Range<Int>, _ page: inout HTMLWriter) {
    let text = id.upperBound + 2
    var end = text
    if isWayBack, end < bytes.count, bytes[end] == UInt8(ascii: "R") { end += 1 }
    let digits = end
    while end < bytes.count, (48...57).contains(bytes[end]) { end += 1 }
    page.raw("<section class=\"step")
    if isWayBack { page.raw(" way-back") }
    guard end > digits, starts(with: ". ", at: end) else {
      page.raw(" counted\">\n")
      return
    }
    page.raw("\">\n")
    print(to: text, &page)
    page.raw("<span class=\"step-number\">")
    print(to: end, &page)
    page.raw("<span class=\"hidden\">. </span></span>")
    printed = end + 2
  }

  mutating func close(_ page: inout HTMLWriter) {
    if openLevel > 0 { page.raw("</section>\n") }
    openLevel = 0
  }

  mutating func print(to end: Int, _ page: inout HTMLWriter) {
    guard printed < end else { return }
    page.out.append(contentsOf: bytes[printed..<end])
    printed = end
  }

  /// The value of the `id` that a heading at this place starts with.
  private func attributeID(_ at: Int) -> Range<Int>? {
    guard starts(with: " id=\"", at: at + 3) else { return nil }
    let start = at + 8
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += 1 }
    return start..<end
  }

  private func isContainer(_ at: Int) -> Bool {
    starts(with: "ul", at: at) || starts(with: "ol", at: at) || starts(with: "blockquote", at: at)
      || starts(with: "aside", at: at)
  }

  func lineEnd(from start: Int) -> Int {
    position(of: 10, from: start).map { $0 + 1 } ?? bytes.count
  }

  func position(of byte: UInt8, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  func starts(with text: StaticString, at offset: Int) -> Bool {
    guard let base = bytes.baseAddress, bytes.count - offset >= text.utf8CodeUnitCount else {
      return false
    }
    return memcmp(base + offset, text.utf8Start, text.utf8CodeUnitCount) == 0
  }
}
