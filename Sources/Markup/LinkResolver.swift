/// How links found in Markdown become addresses on a page.
///
/// Asked for relative addresses and fragments only, of links and of images; `https:`, `http:` and
/// `mailto:` addresses stand for themselves, and every other scheme is refused before. What it
/// answers is checked by the same rules again.
public struct LinkResolver: Sendable {
  let resolve: @Sendable (String) -> LinkTarget

  /// Makes a resolver from a function of the destination as written (entities and backslashes
  /// resolved by CommonMark's rules).
  public init(_ resolve: @escaping @Sendable (String) -> LinkTarget) { self.resolve = resolve }

  /// Leaves every address as it is.
  public static let verbatim = LinkResolver { .href($0) }
}

/// What a link leads to.
public enum LinkTarget: Sendable, Hashable {
  /// The address to put into the page, not yet escaped.
  case href(String)
  /// A page that can't be reached from here: the text stays, followed by its name in brackets, as on
  /// paper. An image becomes its text.
  case mentioned(String)
  /// Nothing on this site: the text stays, without an address, and the link is reported.
  case unresolved
}
