/// How values become Markdown, now and in earlier programs: what those made can be made again.
public enum EscapingRules: Sendable, Hashable {
  case current
  /// Up to 0.2: `|` in prose was escaped wherever it stood, and so changed code outside of tables.
  case barsEverywhere

  /// Those of a version of the program; versions that are no numbers have the current ones.
  public init(programVersion: String) {
    let isEarly = programVersion.hasPrefix("0.1.") || programVersion.hasPrefix("0.2.0")
    self = isEarly ? .barsEverywhere : .current
  }
}
