import Primitives

/// What a build did.
public struct BuildReport: Sendable, Hashable {
  /// Documents of the site, without their editions and without generated pages.
  public var pages = 0
  /// Files whose bytes are new or differ from the site that was served before.
  public var written = 0
  /// Files that stayed as they were.
  public var unchanged = 0
  /// Files of the site that was served before and is no more.
  public var removed = 0
  /// Bytes of all files of the site.
  public var bytes = 0
  /// Bytes of the files that were written.
  public var bytesWritten = 0
  /// Pairs of editions that were compared anew; what was known of frozen ones is taken over.
  public var comparisons = 0
  /// Dead links and the like, in the order of the pages.
  public var diagnostics: [Diagnostic] = []
  /// The dead links among them, in the same order.
  public var deadLinks: [DeadLink] = []
  /// Whether what is served was left as it was because of errors, or because that was asked for.
  public var isHeldBack = false

  /// Makes a report of nothing.
  public init() {}

  /// Files written or removed; 0 when the site that is served was left alone.
  public var changed: Int { written + removed }
}
