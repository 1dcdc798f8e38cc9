import CCmark

/// A piece of Markdown as lines of plain text, for e-mail and chat.
///
/// What a reader needs to follow an instruction stays: numbers of lists, lines of code, addresses
/// of links. Marks go. The tree is walked with parent and sibling links: depth costs no stack.
public struct PlainLines {
  private var lines: [String] = []
  private var open: [Container] = []
  private var counters: [Int] = []
  private var text = ""

  private struct Container {
    /// What stands before the first line; `nil` once it was written.
    var mark: String?
    let width: Int
  }

  /// One string a line, not wrapped: items begin with `- ` or their number, lines of code with a tab.
  public static func of(_ markdown: String) -> [String] {
    let trees = SyntaxTree()
    defer { trees.deallocate() }
    trees.reset()
    let bytes = Array(markdown.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      guard let document = trees.parse(bytes) else { return [] }
      var plain = PlainLines()
      plain.walk(document)
      return plain.lines.map(HiddenCharacter.shown)
    }
  }

  private mutating func walk(_ root: Node) {
    var node = root
    while true {
      enter(node)
      if let child = node.firstChild {
        node = child
        continue
      }
      exit(node)
      while node.next == nil {
        guard node != root, let parent = node.parent else { return }
        node = parent
        exit(node)
      }
      guard node != root, let next = node.next else { return }
      node = next
    }
  }

  private mutating func enter(_ node: Node) {
    switch node.kind {
    case .blockQuote: push("> ")
    case .list:
      counters.append(
        cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
          ? Int(cmark_node_get_list_start(node)) : -1)
    case .item:
      let number = counters.last ?? -1
      push(number < 0 ? "- " : "\(number). ")
      if number >= 0 { counters[counters.count - 1] += 1 }
    case .codeBlock:
      for line in Self.string(node.literal).split(
        separator: "\n", omittingEmptySubsequences: false
      ).dropLast() {
        lines.append("\t" + lead() + line)
      }
    case .htmlBlock:
      text = Self.string(node.literal)
      flush()
    case .thematicBreak: lines.append(lead() + "---")
    case .text, .code, .htmlInline: text += Self.string(node.literal)
    // The rows of a table stay lines.
    case .softBreak: text += text.hasPrefix("|") ? "\n" : " "
    case .lineBreak: text += "\n"
    default: break
    }
  }

  private mutating func exit(_ node: Node) {
    switch node.kind {
    case .paragraph, .heading: flush()
    case .blockQuote, .item:
      if open.last?.mark != nil { lines.append(lead()) }
      open.removeLast()
    case .list: counters.removeLast()
    case .link:
      let address = Self.string(node.address)
      let isSaid = text.hasSuffix(address) || text.hasSuffix(address.dropFirst(7))
      let isKnown = ["http://", "https://", "mailto:"].contains { address.hasPrefix($0) }
      if isKnown, !isSaid { text += " (\(address))" }
    default: break
    }
  }

  private mutating func push(_ mark: String) {
    open.append(Container(mark: mark, width: mark.utf8.count))
  }

  private mutating func flush() {
    for line in text.split(separator: "\n") { lines.append(lead() + line) }
    text = ""
  }

  /// What stands before a line; what is nested deeper than anybody reads is not indented further.
  private mutating func lead() -> String {
    var lead = ""
    for index in open.indices.prefix(8) {
      lead += open[index].mark ?? String(repeating: " ", count: open[index].width)
      open[index].mark = nil
    }
    for index in open.indices.dropFirst(8) { open[index].mark = nil }
    return lead
  }

  private static func string(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }
}
