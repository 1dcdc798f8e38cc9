/// A sort of aside that Markdown writes as `> [!NAME]`.
public struct Admonition: Sendable {
  /// As written between `[!` and `]`, in any case.
  let name: StaticString
  let cssClass: StaticString
  /// What stands above it when the author gives no title.
  let title: StaticString

  static let all = [
    Admonition(name: "NOTE", cssClass: "note", title: "Note"),
    Admonition(name: "TIP", cssClass: "tip", title: "Tip"),
    Admonition(name: "IMPORTANT", cssClass: "important", title: "Important"),
    Admonition(name: "WARNING", cssClass: "warning", title: "Warning"),
    Admonition(name: "CAUTION", cssClass: "caution", title: "Caution"),
  ]

  /// What stands above an admonition of this name, in any case; `nil` if there is none.
  public static func title(of name: String) -> String? {
    all.first { $0.name.description == name.uppercased() }?.title.description
  }

  /// Whether it warns of what can't be taken back, by its title: the theme lets nothing else look so.
  static func isPointOfNoReturn(_ found: Admonition, _ text: Node, _ start: Int) -> Bool {
    guard found.cssClass.description == "caution",
      text.literal.dropFirst(start).elementsEqual("Point of no return".utf8)
    else { return false }
    return text.next.map { $0.kind == .softBreak || $0.kind == .lineBreak } ?? true
  }

  /// The admonition whose mark `[!NAME]` this text starts with, and the mark's length.
  static func leading(_ text: Bytes) -> (admonition: Admonition, length: Int)? {
    guard text.count > 3, text[0] == 91, text[1] == 33 else { return nil }
    for admonition in all {
      let length = admonition.name.utf8CodeUnitCount
      guard text.count >= length + 3, text[length + 2] == 93 else { continue }
      var matches = true
      for index in 0..<length
      where text[index + 2].lowered != admonition.name.utf8Start[index].lowered {
        matches = false
      }
      if matches { return (admonition, length + 3) }
    }
    return nil
  }
}

extension PageRenderer {
  mutating func openQuote(_ node: Node) {
    out.breakLine()
    guard options.admonitions, let paragraph = node.firstChild, paragraph.kind == .paragraph,
      let text = paragraph.firstChild, text.kind == .text, paragraph.mark == 0,
      let (found, length) = Admonition.leading(text.literal),
      // An escaped bracket is text, so look at what was written.
      Admonition.leading(lines.text(line: paragraph.startLine, column: paragraph.startColumn))
        != nil
    else {
      out.write("<blockquote>\n")
      return
    }
    node.mark = 1
    var shown = length
    while shown < text.literal.count, text.literal[shown].isBlank { shown += 1 }
    head = (text, shown)
    admonition = paragraph
    out.write("<aside class=\"admonition ")
    out.write(found.cssClass)
    if Admonition.isPointOfNoReturn(found, text, shown) { out.write(" point-of-no-return") }
    out.write("\" role=\"note\">\n")
  }

  /// Prints the default title if the author wrote none.
  mutating func writeAdmonitionTitle(_ paragraph: Node) {
    guard let text = paragraph.firstChild, head.count >= text.literal.count,
      let (found, _) = Admonition.leading(text.literal)
    else { return }
    if let next = text.next, next.kind != .softBreak, next.kind != .lineBreak { return }
    out.write(found.title)
  }

  /// Ends an admonition's title at the first line break of its paragraph.
  mutating func closesAdmonitionTitle(_ node: Node) -> Bool {
    guard let paragraph = admonition, node.parent == paragraph else { return false }
    admonition = nil
    out.write("</p>\n<p>")
    endWords()
    return true
  }
}
