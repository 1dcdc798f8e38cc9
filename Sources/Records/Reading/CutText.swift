import Primitives
import Yams

/// Text that a `#` cuts off: `title: Look at issue #12` is to YAML the text `Look at issue`.
///
/// A comment is written `# like this`; what follows the sign without a blank was hardly meant as one.
enum CutText {
  /// A warning for each plain value behind which such a comment begins.
  static func warnings(_ nodes: [Node], _ source: SourceText) -> [Diagnostic] {
    guard mayHold(source.text) else { return [] }
    let lines = suspects(source.text)
    return nodes.flatMap { warnings($0, lines, source.file) }
  }

  private static func warnings(
    _ node: Node, _ lines: [Int: Substring], _ file: String
  ) -> [Diagnostic] {
    switch node {
    case .scalar(let scalar): warning(scalar, lines, file).map { [$0] } ?? []
    case .mapping(let mapping): mapping.flatMap { warnings($0.value, lines, file) }
    case .sequence(let sequence): sequence.flatMap { warnings($0, lines, file) }
    default: []
    }
  }

  private static func warning(
    _ scalar: Node.Scalar, _ lines: [Int: Substring], _ file: String
  ) -> Diagnostic? {
    guard scalar.style == .plain || scalar.style == .any, let mark = scalar.mark,
      let line = lines[mark.line]?.unicodeScalars, !scalar.string.isEmpty
    else { return nil }
    let value = line.dropFirst(mark.column - 1)
    // One that goes on over several lines is another matter: no comment can stand within it.
    guard value.starts(with: scalar.string.unicodeScalars) else { return nil }
    let rest = value.dropFirst(scalar.string.unicodeScalars.count)
    let cut = rest.drop { $0 == " " || $0 == "\t" }
    guard cut.startIndex != rest.startIndex, cut.first == "#", let next = cut.dropFirst().first,
      !" \t#!-=".unicodeScalars.contains(next)
    else { return nil }
    let lost = String(String.UnicodeScalarView(cut))
    return Diagnostic(
      "text-cut-off", .warning, "`\(lost)` is a comment: the text ends before it",
      at: SourceRange(
        file: file, line: mark.line,
        column: line.distance(from: line.startIndex, to: cut.startIndex) + 1,
        length: cut.count),
      excerpt: String(line),
      help: "put the whole text into quotes, or write a blank behind the `#` of a comment")
  }

  /// Whether such a `#` stands anywhere: most files have none of any sort, and all are asked.
  private static func mayHold(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var rest = bytes[...]
      while let place = rest.firstIndex(of: UInt8(ascii: "#")), place + 1 < bytes.count {
        if place > 0, bytes[place - 1] == 32 || bytes[place - 1] == 9, bytes[place + 1] > 32 {
          return true
        }
        rest = rest[(place + 1)...]
      }
      return false
    }
  }

  /// The lines in which a `#` stands between a blank and a letter, by their numbers: found in one walk,
  /// because a file may have a hundred thousand values.
  private static func suspects(_ text: String) -> [Int: Substring] {
    var found: [Int: Substring] = [:]
    var (number, start) = (1, text.startIndex)
    var (before, last): (UInt8, UInt8) = (0, 0)
    var isSuspect = false
    func end(at index: String.Index) { if isSuspect { found[number] = text[start..<index] } }
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      if byte == 10 {
        end(at: last == 13 ? text.utf8.index(before: index) : index)
        (number, start, isSuspect) = (number + 1, text.utf8.index(after: index), false)
      } else if last == UInt8(ascii: "#"), before == 32 || before == 9, byte > 32 {
        isSuspect = true
      }
      (before, last) = (last, byte)
    }
    end(at: text.endIndex)
    return found
  }
}
