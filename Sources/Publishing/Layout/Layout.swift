import Markup

/// The HTML around a page's content. Placeholder until the theme lands.
enum Layout {
  static func write(_ frame: PageFrame, content: [UInt8], into out: inout [UInt8]) {
    out.append(contentsOf: "<!doctype html>\n<html lang=\"".utf8)
    HTMLText.escapeAttribute(frame.site.language, into: &out)
    out.append(contentsOf: "\">\n<head>\n<meta charset=\"utf-8\">\n<title>".utf8)
    HTMLText.escape(frame.title, into: &out)
    out.append(contentsOf: "</title>\n</head>\n<body>\n<main>\n".utf8)
    out.append(contentsOf: content)
    out.append(contentsOf: "</main>\n</body>\n</html>\n".utf8)
  }
}
