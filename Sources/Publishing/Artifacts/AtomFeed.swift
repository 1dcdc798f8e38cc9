import Primitives

extension Artifact {
  /// `feed.xml`: news as Atom.
  ///
  /// Source: RFC 4287.
  static let atomFeed = Artifact(name: "atom-feed") { input in
    let site = input.site
    let news = Feed.entries(of: site)
    var out = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)
    out.append(contentsOf: "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"".utf8)
    XMLText.escape(site.language, into: &out)
    if let base = site.baseURL {
      out.append(contentsOf: "\" xml:base=\"".utf8)
      XMLText.escape(base, into: &out)
    }
    out.append(contentsOf: "\">\n".utf8)
    XMLText.element("id", Feed.id(of: site), indent: 2, into: &out)
    XMLText.element("title", site.title, indent: 2, into: &out)
    if !site.description.isEmpty {
      XMLText.element("subtitle", site.description, indent: 2, into: &out)
    }
    // The newest news, not the build: a build without news must not make readers fetch it again.
    let updated = news.map(\.modifiedAt).max() ?? site.builtAt
    XMLText.element("updated", "\(updated)", indent: 2, into: &out)
    out.append(contentsOf: "  <author>\n".utf8)
    XMLText.element("name", site.publisher ?? site.title, indent: 4, into: &out)
    out.append(contentsOf: "  </author>\n".utf8)
    out.append(contentsOf: "  <generator version=\"".utf8)
    XMLText.escape(site.programVersion, into: &out)
    out.append(contentsOf: "\">Waymark</generator>\n".utf8)
    link("self", "feed.xml", &out)
    link("alternate", "index.html", &out)
    for entry in news {
      out.append(contentsOf: "  <entry>\n".utf8)
      XMLText.element("id", Feed.id(of: entry), indent: 4, into: &out)
      XMLText.element("title", entry.title, indent: 4, into: &out)
      XMLText.element("published", "\(entry.at)", indent: 4, into: &out)
      XMLText.element("updated", "\(entry.modifiedAt)", indent: 4, into: &out)
      out.append(contentsOf: "  ".utf8)
      link("alternate", input.address(of: entry.path), &out)
      XMLText.element("summary", entry.text, indent: 4, into: &out)
      out.append(contentsOf: "  </entry>\n".utf8)
    }
    out.append(contentsOf: "</feed>\n".utf8)
    return [("feed.xml", out)]
  }

  private static func link(_ relation: String, _ address: String, _ out: inout [UInt8]) {
    out.append(contentsOf: "  <link rel=\"\(relation)\" href=\"".utf8)
    XMLText.escape(address, into: &out)
    out.append(contentsOf: "\"/>\n".utf8)
  }
}

/// What both feeds have in common.
enum Feed {
  /// How many entries a feed holds.
  static let longest = 100

  /// The newest entries, newest first; entries of one instant by id.
  static func entries(of site: Site) -> [SiteNews] {
    Array(
      site.news.sorted { $0.at == $1.at ? $0.id < $1.id : $0.at > $1.at }.prefix(longest))
  }

  /// The feed's id: without an address, so that it stays when the site moves.
  ///
  /// A title in other letters than ASCII's has a digest of its own: of two such little is left.
  static func id(of site: Site) -> String {
    let slug = Slug.nearest(to: site.title)
    let isWhole = !slug.isEmpty && site.title.utf8.allSatisfy { $0 < 128 }
    return "urn:waymark:site:" + (isWhole ? slug : String(Digest(of: site.title).hex.prefix(16)))
  }

  /// An entry's id: stays when the site moves or is renamed.
  static func id(of entry: SiteNews) -> String {
    let isSafe = entry.id.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
        || "-_./:@+".utf8.contains($0)
    }
    return "urn:waymark:news:" + (isSafe ? entry.id : Digest(of: entry.id).hex)
  }
}
