/// The two things that GFM reads from a line of a table: its cells, or its alignments.
enum TableRow {
  enum Alignment: Sendable {
    case none
    case left
    case center
    case right
  }

  /// The columns' alignments if this line is a delimiter row that holds a `|`.
  static func alignments(of line: Bytes, into found: inout [Alignment]) -> Bool {
    guard line.position(of: 124) != nil else { return false }
    let first = found.count
    var valid = true
    eachCell(of: line) { cell in
      var (start, end) = (0, cell.count)
      let left = start < end && cell[start] == 58
      if left { start += 1 }
      let right = start < end && cell[end - 1] == 58
      if right { end -= 1 }
      valid = valid && start < end
      for index in start..<max(start, end) where cell[index] != 45 { valid = false }
      found.append(left ? (right ? .center : .left) : (right ? .right : .none))
    }
    if !valid || found.count == first {
      found.removeLast(found.count - first)
      return false
    }
    return true
  }

  /// Calls with each cell of a row, without the blanks around it; `\|` does not end a cell.
  static func eachCell(of line: Bytes, _ body: (Bytes) -> Void) {
    var (start, end) = (0, line.count)
    while start < end, line[start].isSpace { start += 1 }
    while end > start, line[end - 1].isSpace { end -= 1 }
    if start < end, line[start] == 124 { start += 1 }
    var cell = start
    var index = start
    while index < end {
      if line[index] == 92, index + 1 < end, line[index + 1].isPunctuation {
        index += 2
        continue
      }
      if line[index] == 124 {
        body(trimmed(line.slice(cell, index)))
        cell = index + 1
      }
      index += 1
    }
    // What stands behind the last `|` is a cell only if there is something.
    if cell < end { body(trimmed(line.slice(cell, end))) }
  }

  /// Whether a cell is text as it stands, whatever an inline parser knows: printable ASCII without
  /// the marks that emphasis, code, links, entities, HTML, escapes and strikethrough begin with.
  static func isText(_ cell: Bytes) -> Bool {
    for byte in cell where !byte.isTextInCell { return false }
    return true
  }

  private static func trimmed(_ cell: Bytes) -> Bytes {
    var (start, end) = (0, cell.count)
    while start < end, cell[start].isSpace { start += 1 }
    while end > start, cell[end - 1].isSpace { end -= 1 }
    return cell.slice(start, end)
  }

  /// Whether a line could be a delimiter row inside any block quotes: a first look, very cheap.
  static func isCandidate(_ line: Bytes) -> Bool {
    var index = 0
    while index < line.count, line[index].isBlank || line[index] == 62 { index += 1 }
    guard index < line.count, line[index] == 124 || line[index] == 58 || line[index] == 45 else {
      return false
    }
    var (dashes, bars) = (false, false)
    while index < line.count {
      switch line[index] {
      case 45: dashes = true
      case 124: bars = true
      case 58, 32, 9, 13: break
      default: return false
      }
      index += 1
    }
    return dashes && bars
  }
}
