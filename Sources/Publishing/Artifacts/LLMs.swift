import Markup

extension Artifact {
  /// `llms.txt`: the site's Markdown pages by section.
  ///
  /// Source: llmstxt.org.
  static let llms = Artifact(name: "llms") { input in
    let (site, base) = (input.site, input.site.baseURL ?? "")
    var out = Array("# ".utf8)
    MarkdownList.append(site.title, to: &out)
    if !site.description.isEmpty {
      out += "\n\n> ".utf8
      MarkdownList.append(site.description, to: &out)
    }
    out += "\n\nKnowledge as of \(site.asOf). ".utf8
    out += "Every page is there as Markdown; editions are frozen.\n".utf8
    let listed = Set(input.index.sections.flatMap(\.pages))
    let overviews = input.index.pages.indices.filter { !listed.contains($0) }
      .filter { input.index.pages[$0].path != "404" }
    if !overviews.isEmpty {
      out += "\n## Overviews\n\n".utf8
      for number in overviews { append(input.index.pages[number], base, &out) }
    }
    for section in input.index.sections where !section.pages.isEmpty {
      out += "\n## ".utf8
      MarkdownList.append(section.title, to: &out)
      out += "\n\n".utf8
      for number in section.pages { append(input.index.pages[number], base, &out) }
    }
    out += "\n## Data\n\n- [All pages as JSON](\(base)api/index.json)\n".utf8
    return [("llms.txt", out)]
  }

  private static func append(_ page: SitePage, _ base: String, _ out: inout [UInt8]) {
    MarkdownList.append(page, at: base + page.path + ".md", to: &out)
  }
}

/// Lists of pages in Markdown.
enum MarkdownList {
  /// Appends an item: the page's title as a link, and its summary.
  static func append(_ page: SitePage, at address: String, to out: inout [UInt8]) {
    out += "- [".utf8
    append(page.title, to: &out)
    out += "](".utf8
    out += address.utf8
    out.append(UInt8(ascii: ")"))
    if !page.summary.isEmpty {
      out += ": ".utf8
      append(page.summary, to: &out)
    }
    out.append(10)
  }

  /// Appends text on one line, in which nothing is markup.
  static func append(_ text: String, to out: inout [UInt8]) {
    for byte in HiddenCharacter.shown(text).utf8 {
      switch byte {
      case 0..<32, 127: out.append(32)
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "#"), UInt8(ascii: "|"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      default: out.append(byte)
      }
    }
  }
}
