/// Where the lines of a page's Markdown start; found only when something asks.
struct SourceLines {
  private var starts: [Int] = []
  private var source = Bytes(start: nil, count: 0)

  mutating func reset(_ source: Bytes) {
    self.source = source
    starts.removeAll(keepingCapacity: true)
  }

  /// The number of lines.
  mutating func count() -> Int {
    index()
    return starts.count - 1
  }

  /// The bytes of a line (from 1) without its line break; empty beyond the last.
  mutating func line(_ number: Int) -> Bytes {
    index()
    guard number >= 1, number < starts.count else { return Bytes(start: nil, count: 0) }
    var end = starts[number]
    while end > starts[number - 1], source[end - 1] == 10 || source[end - 1] == 13 { end -= 1 }
    return source.slice(starts[number - 1], end)
  }

  /// What stands on a line from a column (from 1, in bytes) on.
  mutating func text(line number: Int, column: Int) -> Bytes {
    let line = line(number)
    return line.slice(max(0, column - 1), line.count)
  }

  /// Lines end as CommonMark says: with LF, CR, or both.
  private mutating func index() {
    guard starts.isEmpty else { return }
    starts.append(0)
    let hasReturns = source.position(of: 13) != nil
    var at = 0
    while at < source.count {
      if hasReturns {
        while at < source.count, source[at] != 10, source[at] != 13 { at += 1 }
        if at < source.count, source[at] == 13, at + 1 < source.count, source[at + 1] == 10 {
          at += 1
        }
      } else {
        at = source.position(of: 10, from: at) ?? source.count
      }
      at = min(at + 1, source.count)
      starts.append(at)
    }
  }
}
