import Primitives

/// Reads XML as a stream of events, in one pass over the bytes.
///
/// As much of XML 1.0 as reports need: elements, attributes, text, CDATA, comments and processing
/// instructions, the five named entities and character references. A document type with
/// declarations is refused: its entities could grow without bound or name files. Namespaces are
/// left in the names.
///
/// Own code because FoundationXML brings 45 MB of Foundation and ICU into the static binary and
/// libxml2 as a dependency, reads document types by default, and tells no column.
struct XMLScanner {
  /// What comes next.
  enum Event {
    case start(XMLTag)
    case end(name: String)
    case text(String)
  }

  /// How deep elements may nest.
  static let deepest = 200

  /// Of a text nobody wants more; what follows is only looked through.
  private static let longestText = 1 << 16

  let bytes: ImportSource
  let file: String
  private var index = 0
  private var open: [(name: String, offset: Int)] = []
  private var pendingEnd: String?
  private var hasRoot = false

  /// Starts at the beginning of a file, behind its byte-order mark.
  ///
  /// - `isChecked`: whether its encoding was looked at before.
  init(_ bytes: ImportSource, file: String, isChecked: Bool = false) throws(Diagnostics) {
    self.bytes = bytes
    self.file = file
    if bytes.count >= 3, bytes[0..<3] == [0xef, 0xbb, 0xbf] { index = 3 }
    if !isChecked, try !bytes.isUTF8() {
      throw problem("xml-encoding", "the file is not UTF-8", at: 0, "save the report as UTF-8")
    }
  }

