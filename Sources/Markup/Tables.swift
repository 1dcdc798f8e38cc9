import CCmark

/// The tables of a page, found in libcmark's paragraphs.
///
/// libcmark parses a table as a paragraph. Each paragraph that holds a possible delimiter row is
/// read again from its source lines, and the cells of all tables go into one small document of
/// headings, `# cell #`: one line is one inline context, so nothing leaks between cells and no block
/// syntax is seen. The lines that look like reference definitions are added, so links resolve.
/// Cells without anything that could be syntax, most of all, are not parsed again: a heading of
/// their own costs more than all else that is done for them.
/// Source: GFM specification 0.29, section 4.10.
struct Tables {
  enum Cell {
    /// Nothing but text, in the page's source.
    case text(Bytes)
    /// The next heading of the small document.
    case parsed
  }

  struct Row {
    /// Places in `cells`.
    let cells: Range<Int>
    let line: Int
  }

  struct Table {
    /// Whether text stands before the header in the same paragraph.
    let hasLead: Bool
    /// Whether a line of `-` follows without a blank line.
    let isRuled: Bool
    let columns: Range<Int>
    let rows: Range<Int>
    /// How many cells are in the small document.
    let parsedCells: Int
    /// The first block of this table in the small document.
    var first: Node?
  }

  private(set) var all: [Table] = []
  private(set) var rows: [Row] = []
  private(set) var cells: [Cell] = []
  private(set) var alignments: [TableRow.Alignment] = []
  private var candidates: [Int] = []
  private var definitions: [Int] = []
  /// The Markdown of the small document.
  private(set) var cellsSource = OutputBuffer(capacity: 1 << 12)

  func deallocate() { cellsSource.deallocate() }

  mutating func reset() {
    all.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    alignments.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
    definitions.removeAll(keepingCapacity: true)
    cellsSource.removeAll()
  }

  /// Finds the tables below `root` and writes the small document, which is empty where nothing of
  /// them has to be parsed; false if there are none.
  mutating func find(below root: Node, source: Bytes, lines: inout SourceLines) -> Bool {
    guard source.position(of: 124) != nil else { return false }
    findCandidates(&lines)
    guard !candidates.isEmpty else { return false }
    var codeLines: [ClosedRange<Int>] = []
    var next = 0
    var quotes = 0
    var node: Node? = root
    // Blocks come in the order of their lines, and so do the candidates. Without definitions to
    // check, a block that ends before the next candidate is skipped with all below it.
    while let current = node {
      let end = current.endLine
      while next < candidates.count, candidates[next] < current.startLine { next += 1 }
      if next == candidates.count, definitions.isEmpty { break }
      let mayHold = next < candidates.count && (end == 0 || candidates[next] <= end)
      switch current.kind {
      case .paragraph where mayHold, .heading where mayHold:
        quotes = Tables.quoteDepth(of: current)
        while next < candidates.count, candidates[next] <= end {
          let found = read(current, delimiter: candidates[next], quotes: quotes, lines: &lines)
          next += 1
          if found { break }
        }
      case .codeBlock, .htmlBlock:
        if !definitions.isEmpty, current.startLine <= end {
          codeLines.append(current.startLine...end)
        }
      default: break
      }
      let descends = current.holdsBlocks && (mayHold || !definitions.isEmpty)
      node = (descends ? current.firstChild : nil) ?? current.following(within: root)
    }
    guard !all.isEmpty else { return false }
    if cellsSource.count > 0 { writeDefinitions(outside: codeLines, &lines) }
    return true
  }

  /// Gives each table its first block, from the parsed small document.
  mutating func attach(_ document: Node) {
    var node = document.firstChild
    for index in all.indices {
      let table = all[index]
      all[index].first = node
      var blocks = table.parsedCells
      if table.hasLead, node?.kind == .paragraph { blocks += 1 }
      for _ in 0..<blocks { node = node?.next }
    }
  }

  private mutating func findCandidates(_ lines: inout SourceLines) {
    for number in 1..<max(1, lines.count() + 1) {
      let line = lines.line(number)
      var index = 0
      while index < line.count, line[index].isBlank || line[index] == 62 { index += 1 }
      guard index < line.count else { continue }
      switch line[index] {
      case 124, 58, 45:
        if number > 1, TableRow.isCandidate(line) { candidates.append(number) }
      case 91:
        if let close = line.position(of: 93, from: index), close + 1 < line.count,
          line[close + 1] == 58
        {
          definitions.append(number)
        }
      default: break
      }
    }
  }

