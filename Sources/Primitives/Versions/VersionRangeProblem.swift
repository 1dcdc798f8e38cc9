/// Why a text is no range of versions.
public struct VersionRangeProblem: Error, Sendable, Hashable {
  /// Where it is: Unicode scalars from the start of the text, from 0.
  public let offset: Int
  /// How many scalars it covers; at least 1.
  public let length: Int
  /// One sentence: lower-case start, no full stop.
  public let message: String
  /// What to do about it: one sentence.
  public let help: String
}
