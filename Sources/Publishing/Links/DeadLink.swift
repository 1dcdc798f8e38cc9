import Primitives

/// A link that leads nowhere, as it was written and where it was met.
public struct DeadLink: Sendable, Hashable {
  /// The page's path, such as `runbook/django-5.2`.
  public let page: String
  /// The edition whose frozen text it is in; `nil` for the text as of the build.
  public let edition: Int?
  /// The address as it was written.
  public let written: String
  /// The line of the page's Markdown; 0 when unknown.
  public let line: Int
  /// What is wrong, with the page as its place, and the way out.
  public let diagnostic: Diagnostic
  /// What is wrong in a few words that follow the address: `is not on this site`.
  public let problem: String
}
