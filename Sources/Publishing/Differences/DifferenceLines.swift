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
      // Removed and added lines that follow each other are one line where they are much alike.
      let pairs = zip(removed, added).map { DifferenceLines.words($0, $1, isCode: isCode) }
        .prefix { $0.isAlike }
      rows += pairs.map { .changed($0) }
      rows += removed.dropFirst(pairs.count).compactMap { DifferenceLines.text($0, isCode) }
        .map { .removed($0) }
      rows += added.dropFirst(pairs.count).compactMap { DifferenceLines.text($0, isCode) }
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
