import Markup

extension Artifact {
  /// `llms.txt`: the site's Markdown pages by section.
  ///
  /// Source: llmstxt.org.
  static let llms = Artifact(name: "llms") { input in
    let (site, base) = (input.site, input.site.baseURL ?? "")
    var out = Array("# ".utf8)
    append(site.title, to: &out)
    if !site.description.isEmpty {
      out += "\n\n> ".utf8
      append(site.description, to: &out)
    }
    out += "\n\nKnowledge as of \(site.asOf). ".utf8
    out += "Every page is there as Markdown; editions are frozen.\n".utf8
    for section in input.index.sections where !section.pages.isEmpty {
      out += "\n## ".utf8
      append(section.title, to: &out)
      out += "\n\n".utf8
      for number in section.pages { append(input.index.pages[number], base, to: &out) }
    }
    out += "\n## Data\n\n- [All pages as JSON](\(base)api/index.json)\n".utf8
    return [("llms.txt", out)]
  }

  private static func append(_ page: SitePage, _ base: String, to out: inout [UInt8]) {
    out += "- [".utf8
    append(page.title, to: &out)
    out += "](".utf8
    out += base.utf8
    out += page.path.utf8
    out += ".md)".utf8
    if !page.summary.isEmpty {
      out += ": ".utf8
      append(page.summary, to: &out)
    }
    out.append(10)
  }

  /// Appends text on one line, in which nothing is markup.
  private static func append(_ text: String, to out: inout [UInt8]) {
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
