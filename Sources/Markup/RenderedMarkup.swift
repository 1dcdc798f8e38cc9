/// What was learned about a page while its Markdown was rendered.
public struct RenderedMarkup: Sendable {
  /// The text of the first heading of level 1.
  public var title: String?
  /// All headings, in reading order; ids are empty when `MarkupOptions.headingIDs` is off.
  public var outline: [Heading] = []
  /// All links and images with an address, in reading order.
  public var links: [FoundLink] = []
  /// The keys of all task items, in reading order.
  public var taskKeys: [String] = []
  /// The words of the page, without markup, for a search index.
  public var plainText = SearchText()

  /// Makes what is known of an empty page.
  public init() {}

  /// Links whose text was kept without an address, in reading order.
  public var unresolvedLinks: [FoundLink] {
    links.filter { $0.kind == .unresolved || $0.kind == .refused }
  }
}

/// One heading of a page.
public struct Heading: Sendable, Hashable {
  /// 1 to 6.
  public let level: Int
  /// Unique on the page.
  public let id: String
  /// The words, without markup and not escaped.
  public let text: String
  /// The inline HTML, without links, so that it can stand inside a link.
  public let html: String

  /// Makes a heading.
  public init(level: Int, id: String, text: String, html: String) {
    self.level = level
    self.id = id
    self.text = text
    self.html = html
  }
}

/// One link or image that the Markdown holds.
public struct FoundLink: Sendable, Hashable {
  /// Where a link leads.
  public enum Kind: Sendable, Hashable {
    /// A page or place of this site: relative, or a fragment.
    case local
    /// An `http:`, `https:` or `mailto:` address.
    case external
    /// The resolver knows nothing of the kind.
    case unresolved
    /// A scheme or form that is not allowed.
    case refused
  }

  /// The destination as written.
  public let destination: String
  /// The line of the Markdown it stands on, from 1.
  public let line: Int
  /// Where it leads.
  public let kind: Kind
  /// Whether it is an image's address, not a link's.
  public let isImage: Bool

  /// Makes a link that was found.
  public init(destination: String, line: Int, kind: Kind, isImage: Bool = false) {
    self.destination = destination
    self.line = line
    self.kind = kind
    self.isImage = isImage
  }
}

/// The words of a page in reading order, each part with its weight.
public struct SearchText: Sendable, Hashable {
  /// How much a word in a part says about the page, least first.
  public enum Weight: UInt8, Sendable, Hashable, Comparable, CaseIterable {
    case code
    case body
    case heading
    case title

    /// Whether the left weight counts less.
    public static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
  }

  /// A run of text with one weight.
  public struct Piece: Sendable, Hashable {
    /// Into `bytes`.
    public let range: Range<Int>
    /// How much its words count.
    public let weight: Weight
  }

  /// Valid UTF-8, not escaped; blocks end in a line feed, so words of two blocks never touch.
  public internal(set) var bytes: [UInt8] = []
  /// Parts without gaps, neighbours with different weights.
  public internal(set) var pieces: [Piece] = []

  /// Makes an empty text.
  public init() {}
}
