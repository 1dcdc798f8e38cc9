import Documents
import Markup
import Primitives

/// What changed between two texts of a document, section by section: for runbooks step by step.
///
/// Classes for the theme: `comparison` around all, `diff-summary`, `diff-reasons`, `diff-overview`,
/// `diff-part` (one section), `diff-marks` with a `diff-mark` for each change, `diff-unchanged`.
struct ComparisonPage {
  /// One of the two texts.
  struct Side {
    /// Such as `edition 2`.
    let name: String
    /// Its page, seen from this one.
    let href: String
  }

  /// Raised when the same texts give other bytes, so that nothing old is taken for new.
  static let format = 2

  let old: Side
  let new: Side
  let difference: EditionDifference
  /// The editions after the old one up to the new one, oldest first: what each said why.
  let reasons: [SiteEdition]

  /// Appends the content of the page.
  ///
  /// - `madeOf`: tells the inputs, so that a later build can take these bytes over.
  func write(madeOf: Fingerprint, into page: inout HTMLWriter) {
    page.html(ComparisonPage.opening(madeOf))
    writeSummary(&page)
    writeReasons(&page)
    if difference.parts.count > 1 { writeOverview(&page) }
    for (number, part) in difference.parts.enumerated() {
      ComparisonPart(part, number: number, old: old, new: new).write(into: &page)
    }
    writeUnchanged(&page)
    page.raw("</div>\n")
  }

  static func opening(_ madeOf: Fingerprint) -> String {
    "<div class=\"comparison\" data-made-of=\"\(madeOf)\">\n"
  }

  /// The content inside a page that was made from the same; `nil` if it was made from other things.
  static func content(of page: [UInt8], madeOf: Fingerprint) -> ArraySlice<UInt8>? {
    let opening = Array("<article class=\"prose\">\n\(opening(madeOf))".utf8)
    let closing = Array("</div>\n</article>\n".utf8)
    guard let start = page.firstIndex(of: opening),
      let end = page.firstIndex(of: closing, from: start)
    else { return nil }
    return page[(start + 24)..<(end + 7)]
  }

  private func writeSummary(_ page: inout HTMLWriter) {
    page.raw("<p class=\"diff-summary\">From ")
    page.link(old.name, old.href)
    page.raw(" to ")
    page.link(new.name, new.href)
    page.raw(", ")
    let same = difference.unchanged.count
    if difference.isIdentical {
      page.raw("nothing changed: both texts are the same, byte by byte.")
    } else if difference.isEmpty {
      page.raw("no section says anything else. Only numbers, or headings without a text, changed.")
    } else {
      let counts = EditionDifference.Change.allCases.compactMap { change in
        let count = difference.parts.count { $0.changes.contains(change) }
        return count == 0 ? nil : "\(count) \(ComparisonPage.words(change, count))"
      }
      page.text(counts.joined(separator: ", "))
      page.raw("; ")
      page.text(same == 1 ? "1 section is as it was." : "\(same) sections are as they were.")
    }
    page.raw("</p>\n")
  }

  private func writeReasons(_ page: inout HTMLWriter) {
    guard !reasons.isEmpty else { return }
    page.raw("<ul class=\"diff-reasons\">\n")
    for edition in reasons {
      page.raw("<li>Edition ")
      page.number(edition.number)
      page.raw(", ")
      page.day(edition.publishedAt.day.description)
      page.raw(", says why: <q>")
      page.text(edition.reason)
      page.raw("</q></li>\n")
    }
    page.raw("</ul>\n")
  }

  private func writeOverview(_ page: inout HTMLWriter) {
    page.raw("<h2>At a glance</h2>\n<ul class=\"diff-overview\">\n")
    for (number, part) in difference.parts.enumerated() {
      page.raw("<li>")
      page.link(
        part.title.isEmpty ? "The opening" : WrittenLine.words(part.title), "#change-\(number + 1)")
      ComparisonPart.writeMarks(part, &page)
      page.raw("</li>\n")
    }
    page.raw("</ul>\n")
  }

  private func writeUnchanged(_ page: inout HTMLWriter) {
    let same = difference.unchanged
    guard !same.isEmpty, !difference.isIdentical else { return }
    page.raw("<details class=\"diff-unchanged\"><summary>")
    page.text(
      same.count == 1 ? "1 section is as it was" : "\(same.count) sections are as they were")
    page.raw("</summary>\n<ul>\n")
    for section in same {
      page.raw("<li>")
      if section.isAnchored {
        page.link(WrittenLine.words(section.title), "\(new.href)#\(section.key)")
      } else {
        page.text(WrittenLine.words(section.title))
      }
      page.raw("</li>\n")
    }
    page.raw("</ul>\n</details>\n")
  }

  private static func words(_ change: EditionDifference.Change, _ count: Int) -> String {
    switch change {
    case .added: "added"
    case .removed: "removed"
    case .moved: "moved"
    case .renamed: "renamed"
    case .reworded: "reworded"
    case .command: count == 1 ? "changed command" : "changed commands"
    }
  }
}
