/// Renders one page over libcmark's tree; its buffers serve the next page again.
///
/// A struct with `mutating` methods, so that its fields are reached without run-time exclusivity
/// checks. The tree is walked with parent and sibling links: depth costs no stack.
struct PageRenderer {
  let options: MarkupOptions
  var out = OutputBuffer(capacity: 1 << 16)
  /// The page's words for `SearchText`.
  var words = OutputBuffer(capacity: 1 << 14)
  var scratch = OutputBuffer(capacity: 1 << 10)
  var result = RenderedMarkup()
  var resolver = LinkResolver.verbatim
  var lines = SourceLines()
  var tables = Tables()
  var strikethrough = Strikethrough()
  var slugger = Slugger()
  var marks = HiddenMarks()
  let trees = SyntaxTree()

  /// The text node whose first bytes were syntax of ours (`[x]`, `[!NOTE]`), and how many.
  var head: (node: Node?, count: Int) = (nil, 0)
  /// The text node whose last bytes were syntax of ours (`{#id}`), and how many.
  var tail: (node: Node?, count: Int) = (nil, 0)
  var heading = OpenHeading()
  var section = Section()
  /// The paragraph that holds a task's box, while it is open.
  var task: (paragraph: Node?, box: TaskBox?) = (nil, nil)
  /// The paragraph that starts with an admonition's title, while the title is open.
  var admonition: Node?
  /// What ends the open link; `nil` outside links.
  var linkEnd: StaticString?
  /// Links that are open inside that one and are shown as text.
  var linksInside = 0
  /// What follows the end of the open link in brackets.
  var linkMention: String?
  /// Printing something a second time, without links and without noting words.
  var isEcho = false
  /// The line of the table row that is printed; 0 outside tables.
  var tableLine = 0
  /// The text node that is printed.
  var textNode: Node?
  private var weight = SearchText.Weight.body
  private var pieceStart = 0
  private var pieces: [SearchText.Piece] = []

  init(options: MarkupOptions) { self.options = options }

  func deallocate() {
    out.deallocate()
    words.deallocate()
    scratch.deallocate()
    tables.deallocate()
    marks.deallocate()
    trees.deallocate()
  }

  mutating func render(_ markdown: Bytes, resolver: LinkResolver) {
    reset()
    self.resolver = resolver
    let source = options.gfm ? marks.hidden(in: markdown) : markdown
    lines.reset(source)
    if options.headingIDs { reserveIDs(in: source) }
    trees.reset()
    guard let document = trees.parse(source) else { return }
    if options.gfm {
      let hasTildes = source.position(of: 126) != nil
      if hasTildes { strikethrough.pair(below: document) }
      if tables.find(below: document, source: source, lines: &lines),
        tables.cellsSource.count > 0, let cells = trees.parse(tables.cellsSource.bytes)
      {
        tables.attach(cells)
        if hasTildes { strikethrough.pair(below: cells) }
      }
    }
    renderChildren(of: document)
    setWeight(.body)
  }

  /// What was learned about the last page; handed over once.
  mutating func takeResult() -> RenderedMarkup {
    endPiece()
    result.plainText.bytes = [UInt8](words.bytes)
    result.plainText.pieces = pieces
    let taken = result
    result = RenderedMarkup()
    return taken
  }

  private mutating func reset() {
    out.removeAll()
    words.removeAll()
    result = RenderedMarkup()
    tables.reset()
    strikethrough.reset()
    slugger.reset()
    head = (nil, 0)
    tail = (nil, 0)
    heading = OpenHeading()
    section = Section()
    task = (nil, nil)
    admonition = nil
    linkEnd = nil
    linkMention = nil
    isEcho = false
    tableLine = 0
    textNode = nil
    weight = .body
    pieceStart = 0
    pieces.removeAll(keepingCapacity: true)
  }

  /// Prints everything below a node, not the node's own tags.
  mutating func renderChildren(of root: Node) {
    guard var node = root.firstChild else { return }
    while true {
      if enter(node) {
        if let child = node.firstChild {
          node = child
          continue
        }
        leave(node)
      }
      while true {
        if let next = node.next {
          node = next
          break
        }
        guard let parent = node.parent, parent != root else { return }
        node = parent
        leave(node)
      }
    }
  }

  /// Says how much the words that follow count.
  mutating func setWeight(_ new: SearchText.Weight) {
    guard new != weight else { return }
    endPiece()
    weight = new
  }

  /// Notes the end of a block in the words.
  mutating func endWords() {
    if !isEcho, let last = words.last, last != 10 { words.write(10) }
  }

  private mutating func endPiece() {
    if pieceStart < words.count {
      pieces.append(SearchText.Piece(range: pieceStart..<words.count, weight: weight))
    }
    pieceStart = words.count
  }
}