  /// The next event; `nil` at the end of a well-formed document.
  mutating func next() throws(Diagnostics) -> Event? {
    if let failure = bytes.failure { throw failure }
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name: name)
    }
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        if let text = try text() { return .text(text) }
      } else if starts("<!--") {
        try skip(past: "-->", "the comment")
      } else if starts("<![CDATA[") {
        let from = index + 9
        try skip(past: "]]>", "the CDATA section")
        return .text(beginning(of: from..<(index - 3)))
      } else if starts("<?") {
        try skip(past: "?>", "the processing instruction")
      } else if starts("<!") {
        try documentType()
      } else if starts("</") {
        return try end()
      } else {
        return try start()
      }
    }
    if let last = open.last {
      throw problem(
        "xml-cut-off",
        "the file ends inside `<\(last.name)>`, which opens on line \(line(last.offset))",
        at: bytes.count, "the report was cut off: run the tests again, or fetch the whole file")
    }
    guard hasRoot else {
      throw problem("xml-syntax", "the file holds no element", at: 0, "is this the right file?")
    }
    return nil
  }

  private func starts(_ text: StaticString) -> Bool {
    guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 0..<text.utf8CodeUnitCount
    where bytes[index + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  private mutating func skip(past mark: StaticString, _ what: String) throws(Diagnostics) {
    let from = index
    while index < bytes.count {
      if starts(mark) {
        index += mark.utf8CodeUnitCount
        return
      }
      index += 1
    }
    throw problem("xml-cut-off", "\(what) is never closed", at: from, "fetch the whole file")
  }

  private mutating func documentType() throws(Diagnostics) {
    let from = index
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if bytes[index] == UInt8(ascii: "[") {
        throw problem(
          "xml-entities", "the file declares a document type of its own", at: from,
          "take the DOCTYPE out: declared entities are not read, they can grow without bound")
      }
      index += 1
    }
    index += 1
  }

  private mutating func text() throws(Diagnostics) -> String? {
    let from = index
    var isBlank = true
    while index < bytes.count, case let byte = bytes[index], byte != UInt8(ascii: "<") {
      isBlank = isBlank && (byte == 32 || byte == 10 || byte == 13 || byte == 9)
      index += 1
    }
    if isBlank { return nil }
    guard !open.isEmpty else {
      throw problem(
        "xml-syntax", "text stands outside of all elements", at: from, "is this an XML file?")
    }
    guard index - from > Self.longestText else { return try decoded(from..<index) }
    let text = beginning(of: from..<index)
    // Its entities are problems all the same.
    var mark = from
    while let next = bytes.firstIndex(of: UInt8(ascii: "&"), from: mark), next < index {
      _ = try decoded(next..<min(index, next + 12))
      mark = next + 1
    }
    return text
  }

  /// As much of a long text as anybody wants, cut between two characters.
  private func beginning(of range: Range<Int>) -> String {
    guard range.count > Self.longestText else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    var part = bytes[range.lowerBound..<(range.lowerBound + Self.longestText)]
    while let last = part.last, last & 0xc0 == 0x80 { part.removeLast() }
    return String(decoding: part.dropLast(), as: UTF8.self)
  }

  private mutating func end() throws(Diagnostics) -> Event {
    let from = index
    index += 2
    let name = try self.name()
    skipBlanks()
    guard let last = open.popLast(), last.name == name, index < bytes.count,
      bytes[index] == UInt8(ascii: ">")
    else {
      throw problem(
        "xml-syntax", "`</\(name)>` closes nothing that is open here", at: from,
        "the report is damaged: run the tests again")
    }
    index += 1
    return .end(name: name)
  }

  private mutating func start() throws(Diagnostics) -> Event {
    let from = index
    index += 1
    let name = try self.name()
    guard open.count < Self.deepest, !(open.isEmpty && hasRoot) else {
      throw problem(
        "xml-syntax", open.isEmpty ? "a second root element" : "elements nest too deeply", at: from,
        "is this the right file?")
    }
    hasRoot = true
    var attributes: [(name: String, value: String)] = []
    while true {
      skipBlanks()
      guard index < bytes.count else {
        throw problem(
          "xml-cut-off", "the file ends inside `<\(name)`", at: from,
          "the report was cut off: run the tests again, or fetch the whole file")
      }
      if starts("/>") {
        index += 2
        pendingEnd = name
        break
      }
      if bytes[index] == UInt8(ascii: ">") {
        index += 1
        open.append((name, from))
        break
      }
      attributes.append(try attribute())
    }
    return .start(XMLTag(name: name, attributes: attributes, offset: from))
  }

  private mutating func attribute() throws(Diagnostics) -> (name: String, value: String) {
    let name = try self.name()
    skipBlanks()
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      throw problem("xml-syntax", "`\(name)` has no value", at: index, "is this an XML file?")
    }
    index += 1
    skipBlanks()
    let from = index + 1
    guard index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27,
      let end = bytes.firstIndex(of: bytes[index], from: from)
    else {
      throw problem(
        "xml-cut-off", "the value of `\(name)` has no closing quote", at: index,
        "the report was cut off or damaged: fetch the whole file")
    }
    index = end + 1
    let value = try decoded(from..<end)
    // Of the text as it is written: a line break that has a number is meant.
    guard bytes[from..<end].contains(where: { $0 == 10 || $0 == 13 || $0 == 9 }) else {
      return (name, value)
    }
    // XML 1.0 §3.3.3: white space in attributes is read as blanks.
    return (name, String(value.map { $0.isNewline || $0 == "\t" ? " " : $0 }))
  }

  private mutating func name() throws(Diagnostics) -> String {
    let from = index
    while index < bytes.count, !" \t\r\n/>=<\"'&".utf8.contains(bytes[index]) { index += 1 }
    guard index > from else {
      throw problem("xml-syntax", "a name is missing", at: from, "is this an XML file?")
    }
    return String(decoding: bytes[from..<index], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while index < bytes.count, " \t\r\n".utf8.contains(bytes[index]) { index += 1 }
  }

  private func decoded(_ range: Range<Int>) throws(Diagnostics) -> String {
    let held = bytes[range]
    guard held.contains(UInt8(ascii: "&")) else { return String(decoding: held, as: UTF8.self) }
    var out = ""
    var rest = held[...]
    while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
      out += String(decoding: rest[..<mark], as: UTF8.self)
      let end = rest[mark...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
      guard let end, let scalar = XMLTag.entity(held[(mark + 1)..<end]) else {
        throw problem(
          "xml-entities", "`&` starts no entity that is known here", at: range.lowerBound + mark,
          "only &amp; &lt; &gt; &quot; &apos; and numbers are read; declared entities are not")
      }
      out.unicodeScalars.append(scalar)
      rest = rest[(end + 1)...]
    }
    return out + String(decoding: rest, as: UTF8.self)
  }
}

extension ImportSource {
  /// Whether all bytes are UTF-8.
  fileprivate func isUTF8() throws(Diagnostics) -> Bool {
    var (rest, isSound) = ([UInt8](), true)
    try forEachPart { part in
      guard isSound else { return }
      let all = rest + part
      // A character that the end of the part cuts waits for the next one.
      let lead = all.suffix(3).lastIndex { $0 >= 0xc0 } ?? all.endIndex
      let length = lead < all.endIndex ? (all[lead] >= 0xf0 ? 4 : all[lead] >= 0xe0 ? 3 : 2) : 0
      let end = lead + length > all.endIndex ? lead : all.endIndex
      rest = Array(all[end...])
      isSound = String(validating: all[..<end], as: UTF8.self) != nil
    }
    return isSound && rest.isEmpty
  }
}
