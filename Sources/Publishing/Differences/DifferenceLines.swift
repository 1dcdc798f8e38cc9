import Documents
import Markup

/// Lines of a section as a list: a changed line once, with what changed in it, and unchanged lines
/// folded.
///
/// Classes for the theme: `diff`, `diff-same`, `diff-removed`, `diff-added`, `diff-changed` (with
/// `<del>` and `<ins>` in it), `diff-skip`. Each says in words too what it is.
struct DifferenceLines {
  /// Unchanged lines shown on either side of a change.
  static let context = 1

  private enum Row {
    case same([UInt8])
    case removed([UInt8])
    case added([UInt8])
    case changed(WordDifference)

    var isSame: Bool { if case .same = self { true } else { false } }
  }

  private let rows: [Row]
  private let isCode: Bool

  init(_ lines: [EditionDifference.Line], isCode: Bool) {
    self.isCode = isCode
    var rows: [Row] = []
    var (removed, added): ([ArraySlice<UInt8>], [ArraySlice<UInt8>]) = ([], [])
    func flush() {
      if !isCode {
        let isSaying = { (line: ArraySlice<UInt8>) in DifferenceLines.text(line, false) != nil }
        (removed, added) = (removed.filter(isSaying), added.filter(isSaying))
      }
      // Removed and added lines that follow each other are one line where they are much alike: line
      // for line where there are as many, else as far as they are so.
      let pairs = zip(removed, added).map { DifferenceLines.words($0, $1, isCode: isCode) }
      let isEven = removed.count == added.count
      let count = isEven ? pairs.count : pairs.prefix { $0.isAlike }.count
      func text(_ line: ArraySlice<UInt8>) -> [UInt8] { DifferenceLines.text(line, isCode) ?? [] }
      for place in 0..<count {
        let (old, new) = (removed[place], added[place])
        if let row = DifferenceLines.unchangedRow(old, new, isCode) {
          rows.append(.same(row))
        } else if pairs[place].isAlike {
          rows.append(.changed(pairs[place]))
        } else {
          rows += [.removed(text(old)), .added(text(new))]
        }
      }
      rows += removed.dropFirst(count).compactMap { DifferenceLines.text($0, isCode) }
        .map { .removed($0) }
      rows += added.dropFirst(count).compactMap { DifferenceLines.text($0, isCode) }
        .map { .added($0) }
      (removed, added) = ([], [])
    }
    for line in lines {
      switch line.place {
      case .both:
        flush()
        if let text = DifferenceLines.text(line.text, isCode) { rows.append(.same(text)) }
      case .old:
        if !added.isEmpty { flush() }
        removed.append(line.text)
      case .new: added.append(line.text)
      }
    }
    flush()
    self.rows = rows
  }

  /// What a line says; `nil` for one that only draws the frame of a table.
  private static func text(_ line: ArraySlice<UInt8>, _ isCode: Bool) -> [UInt8]? {
    if isCode { return Array(line) }
    let written = WrittenLine(line)
    return written.isRule || written.text.isEmpty ? nil : written.text
  }

  /// What a row of a table says, when it says the same in both: a column without a word came or went.
  private static func unchangedRow(
    _ old: ArraySlice<UInt8>, _ new: ArraySlice<UInt8>, _ isCode: Bool
  ) -> [UInt8]? {
    guard !isCode else { return nil }
    let (before, after) = (WrittenLine(old), WrittenLine(new))
    return before.isRow && after.isRow && before.text == after.text ? after.text : nil
  }

  /// Lines that read the same differ in what reading leaves out: those are shown as they stand.
  private static func words(
    _ old: ArraySlice<UInt8>, _ new: ArraySlice<UInt8>, isCode: Bool
  ) -> WordDifference {
    if isCode { return WordDifference(from: old, to: new) }
    let (before, after) = (WrittenLine(old).text, WrittenLine(new).text)
    return before == after
      ? WordDifference(from: old, to: new) : WordDifference(from: before[...], to: after[...])
  }

  func write(into page: inout HTMLWriter) {
    guard !rows.isEmpty else { return }
    page.raw(isCode ? "<ol class=\"diff command\" dir=\"ltr\">\n" : "<ol class=\"diff\">\n")
    var at = 0
    while at < rows.count {
      let isNear = (max(0, at - Self.context)...min(rows.count - 1, at + Self.context))
        .contains { !rows[$0].isSame }
      if isNear {
        write(rows[at], into: &page)
        at += 1
      } else {
        let start = at
        while at < rows.count,
          (max(0, at - Self.context)...min(rows.count - 1, at + Self.context))
            .allSatisfy({ rows[$0].isSame })
        { at += 1 }
        fold(rows[start..<at], into: &page)
      }
    }
    page.raw("</ol>\n")
  }

  private func fold(_ rows: ArraySlice<Row>, into page: inout HTMLWriter) {
    page.raw("<li class=\"diff-skip\"><details><summary>")
    page.number(rows.count)
    page.raw(rows.count == 1 ? " unchanged line" : " unchanged lines")
    page.raw("</summary><ol>\n")
    for row in rows { write(row, into: &page) }
    page.raw("</ol></details></li>\n")
  }

  private func write(_ row: Row, into page: inout HTMLWriter) {
    switch row {
    case .same(let text):
      page.raw("<li class=\"diff-same\">")
      HTMLText.escape(text, into: &page.out)
    case .removed(let text):
      page.raw("<li class=\"diff-removed\"><span class=\"hidden\">Removed: </span><del>")
      HTMLText.escape(text, into: &page.out)
      page.raw("</del>")
    case .added(let text):
      page.raw("<li class=\"diff-added\"><span class=\"hidden\">Added: </span><ins>")
      HTMLText.escape(text, into: &page.out)
      page.raw("</ins>")
    case .changed(let words):
      page.raw("<li class=\"diff-changed\"><span class=\"hidden\">Changed: </span>")
      words.write(into: &page.out)
    }
    page.raw("</li>\n")
  }
}
