import Markup
import Primitives

/// What the page is, as schema.org says it, for programs that read pages.
///
/// A data block is not a script: the policy of the page does not stop it and nothing runs it.
enum StructuredData {
  static func write(_ frame: PageFrame, _ page: inout HTMLWriter) {
    switch frame.kind {
    case .document, .edition, .home: break
    // The documents that are alone of their sort stand where others have a list.
    case .landing where frame.modifiedOn != nil: break
    case .landing, .difference, .listing, .search, .notFound: return
    }
    page.raw("<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":")
    page.raw(frame.kind == .home ? "\"WebSite\"" : "\"TechArticle\"")
    member("name", frame.kind == .home ? frame.site.title : frame.title, &page)
    if frame.kind != .home { member("headline", String(frame.title.prefix(110)), &page) }
    member("description", frame.summary, &page)
    member("inLanguage", frame.site.language, &page)
    if let url = frame.canonicalURL { member("url", url, &page) }
    if let day = frame.modifiedOn { member("dateModified", day.description, &page) }
    if let edition = edition(frame) {
      member("version", String(edition.number), &page)
      member("datePublished", edition.date.description, &page)
    }
    if frame.kind != .home {
      page.raw(",\"isPartOf\":{\"@type\":\"WebSite\"")
      member("name", frame.site.title, &page)
      member("url", frame.site.baseURL ?? "", &page)
      page.raw("}")
    }
    if let publisher = frame.site.publisher {
      page.raw(",\"publisher\":{\"@type\":\"Organization\"")
      member("name", publisher, &page)
      page.raw("}")
    }
    page.raw("}</script>\n")
  }

  /// The edition that the page is, or the newest of the document that it is of.
  private static func edition(_ frame: PageFrame) -> PageFrame.EditionLink? {
    switch frame.kind {
    case .edition: frame.editions.first { $0.number == frame.currentEdition }
    // A text that goes on from the newest edition is none of them.
    case .document, .landing:
      frame.isBehind ? nil : frame.editions.max { $0.number < $1.number }
    default: nil
    }
  }

  private static func member(_ name: StaticString, _ value: String, _ page: inout HTMLWriter) {
    guard !value.isEmpty else { return }
    page.raw(",\"")
    page.raw(name)
    page.raw("\":\"")
    var shown = HiddenCharacter.shown(value)
    shown.withUTF8 { bytes in
      var run = 0
      for index in bytes.indices where isSyntax(bytes[index]) {
        page.out += bytes[run..<index]
        write(bytes[index], &page)
        run = index + 1
      }
      page.out += bytes[run...]
    }
    page.raw("\"")
  }

  private static func isSyntax(_ byte: UInt8) -> Bool {
    switch byte {
    case 34, 92, 38, 60, 62, 0..<32: true
    default: false
    }
  }

  /// Also `<` and `>`: no text may end the element that it stands in.
  private static func write(_ byte: UInt8, _ page: inout HTMLWriter) {
    switch byte {
    case 34: page.raw("\\\"")
    case 92: page.raw("\\\\")
    case 38: page.raw("\\u0026")
    case 60: page.raw("\\u003c")
    case 62: page.raw("\\u003e")
    default: page.raw(" ")
    }
  }
}
