import Markup

/// "What changed since you last ran this": two editions side by side in one column, by heading.
///
/// Lines are of the Markdown. Classes for the theme: `diff` (a section's list), `diff-same`,
/// `diff-removed`, `diff-added`, `diff-changed` (one line with `<del>` and `<ins>` in it),
/// `diff-skip` (how many lines were left out).
struct DifferencePage {
  /// Unchanged lines shown on either side of a change.
  static let context = 2

  private let old: [ArraySlice<UInt8>]
  private let new: [ArraySlice<UInt8>]
  private let rows: [Row]
  /// Lines removed and added.
  let counts: (removed: Int, added: Int)

  private enum Row {
    case same(Int)
    case removed(Int)
    case added(Int)
    case changed(Int, Int)
  }

  init(from oldText: [UInt8], to newText: [UInt8]) {
    old = DifferencePage.lines(oldText)
    new = DifferencePage.lines(newText)
    let difference = Difference(from: old, to: new)
    rows = DifferencePage.rows(difference.edits, old, new)
    var counts = (0, 0)
    for edit in difference.edits {
      if case .removed = edit { counts.0 += 1 }
      if case .added = edit { counts.1 += 1 }
    }
    self.counts = counts
  }

  /// Appends the content of the page.
  func write(reason: String, oldNumber: Int, newNumber: Int, into out: inout [UInt8]) {
    out.append(contentsOf: "<p class=\"diff-summary\">Edition \(newNumber) says why: <q>".utf8)
    HTMLText.escape(reason, into: &out)
    out.append(
      contentsOf: """
        </q>. Since <a href="v\(oldNumber).html">edition \(oldNumber)</a>, \(counts.removed) \
        \(counts.removed == 1 ? "line was" : "lines were") removed and \(counts.added) added in \
        <a href="v\(newNumber).html">edition \(newNumber)</a>.</p>\n
        """.utf8)
    var isShown = rows.map { row in if case .same = row { false } else { true } }
    for index in rows.indices {
      guard case .same = rows[index] else { continue }
      let near = max(0, index - Self.context)...min(rows.count - 1, index + Self.context)
      isShown[index] = near.contains { if case .same = rows[$0] { false } else { true } }
    }
    var heading = ""
    var isOpen = false
    var skipped = 0
    for (index, row) in rows.enumerated() {
      if let title = title(of: row) {
        heading = title
        if isOpen { out.append(contentsOf: "</ol>\n".utf8) }
        isOpen = false
        skipped = 0
      }
      guard isShown[index] else {
        skipped += 1
        continue
      }
      if !isOpen {
        if !heading.isEmpty {
          out.append(contentsOf: "<h2>".utf8)
          HTMLText.escape(heading, into: &out)
          out.append(contentsOf: "</h2>\n".utf8)
        }
        out.append(contentsOf: "<ol class=\"diff\">\n".utf8)
        isOpen = true
      }
      if skipped > 0 {
        let lines = skipped == 1 ? "line" : "lines"
        out.append(
          contentsOf: "<li class=\"diff-skip\">\(skipped) unchanged \(lines)</li>\n".utf8)
        skipped = 0
      }
      write(row, into: &out)
    }
    if isOpen { out.append(contentsOf: "</ol>\n".utf8) }
  }

  private func write(_ row: Row, into out: inout [UInt8]) {
    switch row {
    case .same(let index):
      out.append(contentsOf: "<li class=\"diff-same\">".utf8)
      HTMLText.escape(Array(new[index]), into: &out)
    case .removed(let index):
      out.append(contentsOf: "<li class=\"diff-removed\"><del>".utf8)
      HTMLText.escape(Array(old[index]), into: &out)
      out.append(contentsOf: "</del>".utf8)
    case .added(let index):
      out.append(contentsOf: "<li class=\"diff-added\"><ins>".utf8)
      HTMLText.escape(Array(new[index]), into: &out)
      out.append(contentsOf: "</ins>".utf8)
    case .changed(let from, let to):
      out.append(contentsOf: "<li class=\"diff-changed\">".utf8)
      WordDifference(from: old[from], to: new[to]).write(into: &out)
    }
    out.append(contentsOf: "</li>\n".utf8)
  }

  /// The words of an ATX heading of level 2 or 3 that the new text has.
  private func title(of row: Row) -> String? {
    let line: ArraySlice<UInt8>
    switch row {
    case .same(let index), .added(let index), .changed(_, let index): line = new[index]
    case .removed: return nil
    }
    let marks = line.prefix { $0 == UInt8(ascii: "#") }.count
    guard (2...3).contains(marks), line.dropFirst(marks).first == 32 else { return nil }
    return String(decoding: line.dropFirst(marks + 1), as: UTF8.self)
  }

  /// Pairs removed lines with the added lines that follow them where both are much alike.
  private static func rows(
    _ edits: [Difference.Edit], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> [Row] {
    var rows: [Row] = []
    var (removed, added): ([Int], [Int]) = ([], [])
    func flush() {
      let pairs = zip(removed, added).prefix {
        WordDifference(from: old[$0], to: new[$1]).isAlike
      }.count
      rows += zip(removed, added).prefix(pairs).map { .changed($0, $1) }
      rows += removed.dropFirst(pairs).map { .removed($0) }
      rows += added.dropFirst(pairs).map { .added($0) }
      (removed, added) = ([], [])
    }
    for edit in edits {
      switch edit {
      case .same(_, let index):
        flush()
        rows.append(.same(index))
      case .removed(let index):
        if !added.isEmpty { flush() }
        removed.append(index)
      case .added(let index): added.append(index)
      }
    }
    flush()
    return rows
  }

  private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = text.split(separator: 10, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
