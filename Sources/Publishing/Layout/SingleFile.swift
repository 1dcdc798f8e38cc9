import Primitives

/// What a page holds itself when it has to do without the files of its site.
struct SingleFile: Sendable {
  /// All styles, those for paper among them.
  let styles: [UInt8]
  /// Runs before anything is painted.
  let first: [UInt8]
  /// Runs when the page is read.
  let scripts: [UInt8]
  /// Where the site is served, with a final slash.
  let base: String?

  init(overrides: [String: [UInt8]], base: String?) {
    self.base = base
    let files = Dictionary(
      ThemeAssets.files(overrides: overrides).map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
    func joined(_ names: [String]) -> [UInt8] {
      var out: [UInt8] = []
      for name in names {
        out += files["assets/" + name] ?? []
        out.append(10)
      }
      return Self.contained(out)
    }
    styles =
      joined((Layout.styles + ["figures"]).map { "styles/\($0).css" })
      + Array("@media print{\n".utf8) + joined(["styles/print.css"]) + Array("}\n".utf8)
    first = joined(["scripts/theme.js"])
    let drawings = ["timeline", "matrix"]
    scripts = joined(
      (Layout.scripts.filter { $0 != "search" } + drawings).map { "scripts/\($0).js" })
  }

  /// Allows what the file holds, by its digests, and nothing else.
  var policy: String {
    """
    default-src 'none'; style-src 'sha256-\(Digest(of: styles).base64)'; \
    script-src 'sha256-\(Digest(of: first).base64)' 'sha256-\(Digest(of: scripts).base64)'; \
    base-uri 'none'; form-action 'none'
    """
  }

  /// No text may end the element that it stands in: `</` in a string of a script or style is the
  /// same as `<\/`.
  private static func contained(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: "/"), index > 0, text[index - 1] == UInt8(ascii: "<") {
        out.append(UInt8(ascii: "\\"))
      }
      out.append(byte)
    }
    return out
  }
}

extension Layout {
  static func writeSingleAssets(_ single: SingleFile, _ page: inout HTMLWriter) {
    page.raw("<style>")
    page.out += single.styles
    page.raw("</style>\n<script>")
    page.out += single.first
    page.raw("</script>\n")
  }

  /// Where the site and the search would be: whose page it is, and that it is a copy.
  static func writeSingleHeader(
    _ frame: PageFrame, _ single: SingleFile, _ page: inout HTMLWriter
  ) {
    page.raw("<a class=\"skip\" href=\"#content\">Skip to content</a>\n")
    page.raw("<header class=\"site-header\">\n")
    page.raw(single.base == nil ? "<p class=\"brand\">" : "<a class=\"brand\"")
    if let base = single.base {
      page.address("href", base)
      page.raw(">")
    }
    page.raw(Icons.mark)
    page.raw("<span>")
    page.text(frame.site.title)
    page.raw(single.base == nil ? "</span></p>\n" : "</span></a>\n")
    page.raw("<p class=\"copy\">A copy, as known on ")
    page.day(frame.site.asOf.description)
    if let url = frame.canonicalURL {
      page.raw(". ")
      page.link("The page on the site", url)
    }
    page.raw("</p>\n")
    writeThemeSwitch(&page)
    page.raw("</header>\n")
  }
}
