import Markup

/// Lists of pages as HTML: what landing pages, the home page and the listing are made of.
///
/// Classes for the theme: `page-list`, in it `page-title`, `page-summary`, `badges` and `badge`.
enum PageList {
  /// Appends an entry for each page: its title, summary and badges.
  static func write(_ pages: [SitePage], from file: String, into out: inout [UInt8]) {
    out.append(contentsOf: "<ul class=\"page-list\">\n".utf8)
    for page in pages {
      out.append(contentsOf: "<li><a class=\"page-title\" href=\"".utf8)
      HTMLText.escapeAddress(
        SitePath.relative(from: file, to: page.path + ".html"), into: &out)
      out.append(contentsOf: "\">".utf8)
      HTMLText.escape(page.title, into: &out)
      out.append(contentsOf: "</a>".utf8)
      if page.isRetired { badge("retired", "neutral", &out) }
      for item in page.badges { badge(item.text, item.tone.rawValue, &out) }
      if !page.summary.isEmpty {
        out.append(contentsOf: "<p class=\"page-summary\">".utf8)
        HTMLText.escape(page.summary, into: &out)
        out.append(contentsOf: "</p>".utf8)
      }
      out.append(contentsOf: "</li>\n".utf8)
    }
    out.append(contentsOf: "</ul>\n".utf8)
  }

  /// Appends an entry for each section: its title, how many pages it has, and its summary.
  static func write(
    sections: [SiteIndex.Section], root: String, into out: inout [UInt8]
  ) {
    out.append(contentsOf: "<ul class=\"page-list\">\n".utf8)
    for section in sections where !section.pages.isEmpty {
      out.append(contentsOf: "<li><a class=\"page-title\" href=\"".utf8)
      HTMLText.escapeAddress(root + section.name + "/index.html", into: &out)
      out.append(contentsOf: "\">".utf8)
      HTMLText.escape(section.title, into: &out)
      let pages = section.pages.count == 1 ? "page" : "pages"
      out.append(
        contentsOf: "</a> <span class=\"count\">\(section.pages.count) \(pages)</span>".utf8)
      if !section.summary.isEmpty {
        out.append(contentsOf: "<p class=\"page-summary\">".utf8)
        HTMLText.escape(section.summary, into: &out)
        out.append(contentsOf: "</p>".utf8)
      }
      out.append(contentsOf: "</li>\n".utf8)
    }
    out.append(contentsOf: "</ul>\n".utf8)
  }

  /// Appends a paragraph of text.
  static func paragraph(_ text: String, into out: inout [UInt8]) {
    guard !text.isEmpty else { return }
    out.append(contentsOf: "<p>".utf8)
    HTMLText.escape(text, into: &out)
    out.append(contentsOf: "</p>\n".utf8)
  }

  /// Appends a heading of level 2 and answers it for the outline.
  static func heading(_ text: String, id: String, into out: inout [UInt8]) -> Heading {
    let html = HTMLText.escaped(text)
    out.append(contentsOf: "<h2 id=\"\(id)\">\(html)</h2>\n".utf8)
    return Heading(level: 2, id: id, text: text, html: html)
  }

  private static func badge(_ text: String, _ tone: String, _ out: inout [UInt8]) {
    out.append(contentsOf: " <span class=\"badge \(tone)\">".utf8)
    HTMLText.escape(text, into: &out)
    out.append(contentsOf: "</span>".utf8)
  }
}
