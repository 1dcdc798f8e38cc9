/// A place in a file that somebody wrote: what a diagnostic points at.
///
/// Lines and columns count from 1; columns count Unicode scalars, as editors and libyaml do.
public struct SourceRange: Sendable, Hashable {
  /// The file as the user named it, relative to where the command was run.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// The column in Unicode scalars, counted from 1.
  public let column: Int
  /// How many scalars the caret line underlines; at least 1.
  public let length: Int

  /// Makes a range of `length` scalars that starts at a line and column.
  public init(file: String, line: Int, column: Int, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = max(1, length)
  }
}

extension SourceRange: Comparable {
  /// Whether the left one comes first.
  public static func < (left: SourceRange, right: SourceRange) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

extension SourceRange: CustomStringConvertible {
  /// `file:line:column`.
  public var description: String { "\(file):\(line):\(column)" }
}
