import Markup

extension Artifact {
  /// `index.html`, where the workspace gives none: the sections.
  static let home = Artifact(name: "home") { input in
    guard !input.index.isGiven("index") else { return [] }
    let frame = input.frames.generated(.home, file: "index.html", title: input.site.title)
    var content: [UInt8] = []
    PageList.paragraph(input.site.description, into: &content)
    PageList.write(sections: input.index.sections, root: "", into: &content)
    return [input.page(frame, content)]
  }

  /// `SECTION/index.html` and `.md`, where the workspace gives none: the section's pages.
  static let landings = Artifact(name: "landings") { input in
    input.index.sections.enumerated().flatMap { landing($0, $1, input) }
  }

  /// The landing page of one section and its Markdown; none where the workspace gives it.
  static func landing(
    _ number: Int, _ section: SiteIndex.Section, _ input: ArtifactInput
  ) -> [(path: String, bytes: [UInt8])] {
    guard !input.index.isGiven(section.name + "/index") else { return [] }
    let file = section.name + "/index.html"
    var frame = input.frames.generated(.landing, file: file, title: section.title, section: number)
    frame.markdownHref = "index.md"
    var content: [UInt8] = []
    PageList.paragraph(section.summary, into: &content)
    if section.pages.isEmpty {
      PageList.paragraph("There is nothing here yet.", into: &content)
    } else {
      PageList.write(section.pages.map { input.index.pages[$0] }, from: file, into: &content)
    }
    return [input.page(frame, content), (section.name + "/index.md", markdown(section, input))]
  }

  private static func markdown(_ section: SiteIndex.Section, _ input: ArtifactInput) -> [UInt8] {
    var out = Array("# ".utf8)
    MarkdownList.append(section.title, to: &out)
    out += "\n\n".utf8
    MarkdownList.append(section.summary, to: &out)
    out += section.summary.isEmpty ? "".utf8 : "\n\n".utf8
    for number in section.pages {
      let page = input.index.pages[number]
      let address = SitePath.relative(from: section.name + "/index.md", to: page.path + ".md")
      MarkdownList.append(page, at: address, to: &out)
    }
    return out
  }

  /// `all/index.html`: every page, by kind and from A to Z; what people without scripts search in.
  static let listing = Artifact(name: "listing") { input in
    guard !input.index.isGiven("all/index") else { return [] }
    let file = "all/index.html"
    var frame = input.frames.generated(.listing, file: file, title: "All pages")
    var content: [UInt8] = []
    frame.outline.append(PageList.heading("By kind", id: "by-kind", into: &content))
    PageList.write(sections: input.index.sections, root: frame.root, into: &content)
    var letters: [UInt8: [SitePage]] = [:]
    for page in input.index.pages { letters[letter(of: page.title), default: []].append(page) }
    for letter in letters.keys.sorted() {
      let isOther = letter == UInt8(ascii: "#")
      let name = isOther ? "Other" : String(UnicodeScalar(letter))
      let id = isOther ? "other" : "letter-" + String(UnicodeScalar(letter + 32))
      frame.outline.append(PageList.heading(name, id: id, into: &content))
      content.append(contentsOf: "<ul class=\"page-index\">\n".utf8)
      let pages = (letters[letter] ?? []).map { ($0.title.lowercased(), $0) }
        .sorted { ($0.0, $0.1.path) < ($1.0, $1.1.path) }.map(\.1)
      for page in pages {
        content.append(contentsOf: "<li><a href=\"".utf8)
        HTMLText.escapeAddress(
          SitePath.relative(from: file, to: page.path + ".html"), into: &content)
        content.append(contentsOf: "\">".utf8)
        HTMLText.escape(page.title, into: &content)
        content.append(contentsOf: "</a> <span class=\"label\">".utf8)
        HTMLText.escape(page.label, into: &content)
        content.append(contentsOf: "</span></li>\n".utf8)
      }
      content.append(contentsOf: "</ul>\n".utf8)
    }
    return [input.page(frame, content)]
  }

  /// The ASCII capital that a title is listed under; `#` for all others.
  private static func letter(of title: String) -> UInt8 {
    var folded: [UInt8] = []
    for scalar in title.unicodeScalars.prefix(1) {
      if scalar.isASCII {
        folded = [UInt8(scalar.value)]
      } else {
        _ = LetterFolding.fold(scalar.value, into: &folded)
      }
    }
    switch folded.first {
    case let byte? where (97...122).contains(byte): return byte - 32
    case let byte? where (65...90).contains(byte): return byte
    default: return UInt8(ascii: "#")
    }
  }
}
