import Primitives
import Yams

/// Text that a `#` cuts off: `title: Look at issue #12` is to YAML the text `Look at issue`.
///
/// A comment is written `# like this`; what follows the sign without a blank was hardly meant as one.
enum CutText {
  /// A warning for each plain value behind which such a comment begins.
  static func warnings(_ nodes: [Node], _ source: SourceText) -> [Diagnostic] {
    guard mayHold(source.text) else { return [] }
    return nodes.flatMap { warnings($0, source) }
  }

  private static func warnings(_ node: Node, _ source: SourceText) -> [Diagnostic] {
    switch node {
    case .scalar(let scalar): warning(scalar, source).map { [$0] } ?? []
    case .mapping(let mapping): mapping.flatMap { warnings($0.value, source) }
    case .sequence(let sequence): sequence.flatMap { warnings($0, source) }
    default: []
    }
  }

  private static func warning(_ scalar: Node.Scalar, _ source: SourceText) -> Diagnostic? {
    guard scalar.style == .plain || scalar.style == .any, let mark = scalar.mark,
      !scalar.string.isEmpty
    else { return nil }
    let line = source.line(mark.line).unicodeScalars
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
        file: source.file, line: mark.line,
        column: line.distance(from: line.startIndex, to: cut.startIndex) + 1,
        length: cut.count),
      excerpt: String(line),
      help: "put the whole text into quotes, or write a blank behind the `#` of a comment")
  }

  /// Whether a `#` stands between a blank and a letter anywhere.
  private static func mayHold(_ text: String) -> Bool {
    var (before, last): (UInt8, UInt8) = (0, 0)
    for byte in text.utf8 {
      if last == UInt8(ascii: "#"), before == 32 || before == 9, byte > 32 { return true }
      (before, last) = (last, byte)
    }
    return false
  }
}
