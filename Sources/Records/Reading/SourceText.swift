import Primitives

/// The bytes of a file that somebody wrote, checked to be text, with its lines at hand.
public struct SourceText: Sendable {
  /// The file as the user named it.
  public let file: String
  /// The text without a byte-order mark.
  public let text: String

  /// The largest file that is read as records: prose for people never comes near it.
  public static let largest = 8 << 20

  /// Checks the bytes of a file.
  ///
  /// - Throws: a diagnostic for files over 8 MiB, invalid UTF-8 (with line and column) and NUL bytes.
  public init(file: String, bytes: [UInt8]) throws(Diagnostics) {
    self.file = file
    guard bytes.count <= Self.largest else {
      throw Diagnostics(Self.tooLarge(file, size: bytes.count))
    }
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
      throw Diagnostics(
        Diagnostic(
          "not-utf-8", "the file starts with the byte-order mark of UTF-16",
          at: SourceRange(file: file, line: 1, column: 1),
          help: "save the file in the encoding UTF-8"))
    }
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    if let zero = bytes.firstIndex(of: 0) {
      throw Diagnostics(
        Self.problem(
          "nul-byte", "a NUL byte stands in the text", at: zero, in: bytes, file: file,
          help: "save the file as plain UTF-8 text"))
    }
    guard let text = String(validating: bytes[start...], as: UTF8.self) else {
      let bad = Self.firstInvalid(in: bytes)
      throw Diagnostics(
        Self.problem(
          "invalid-utf-8", "byte 0x\(String(bytes[bad], radix: 16)) is not UTF-8", at: bad,
          in: bytes, file: file, help: "save the file in the encoding UTF-8"))
    }
    self.text = text
  }

  /// What is said of a file with more bytes than are read.
  public static func tooLarge(_ file: String, size: Int) -> Diagnostic {
    Diagnostic(
      "file-too-large", "\(file) has \(size) bytes; at most \(largest) are read",
      help: "split it into one file a record")
  }

  /// Takes a text that is known to be good.
  public init(file: String, text: String) {
    self.file = file
    self.text = text
  }

  /// A line without its break; lines count from 1, empty when there is no such line.
  public func line(_ number: Int) -> String {
    var start = text.utf8.startIndex
    for _ in 1..<max(1, number) {
      guard let end = text.utf8[start...].firstIndex(of: 10) else { return "" }
      start = text.utf8.index(after: end)
    }
    let end = text.utf8[start...].firstIndex(of: 10) ?? text.utf8.endIndex
    var line = text[start..<end]
    if line.utf8.last == 13 { line = line.dropLast() }
    return String(line)
  }

  /// A place that the YAML parser names, as editors count it: to YAML a lone carriage return and
  /// three characters of Unicode end a line too.
  ///
  /// Source: YAML 1.1, §4.1.4 "Line Breaks".
  func place(yamlLine: Int, column: Int) -> (line: Int, column: Int) {
    let scalars = Array(text.unicodeScalars)
    func endsYAMLLine(_ index: Int) -> Bool {
      switch scalars[index] {
      case "\r": index + 1 == scalars.count || scalars[index + 1] != "\n"
      case "\n", "\u{85}", "\u{2028}", "\u{2029}": true
      default: false
      }
    }
    guard scalars.indices.contains(where: { scalars[$0] != "\n" && endsYAMLLine($0) }) else {
      // The parser names the end of a text without a last line break as a line of its own.
      let lines = scalars.split(separator: "\n", omittingEmptySubsequences: false)
      return yamlLine <= lines.count
        ? (yamlLine, column) : (lines.count, (lines.last?.count ?? 0) + 1)
    }
    var (theirs, ours) = ((line: 1, column: 1), (line: 1, column: 1))
    for index in scalars.indices {
      if theirs.line == yamlLine, theirs.column >= column || endsYAMLLine(index) { return ours }
      theirs = endsYAMLLine(index) ? (theirs.line + 1, 1) : (theirs.line, theirs.column + 1)
      ours = scalars[index] == "\n" ? (ours.line + 1, 1) : (ours.line, ours.column + 1)
    }
    return ours
  }

  /// A diagnostic about a place in this text, with the source line.
  public func diagnostic(
    _ id: String, _ message: String, line: Int, column: Int, length: Int = 1, help: String?
  ) -> Diagnostic {
    Diagnostic(
      id, message, at: SourceRange(file: file, line: line, column: column, length: length),
      excerpt: excerpt(line, column), help: help)
  }

  /// The line for people: the start of a long one, or nothing where the place is far along it.
  private func excerpt(_ line: Int, _ column: Int) -> String? {
    let text = self.line(line)
    guard text.unicodeScalars.count > 240 else { return text }
    guard column <= 200 else { return nil }
    var start = String.UnicodeScalarView(text.unicodeScalars.prefix(240))
    start.append("…")
    return String(start)
  }

  private static func problem(
    _ id: String, _ message: String, at offset: Int, in bytes: [UInt8], file: String, help: String
  ) -> Diagnostic {
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    let line = before.count { $0 == 10 } + 1
    let column = String(decoding: bytes[lineStart..<offset], as: UTF8.self).unicodeScalars.count + 1
    let end = bytes[offset...].firstIndex(of: 10) ?? bytes.count
    let excerpt = String(
      decoding: bytes[lineStart..<end].map { $0 == 0 ? 0x3f : $0 }, as: UTF8.self)
    return Diagnostic(
      id, message, at: SourceRange(file: file, line: line, column: column), excerpt: excerpt,
      help: help)
  }

  /// Finds the first byte that can't be decoded, by halving: a prefix is valid or it is not.
  private static func firstInvalid(in bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return min(offset, bytes.count - 1)
      }
    }
  }
}
