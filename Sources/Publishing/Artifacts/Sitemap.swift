import Primitives

extension Artifact {
  /// `sitemap.xml`, of pages as of the build.
  ///
  /// Left out without a base address. One file may have 50,000 entries: with more it lists the
  /// files that do. Source: sitemaps.org protocol 0.9.
  static let sitemap = Artifact(name: "sitemap") { input in
    guard let base = input.site.baseURL else { return [] }
    let pages = input.index.pages.filter { $0.path != "404" }
    guard pages.count > most else { return [("sitemap.xml", urls(pages[...], base))] }
    var files: [(path: String, bytes: [UInt8])] = []
    var out = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)
    out.append(
      contentsOf: "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8)
    for start in stride(from: 0, to: pages.count, by: most) {
      let part = pages[start..<min(pages.count, start + most)]
      let name = "sitemap-\(files.count + 1).xml"
      files.append((name, urls(part, base)))
      let newest = part.map(\.modifiedOn).max() ?? input.site.asOf
      out.append(contentsOf: "  <sitemap><loc>".utf8)
      XMLText.escape(base + name, into: &out)
      out.append(contentsOf: "</loc><lastmod>\(newest)</lastmod></sitemap>\n".utf8)
    }
    out.append(contentsOf: "</sitemapindex>\n".utf8)
    return [("sitemap.xml", out)] + files
  }

  private static let most = 50_000

  private static func urls(_ pages: ArraySlice<SitePage>, _ base: String) -> [UInt8] {
    var out = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)
    out.append(
      contentsOf: "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8)
    for page in pages {
      out += "  <url><loc>".utf8
      XMLText.escape(base, into: &out)
      XMLText.escape(page.path, into: &out)
      out += ".html</loc><lastmod>".utf8
      out += page.modifiedOn.description.utf8
      out += "</lastmod></url>\n".utf8
    }
    out.append(contentsOf: "</urlset>\n".utf8)
    return out
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
