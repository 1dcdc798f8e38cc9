extension Artifact {
  /// `llms.txt`: the site's Markdown pages by section.
  ///
  /// Source: llmstxt.org.
  static let llms = Artifact(name: "llms") { input in
    let site = input.site
    var out = "# \(plain(site.title))\n"
    if !site.description.isEmpty { out += "\n> \(plain(site.description))\n" }
    out += "\nKnowledge as of \(site.asOf). Every page is there as Markdown; editions are frozen.\n"
    for section in input.index.sections where !section.pages.isEmpty {
      out += "\n## \(plain(section.title))\n\n"
      for number in section.pages {
        let page = input.index.pages[number]
        let path = (site.baseURL ?? "") + page.path + ".md"
        out += "- [\(plain(page.title))](\(path))"
        out += page.summary.isEmpty ? "\n" : ": \(plain(page.summary))\n"
      }
    }
    let base = site.baseURL ?? ""
    out += "\n## Data\n\n- [All pages as JSON](\(base)api/index.json)\n"
    return [("llms.txt", Array(out.utf8))]
  }

  /// Text on one line, in which nothing is markup.
  private static func plain(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + 8)
    for byte in text.utf8 {
      if byte < 32 || byte == 127 {
        out.append(32)
      } else {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
          UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"),
          UInt8(ascii: "#"), UInt8(ascii: "|"):
          out.append(UInt8(ascii: "\\"))
        default: break
        }
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
