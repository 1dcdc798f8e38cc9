extension Artifact {
  /// `sitemap.xml`, of pages as of the build.
  ///
  /// Left out without a base address, and never more than the 50,000 entries that one file may
  /// have. Source: sitemaps.org protocol 0.9.
  static let sitemap = Artifact(name: "sitemap") { input in
    guard let base = input.site.baseURL else { return [] }
    var out = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)
    out.append(
      contentsOf: "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8)
    for page in input.index.pages.prefix(50_000) where page.path != "404" {
      out.append(contentsOf: "  <url><loc>".utf8)
      XMLText.escape(base + page.path + ".html", into: &out)
      out.append(contentsOf: "</loc><lastmod>\(page.modifiedOn)</lastmod></url>\n".utf8)
    }
    out.append(contentsOf: "</urlset>\n".utf8)
    return [("sitemap.xml", out)]
  }

  /// `robots.txt`: everything may be read, and where the sitemap is.
  static let robots = Artifact(name: "robots") { input in
    var text = "User-agent: *\nAllow: /\n"
    if let base = input.site.baseURL { text += "\nSitemap: \(base)sitemap.xml\n" }
    return [("robots.txt", Array(text.utf8))]
  }

  /// `opensearch.xml`: the browser's own box asks this site.
  ///
  /// Source: OpenSearch 1.1 draft 6.
  static let openSearch = Artifact(name: "opensearch") { input in
    guard let base = input.site.baseURL else { return [] }
    var out = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)
    out.append(
      contentsOf:
        "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n".utf8)
    // No more than 16 characters are allowed here.
    XMLText.element("ShortName", String(input.site.title.prefix(16)), indent: 2, into: &out)
    XMLText.element(
      "Description", String("Search \(input.site.title)".prefix(1024)), indent: 2, into: &out)
    XMLText.element("InputEncoding", "UTF-8", indent: 2, into: &out)
    out.append(contentsOf: "  <Url type=\"text/html\" template=\"".utf8)
    XMLText.escape(base, into: &out)
    out.append(contentsOf: "search.html?q={searchTerms}\"/>\n</OpenSearchDescription>\n".utf8)
    return [("opensearch.xml", out)]
  }
}
