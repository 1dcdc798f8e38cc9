/// One problem that somebody must learn of, with the place, the reason and a way out.
///
/// Rendered as `file:line:col: error[id]: what is wrong`, the source line with a caret, and the
/// way out (DESIGN §2.8). Everything that reads input collects these and goes on; nothing prints.
public struct Diagnostic: Sendable, Hashable {
  /// How bad it is; only errors stop the work.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    case error
    case warning
    case note
  }

  /// Stable name of the problem in kebab-case, such as `unknown-field`; never reused.
  public let id: String
  /// How bad it is.
  public let severity: Severity
  /// One sentence: lower-case start, no full stop, quoting what the user wrote.
  public let message: String
  /// Where it is; `nil` when the problem is not in one place of a file.
  public var range: SourceRange?
  /// The line that `range` names, without its line break.
  public var excerpt: String?
  /// What to do about it: one sentence.
  public let help: String?

  /// Makes a diagnostic; see the properties for the form of the texts.
  public init(
    _ id: String, _ severity: Severity, _ message: String,
    at range: SourceRange? = nil, excerpt: String? = nil, help: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.range = range
    self.excerpt = excerpt
    self.help = help
  }

  /// Makes an error.
  public init(
    _ id: String, _ message: String, at range: SourceRange? = nil, excerpt: String? = nil,
    help: String? = nil
  ) {
    self.init(id, .error, message, at: range, excerpt: excerpt, help: help)
  }
}

extension Diagnostic {
  /// The text for a terminal: location, message, source line with caret, way out; ends in a newline.
  public var text: String {
    var text = range.map { "\($0): " } ?? ""
    text += "\(severity.rawValue)[\(id)]: \(Self.shortened(message))\n"
    if let range, let excerpt = excerpt.map({ TerminalText.visible($0) }) {
      let number = String(range.line)
      let gutter = String(repeating: " ", count: number.utf8.count)
      // Of a line that fills the terminal, what stands around the place.
      let all = Array(excerpt.unicodeScalars)
      let isLong = all.count > Self.longest
      let start = isLong ? max(0, min(range.column - 1, all.count) - Self.longest / 3) : 0
      let end = isLong ? min(all.count, start + Self.longest) : all.count
      var scalars: [Unicode.Scalar] = start > 0 ? ["…"] : []
      scalars += all[start..<end]
      if end < all.count { scalars.append("…") }
      let before = max(0, range.column - 1 - start + (start > 0 ? 1 : 0))
      // Tabs are kept in the padding so that the caret stands under its character.
      let padding = scalars.prefix(before).map { scalar in
        scalar == "\t" ? "\t" : String(repeating: " ", count: TerminalText.width(of: scalar))
      }.joined()
      let marked = scalars.dropFirst(before).prefix(range.length)
      let width = marked.reduce(0) { $0 + TerminalText.width(of: $1) }
      let carets = String(repeating: "^", count: max(1, width))
      var shown = String.UnicodeScalarView()
      shown.append(contentsOf: scalars)
      text += " \(number) | \(String(shown))\n \(gutter) | \(padding)\(carets)\n"
    }
    if let help { text += "  help: \(help)\n" }
    return TerminalText.visible(text)
  }

  /// The longest part of a line that is shown, in scalars.
  private static let longest = 241

  /// A sentence without the middle of what somebody pasted.
  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > 2000 else { return text }
    return text.prefix(1000) + " … " + text.suffix(200)
  }
}

/// An operation that can't go on because its input has problems; carries all of them.
public struct Diagnostics: Error, Sendable, Hashable {
  /// The problems, in the order in which they are shown.
  public let all: [Diagnostic]

  /// Makes the error from problems in the order in which they are to be shown.
  public init(_ all: [Diagnostic]) { self.all = all }

  /// Makes the error from a single problem.
  public init(_ one: Diagnostic) { all = [one] }
}

extension Sequence<Diagnostic> {
  /// Whether any of them is an error.
  public var containsError: Bool { contains { $0.severity == .error } }

  /// The same problems by file, line and column, those without a place last; stable otherwise.
  public var inReadingOrder: [Diagnostic] {
    enumerated().sorted { left, right in
      switch (left.element.range, right.element.range) {
      case (let a?, let b?) where a != b: a < b
      case (_?, nil): true
      case (nil, _?): false
      default: left.offset < right.offset
      }
    }.map(\.element)
  }
}
