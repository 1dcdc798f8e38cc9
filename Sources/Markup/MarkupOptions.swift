/// What the renderer makes of Markdown.
public struct MarkupOptions: Sendable, Hashable {
  /// A treatment of raw HTML.
  public enum RawHTML: Sendable, Hashable {
    /// Shown as text, character for character.
    case text
    /// Copied to the page; only for conformance tests.
    case passThrough
  }

  /// Tables, task lists, strikethrough and bare addresses as links.
  public var gfm: Bool
  /// What becomes of raw HTML.
  public var rawHTML: RawHTML
  /// Ids for headings (from their text, or written as `{#id}` at their end) and links to them.
  public var headingIDs: Bool
  /// Block quotes that start with `[!NOTE]` and the like as asides.
  public var admonitions: Bool
  /// Code coloured by the language that the fence names.
  public var highlight: Bool
  /// Task items that can be ticked, with a stable key each; without it they are disabled.
  public var taskIDs: Bool
  /// Addresses held to the allowed schemes, outside links marked, no image from elsewhere.
  public var checksAddresses: Bool
  /// Tables and code in boxes that scroll inside themselves and can be reached by keyboard.
  public var scrollBoxes: Bool

  /// Makes options; everything beyond plain CommonMark is off by default, raw HTML is text.
  public init(
    gfm: Bool = false, rawHTML: RawHTML = .text, headingIDs: Bool = false,
    admonitions: Bool = false, highlight: Bool = false, taskIDs: Bool = false,
    checksAddresses: Bool = false, scrollBoxes: Bool = false
  ) {
    self.gfm = gfm
    self.rawHTML = rawHTML
    self.headingIDs = headingIDs
    self.admonitions = admonitions
    self.highlight = highlight
    self.taskIDs = taskIDs
    self.checksAddresses = checksAddresses
    self.scrollBoxes = scrollBoxes
  }

  /// A page of a site: everything on, hostile text harmless.
  public static let site = MarkupOptions(
    gfm: true, headingIDs: true, admonitions: true, highlight: true, taskIDs: true,
    checksAddresses: true, scrollBoxes: true)

  /// CommonMark 0.30 and nothing else, for its conformance tests: trusts its input.
  public static let commonMark = MarkupOptions(rawHTML: .passThrough)

  /// GitHub Flavored Markdown as its specification prints it, for conformance tests: no address
  /// is checked.
  public static let gfm = MarkupOptions(gfm: true)
}
