/// A tiny HTML tokenizer that says what a page holds beyond what may stand on it.
enum MarkupAudit {
  private static let tags: [String: Set<String>] = [
    "p": ["class"], "em": [], "strong": [], "del": [], "code": ["class"], "br": [], "hr": [],
    "a": ["href", "title", "class", "rel", "aria-label"],
    "img": ["src", "alt", "title", "loading"],
    "span": ["class"], "div": ["class", "data-language", "tabindex", "role", "aria-label"],
    "pre": ["tabindex"], "ul": [], "ol": ["start"], "li": ["class"], "blockquote": [],
    "aside": ["class", "role"], "table": [], "thead": [], "tbody": [], "tr": [],
    "th": ["scope", "class"], "td": ["class"], "label": [],
    "input": ["type", "id", "data-task", "checked"],
    "h1": ["id"], "h2": ["id"], "h3": ["id"], "h4": ["id"], "h5": ["id"], "h6": ["id"],
  ]
  private static let empty: Set<String> = ["br", "hr", "img", "input"]

  static func problems(in html: [UInt8]) -> [String] {
    var problems: [String] = []
    var open: [String] = []
    var ids: Set<String> = []
    var at = 0
    while at < html.count {
      if html[at] == UInt8(ascii: ">") { problems.append("bare > at \(at)") }
      guard html[at] == UInt8(ascii: "<") else {
        at += 1
        continue
      }
      let (tag, next) = tag(in: html, at: at)
      at = next
      guard let tag else { return problems + ["unreadable tag at \(at)"] }
      if tag.closes {
        if open.popLast() != tag.name { problems.append("</\(tag.name)> closes nothing") }
        continue
      }
      guard let allowed = tags[tag.name] else {
        problems.append("<\(tag.name)>")
        continue
      }
      if !empty.contains(tag.name) { open.append(tag.name) }
      if tag.name == "a", open.dropLast().contains("a") { problems.append("link inside a link") }
      for (name, value) in tag.attributes {
        if !allowed.contains(name) { problems.append("\(tag.name) \(name)") }
        if name == "href" || name == "src" { problems += address(value, isImage: name == "src") }
        if name == "id", !ids.insert(value).inserted { problems.append("id \(value) twice") }
      }
      if Set(tag.attributes.map(\.0)).count != tag.attributes.count {
        problems.append("attribute twice in \(tag.name)")
      }
    }
    return problems + open.map { "<\($0)> is left open" }
  }

  private static func address(_ value: String, isImage: Bool) -> [String] {
    if value.utf8.contains(where: { $0 <= 32 || $0 == 92 }) { return ["blank in \(value)"] }
    if value.hasPrefix("//") { return [value] }
    let start = value.prefix { !":/?#".contains($0) }
    guard value.dropFirst(start.count).hasPrefix(":") else { return [] }
    let allowed: Set<String> = isImage ? [] : ["http", "https", "mailto"]
    return allowed.contains(start.lowercased()) ? [] : [value]
  }

  private struct Tag {
    var name = ""
    var closes = false
    var attributes: [(String, String)] = []
  }

  private static func tag(in html: [UInt8], at start: Int) -> (Tag?, Int) {
    var at = start + 1
    var tag = Tag()
    func text(while belongs: (UInt8) -> Bool) -> String {
      let first = at
      while at < html.count, belongs(html[at]) { at += 1 }
      return String(decoding: html[first..<at], as: UTF8.self)
    }
    func isName(_ byte: UInt8) -> Bool {
      (97...122).contains(byte) || (48...57).contains(byte) || byte == 45
    }
    if at < html.count, html[at] == UInt8(ascii: "/") {
      tag.closes = true
      at += 1
    }
    tag.name = text(while: isName)
    while at < html.count, html[at] == 32 {
      at += 1
      let name = text(while: isName)
      if name.isEmpty, at < html.count, html[at] == UInt8(ascii: "/") {
        at += 1
        break
      }
      guard !name.isEmpty, at + 1 < html.count, html[at] == UInt8(ascii: "="), html[at + 1] == 34
      else {
        return (nil, at)
      }
      at += 2
      tag.attributes.append((name, text { $0 != 34 && $0 != 60 }))
      guard at < html.count, html[at] == 34 else { return (nil, at) }
      at += 1
    }
    guard at < html.count, html[at] == UInt8(ascii: ">"), !tag.name.isEmpty else {
      return (nil, at)
    }
    return (tag, at + 1)
  }
}