  private mutating func read(
    _ paragraph: Node, delimiter: Int, quotes: Int, lines: inout SourceLines
  ) -> Bool {
    let (start, last) = (paragraph.startLine, paragraph.endLine)
    guard delimiter > start, delimiter <= last else { return false }
    func content(_ number: Int) -> Bytes {
      if number == start { return lines.text(line: number, column: paragraph.startColumn) }
      return Tables.stripped(lines.line(number), quotes: quotes)
    }
    let firstAlignment = alignments.count
    guard TableRow.alignments(of: content(delimiter), into: &alignments) else { return false }
    let columns = firstAlignment..<alignments.count
    var headerCells = 0
    TableRow.eachCell(of: content(delimiter - 1)) { _ in headerCells += 1 }
    guard headerCells == columns.count else {
      alignments.removeLast(columns.count)
      return false
    }
    for number in start..<(delimiter - 1) {
      // Four blanks: a paragraph's further line that begins no block, whatever it holds.
      if number > start { cellsSource.write("    ") }
      cellsSource.write(content(number))
      cellsSource.write(10)
    }
    let firstRow = rows.count
    // A line of `-` right under a table made it a heading to libcmark: here it is a rule.
    let isRuled = paragraph.kind == .heading && cmark_node_get_heading_level(paragraph) == 2
    let end = isRuled ? max(delimiter, last - 1) : last
    var parsedCells = 0
    for number in (delimiter - 1)...end where number != delimiter {
      parsedCells += add(content(number), line: number, columns: columns.count)
    }
    all.append(
      Table(
        hasLead: start < delimiter - 1, isRuled: isRuled, columns: columns,
        rows: firstRow..<rows.count, parsedCells: parsedCells))
    paragraph.mark = all.count
    return true
  }

  /// Adds a row and answers how many of its cells have to be parsed.
  private mutating func add(_ line: Bytes, line number: Int, columns: Int) -> Int {
    let first = cells.count
    var parsed = 0
    var (found, buffer) = (cells, cellsSource)
    cells = []
    TableRow.eachCell(of: line) { cell in
      guard found.count - first < columns else { return }
      if TableRow.isText(cell) { return found.append(.text(cell)) }
      found.append(.parsed)
      parsed += 1
      Tables.write(cell, to: &buffer)
    }
    (cells, cellsSource) = (found, buffer)
    rows.append(Row(cells: first..<cells.count, line: number))
    return parsed
  }

  private static func write(_ cell: Bytes, to buffer: inout OutputBuffer) {
    buffer.write("# ")
    var run = 0
    for index in 0..<cell.count
    where cell[index] == 92 && index + 1 < cell.count && cell[index + 1] == 124 {
      buffer.write(cell.slice(run, index))
      run = index + 1
    }
    buffer.write(cell.slice(run, cell.count))
    // A closing sequence of our own, so that a `#` at the end of the cell is not taken for one.
    buffer.write(" #\n")
  }

  private mutating func writeDefinitions(
    outside code: [ClosedRange<Int>], _ lines: inout SourceLines
  ) {
    var block = 0
    for number in definitions {
      while block < code.count, code[block].upperBound < number { block += 1 }
      if block < code.count, code[block].contains(number) { continue }
      cellsSource.write(10)
      cellsSource.write(Tables.stripped(lines.line(number), quotes: .max))
      cellsSource.write(10)
    }
  }

  /// A line of a paragraph without the marks of the block quotes around it and without indent.
  private static func stripped(_ line: Bytes, quotes: Int) -> Bytes {
    var (index, left) = (0, quotes)
    while index < line.count {
      if line[index] == 62, left > 0 {
        left -= 1
      } else if !line[index].isBlank {
        break
      }
      index += 1
    }
    return line.slice(index, line.count)
  }

  private static func quoteDepth(of node: Node) -> Int {
    var (depth, parent) = (0, node.parent)
    while let current = parent {
      if current.kind == .blockQuote { depth += 1 }
      parent = current.parent
    }
    return depth
  }
}
