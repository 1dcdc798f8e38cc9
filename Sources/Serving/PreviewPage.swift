import Markup
import Primitives

/// What the preview adds to a page on its way to the browser.
///
/// The script that reloads, and the problems of the records. The files of the site know nothing of it.
enum PreviewPage {
  /// Where the preview's own files are: no page of a site can have such an address.
  static let folder = "/_waymark/"

  /// The page with the script in its head and the problems before its content.
  ///
  /// - `state`: what the page shows, for the script to wait until it is outdated.
  static func decorated(_ page: [UInt8], state: String, problems: [Diagnostic]) -> [UInt8] {
    guard let head = position(of: "</head>", in: page) else { return page }
    var out = Array(page[..<head])
    appendHead(state, &out)
    guard !problems.isEmpty, let body = position(of: "<body", in: page, from: head),
      let end = page[body...].firstIndex(of: UInt8(ascii: ">"))
    else { return out + page[head...] }
    out += page[head...end]
    appendProblems(problems, &out)
    return out + page[(end + 1)...]
  }

  /// The page that stands in for a site that could not be made even once.
  static func alone(state: String, problems: [Diagnostic]) -> [UInt8] {
    let page = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Waymark: nothing to show yet</title></head>
      <body><main><h1>Nothing to show yet</h1>
      <p>This page turns into the site as soon as its records can be read.</p></main></body></html>

      """
    return decorated(Array(page.utf8), state: state, problems: problems)
  }

  /// A short page of the server's own.
  static func message(_ title: String, _ text: String) -> [UInt8] {
    let (title, text) = (HTMLText.escaped(title), HTMLText.escaped(text))
    return Array(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>\(title)</title></head><body><h1>\(title)</h1><p>\(text)</p></body></html>\n"
        .utf8)
  }

  private static func appendHead(_ state: String, _ out: inout [UInt8]) {
    out += Array("<link rel=\"stylesheet\" href=\"\(folder)preview.css\">\n".utf8)
    out += Array("<script defer src=\"\(folder)preview.js\" data-state=\"".utf8)
    HTMLText.escapeAttribute(state, into: &out)
    out += Array("\"></script>\n".utf8)
  }

  private static func appendProblems(_ problems: [Diagnostic], _ out: inout [UInt8]) {
    let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
    out += Array(
      """

      <section class="waymark-problems" data-waymark-problems role="alert" \
      aria-label="Problems of the records">
      <header><strong>\(count)</strong> <span>Below is the last site that could be made.</span>
      <button type="button" data-waymark-close hidden>Hide</button></header>

      """.utf8)
    for problem in problems.prefix(50) {
      out += Array("<pre class=\"\(problem.severity.rawValue)\">".utf8)
      HTMLText.escape(visible(problem.text), into: &out)
      out += Array("</pre>\n".utf8)
    }
    if problems.count > 50 { out += Array("<p>The others are on the terminal.</p>\n".utf8) }
    out += Array("</section>\n".utf8)
  }

  /// Text without characters that could make it read other than it is.
  private static func visible(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<9, 11..<32, 0x7F..<0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF:
        out += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func position(
    of text: StaticString, in bytes: [UInt8], from start: Int = 0
  ) -> Int? {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard let first = wanted.first else { return nil }
    var at = start
    while let found = bytes[at...].firstIndex(of: first) {
      if bytes[found...].starts(with: wanted) { return found }
      at = found + 1
    }
    return nil
  }
}
