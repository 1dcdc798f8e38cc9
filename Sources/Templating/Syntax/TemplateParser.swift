import Primitives

/// Builds the tree of one template from its pieces, line by line.
struct TemplateParser {
  let source: SourceText
  let isStrict: Bool
  private(set) var problems: [Diagnostic]
  private let tags: [Tag]
  private let pieces: [Piece]
  private let partner: [Int?]
  private var holes: HoleParser
  private var open: [Open] = []

  /// A tag whose closing tag has not come yet, with what was read inside it.
  fileprivate struct Open {
    var tag: Int
    var indent: Range<Int>?
    var isInline = false
    var isInTableRow = false
    var nodes: [Node] = []
    var blocks: [Block] = []
  }

  init(_ source: SourceText, isStrict: Bool) {
    self.source = source
    self.isStrict = isStrict
    let scanner = TagScanner(source)
    let pairs = TagPairs(scanner.tags, in: source)
    (tags, pieces, partner) = (scanner.tags, scanner.pieces, pairs.partner)
    problems = scanner.problems + pairs.problems
    holes = HoleParser(source)
  }

  /// The tree; unmatched tags are left out.
  mutating func parse() -> [Node] {
    open = [Open(tag: -1)]
    var places = HolePlaces(source)
    var start = 0
    while start < pieces.count {
      var end = start
      while end < pieces.count {
        end += 1
        if case .newline = pieces[end - 1] { break }
      }
      let line = LineLayout(
        source: source, pieces: pieces[start..<end], tags: tags, partner: partner)
      if line.isStandalone {
        addStandalone(line)
      } else {
        add(line, places: places.places(in: line))
      }
      start = end
    }
    problems += holes.problems
    while open.count > 1 { open.removeLast() }
    return open[0].nodes
  }

  private mutating func addStandalone(_ line: LineLayout) {
    var depth = 0
    for piece in line.pieces {
      switch piece {
      case .newline: continue
      case .text(let range):
        if depth > 0 { append(.text(range), at: range) }
      case .tag(let index):
        if tags[index].isHole {
          addHole(index, place: HolePlace())
          continue
        }
        let isClosing = tags[index].kind == .close
        if isClosing, let opener = partner[index], tags[opener].kind == .parent { depth = 0 }
        addTag(index, indent: line.indent, line: line)
        if tags[index].kind == .parent, partner[index].map(line.tagIndices.contains) == true {
          depth = 1
        }
      }
    }
  }

  private mutating func add(_ line: LineLayout, places: [Int: HolePlace]) {
    var isFirst = !line.isBlank
    let isRow = places.values.contains { $0.isInTableRow } || line.hasBar
    for piece in line.pieces {
      switch piece {
      case .newline(let range): append(.text(range), at: range)
      case .text(var range):
        if isFirst {
          append(.line(line.indent), at: line.indent)
          range = line.indent.upperBound..<range.upperBound
        }
        if !range.isEmpty { append(.text(range), at: range) }
      case .tag(let index):
        if isFirst, tags[index].kind != .close { append(.line(line.indent), at: line.indent) }
        if tags[index].isHole {
          addHole(index, place: places[index] ?? HolePlace())
        } else {
          addTag(index, indent: nil, line: line, isInTableRow: isRow)
        }
        if isFirst, tags[index].kind == .close { append(.line(line.indent), at: line.indent) }
      }
      isFirst = false
    }
  }

  private mutating func addHole(_ index: Int, place: HolePlace) {
    let tag = tags[index]
    guard let (path, filters) = holes.parse(tag.body, of: tag) else { return }
    append(
      .hole(
        Hole(
          range: tag.range, path: path, filters: filters, isRaw: tag.kind == .raw, place: place)),
      at: tag.range)
  }

  private mutating func addTag(
    _ index: Int, indent: Range<Int>?, line: LineLayout, isInTableRow: Bool = false
  ) {
    let tag = tags[index]
    switch tag.kind {
    case .comment, .delimiters, .variable, .raw: return
    case .partial:
      let name = source.text(tag.body)
      guard !name.isEmpty else {
        problems.append(
          source.problem(
            "empty-tag", "the tag has no name", at: tag.range,
            help: "name the partial, as in `{{> partials/step}}`"))
        return
      }
      append(
        .partial(
          Inclusion(
            range: tag.range, nameRange: tag.body, name: name, indent: indent,
            isInTableRow: isInTableRow, blocks: [])),
        at: tag.range)
    case .section, .inverted, .parent, .block:
      guard let close = partner[index] else { return }
      var entry = Open(tag: index)
      entry.isInTableRow = isInTableRow
      entry.indent = tag.kind == .parent ? indent : nil
      if tag.kind == .block {
        let closesHere = line.tagIndices.contains(close)
        entry.isInline = indent == nil || closesHere && tags[index].range != tags[close].range
        let lead = line.indent
        entry.indent =
          lead.upperBound == tag.range.lowerBound ? lead : lead.lowerBound..<lead.lowerBound
      }
      open.append(entry)
    case .close:
      guard let opener = partner[index] else { return }
      while let last = open.last, last.tag >= 0 {
        open.removeLast()
        if last.tag == opener {
          finish(last)
          break
        }
      }
    }
  }

  private mutating func finish(_ entry: Open) {
    let tag = tags[entry.tag]
    switch tag.kind {
    case .section, .inverted:
      guard let path = holes.parseName(tag.body, of: tag) else { return }
      append(
        .section(
          Section(
            range: tag.range, path: path, isInverted: tag.kind == .inverted, children: entry.nodes)),
        at: tag.range)
    case .parent:
      append(
        .parent(
          Inclusion(
            range: tag.range, nameRange: tag.body, name: source.text(tag.body),
            indent: entry.indent, isInTableRow: entry.isInTableRow, blocks: entry.blocks)),
        at: tag.range)
    case .block:
      var block = Block(
        range: tag.range, name: source.text(tag.body), indent: entry.indent ?? 0..<0,
        isInline: entry.isInline, children: entry.nodes)
      if !entry.isInline, let indent = block.intrinsicIndent {
        block = Block(
          range: block.range, name: block.name, indent: indent, isInline: false,
          children: block.children)
      }
      if let last = open.indices.last, open[last].isParent(tags) {
        open[last].blocks.append(block)
      } else {
        append(.block(block), at: tag.range)
      }
    default: return
    }
  }

  private mutating func append(_ node: Node, at range: Range<Int>) {
    let last = open.count - 1
    guard open[last].isParent(tags) else {
      open[last].nodes.append(node)
      return
    }
    // Inside a parent only blocks count; the Mustache specification drops the rest silently.
    guard isStrict else { return }
    if case .line = node { return }
    if case .text = node, source.trimmed(range).isEmpty { return }
    problems.append(
      source.problem(
        "ignored-text", "this stands inside a parent but in no block, so it would be lost",
        at: source.trimmed(range),
        help: "put it into a block of the parent, or take it away"))
  }
}

extension TemplateParser.Open {
  fileprivate func isParent(_ tags: [Tag]) -> Bool { tag >= 0 && tags[tag].kind == .parent }
}
