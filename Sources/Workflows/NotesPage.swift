import Documents
import Markup

/// Release notes outside the site: a page of their own, and the words of a piece of Markdown.
enum NotesPage {
  /// A complete page without styles, for e-mail; links lead to the site where its address is known,
  /// else only those within the page stay.
  static func html(_ document: RenderedDocument, base: String?, _ language: String) -> [UInt8] {
    let renderer = MarkdownRenderer(
      options: MarkupOptions(gfm: true, headingIDs: true, admonitions: true, checksAddresses: true))
    let folder = document.key.document
    let resolver = LinkResolver { written in
      if written.hasPrefix("#") { return .href(written) }
      guard let base else { return .unresolved }
      return .href(base + path(written, in: folder))
    }
    var body: [UInt8] = []
    _ = renderer.render(document.markdown, resolver: resolver, into: &body)
    var out: [UInt8] = []
    out += Array("<!DOCTYPE html>\n<html lang=\"".utf8)
    HTMLText.escape(Array(language.utf8), into: &out)
    out += Array("\">\n<head>\n<meta charset=\"utf-8\">\n<title>".utf8)
    HTMLText.escape(Array(document.model.title.utf8), into: &out)
    out += Array("</title>\n</head>\n<body>\n".utf8)
    out += body
    out += Array("</body>\n</html>\n".utf8)
    return out
  }

  /// The words of a piece of Markdown without its marks; lines of code begin with a tab.
  static func plain(_ markdown: String) -> String {
    PlainLines.of(markdown).joined(separator: "\n")
  }

  /// The path on the site of a link written in a document: `../component/x.md#y`.
  private static func path(_ written: String, in folder: String) -> String {
    let parts = written.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    var path = parts.first.map(String.init) ?? ""
    if path.hasPrefix("../") {
      path = String(path.dropFirst(3))
    } else {
      path = "\(folder)/\(path)"
    }
    if path.hasSuffix(".md") { path = String(path.dropLast(3)) + ".html" }
    return parts.count == 2 ? "\(path)#\(parts[1])" : path
  }
}
