/// Pairs of `~` or `~~` in a tree of libcmark, which knows nothing of them.
///
/// Each run of one or two tildes may open or close by the same flanking rules as `*`; a pair has
/// equal lengths and one parent. The pairs are kept beside the tree: a text node's `mark` is the
/// place of its first tilde run here, plus one. Source: GFM specification 0.29, section 6.5.
struct Strikethrough {
  enum Role {
    case opens
    case closes
  }

  /// A run of tildes that became a tag.
  struct Run {
    let offset: Int
    let length: Int
    var role: Role?
    /// Whether the next run stands in the same text node.
    var continues = false
  }

  private(set) var runs: [Run] = []
  private var openers: [Int] = []

  mutating func reset() { runs.removeAll(keepingCapacity: true) }

  /// Finds all pairs below `root`.
  mutating func pair(below root: Node) {
    var node: Node? = root
    while let current = node {
      switch current.kind {
      case .paragraph, .heading, .emphasis, .strong, .link: pairChildren(of: current)
      default: break
      }
      node = current.firstChild ?? current.following(within: root)
    }
  }

  private mutating func pairChildren(of parent: Node) {
    openers.removeAll(keepingCapacity: true)
    var waiting = [0, 0]
    var child = parent.firstChild
    var before: Neighbour = parent.kind == .paragraph || parent.kind == .heading ? .space : .mark
    while let node = child {
      child = node.next
      guard node.kind == .text else {
        before = node.kind == .softBreak || node.kind == .lineBreak ? .space : .mark
        continue
      }
      let text = node.literal
      let after: Neighbour =
        switch child?.kind {
        case nil: parent.kind == .paragraph || parent.kind == .heading ? .space : .mark
        case .softBreak, .lineBreak: .space
        default: .mark
        }
      collect(text, of: node, before: before, after: after, waiting: &waiting)
      before = .mark
    }
  }

  private mutating func collect(
    _ text: Bytes, of node: Node, before: Neighbour, after: Neighbour, waiting: inout [Int]
  ) {
    var at = 0
    var isFirst = true
    while let start = text.position(of: 126, from: at) {
      var end = start + 1
      while end < text.count, text[end] == 126 { end += 1 }
      at = end
      guard end - start <= 2 else { continue }
      let left = start == 0 ? before : Neighbour(endingAt: start, in: text)
      let right = end == text.count ? after : Neighbour(startingAt: end, in: text)
      let opens = right != .space && (right == .word || left != .word)
      let closes = left != .space && (left == .word || right != .word)
      let index = runs.count
      if isFirst { node.mark = index + 1 } else { runs[index - 1].continues = true }
      isFirst = false
      runs.append(Run(offset: start, length: end - start))
      match(index, opens: opens, closes: closes, waiting: &waiting)
    }
  }

  /// Closes the nearest opener of the same length or becomes one; each opener is dropped once.
  private mutating func match(_ index: Int, opens: Bool, closes: Bool, waiting: inout [Int]) {
    let length = runs[index].length
    if closes, waiting[length - 1] > 0 {
      while let opener = openers.popLast() {
        waiting[runs[opener].length - 1] -= 1
        guard runs[opener].length == length else { continue }
        runs[opener].role = .opens
        runs[index].role = .closes
        return
      }
    }
    if opens {
      openers.append(index)
      waiting[length - 1] += 1
    }
  }
}

/// What stands beside a run of marks.
private enum Neighbour {
  case space
  case mark
  case word

  init(endingAt end: Int, in text: Bytes) {
    var start = end - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    self.init(startingAt: start, in: text)
  }

  init(startingAt start: Int, in text: Bytes) {
    let byte = text[start]
    if byte < 128 {
      self = byte.isSpace ? .space : byte.isPunctuation ? .mark : .word
      return
    }
    switch Unicode.Scalar.decoded(text, at: start).scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: self = .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      self = .mark
    default: self = .word
    }
  }
}
