import Documents
import Markup

/// One section of a comparison: its heading, what became of it, its changed text and commands.
struct ComparisonPart {
  private let part: EditionDifference.Part
  private let number: Int
  private let old: ComparisonPage.Side
  private let new: ComparisonPage.Side

  init(
    _ part: EditionDifference.Part, number: Int, old: ComparisonPage.Side, new: ComparisonPage.Side
  ) {
    (self.part, self.number, self.old, self.new) = (part, number, old, new)
  }

  func write(into page: inout HTMLWriter) {
    page.raw("<section class=\"diff-part\">\n<h2 id=\"change-")
    page.number(number + 1)
    page.raw("\">")
    let title = part.title.isEmpty ? "The opening" : WrittenLine.words(part.title)
    if part.isAnchored {
      let side = part.changes == [.removed] ? old : new
      page.link(title, "\(side.href)#\(part.key)")
    } else {
      page.text(title)
    }
    page.raw("</h2>\n")
    ComparisonPart.writeMarks(part, &page)
    page.raw("\n")
    if let before = part.oldTitle {
      page.raw("<p class=\"diff-title\">Its title was <q>")
      page.text(before)
      page.raw("</q>.</p>\n")
    }
    if let key = part.oldKey {
      page.raw("<p class=\"diff-title\">Its key was <code>")
      page.text(key)
      page.raw("</code>; what was recorded under that key goes on under the new one.</p>\n")
    }
    writeText(&page)
    writeCommands(&page)
    page.raw("</section>\n")
  }

  /// What became of a section, by a sign and a word.
  static func writeMarks(_ part: EditionDifference.Part, _ page: inout HTMLWriter) {
    page.raw("<span class=\"diff-marks\">")
    for change in part.changes {
      page.raw(" <span")
      page.attribute("class", "diff-mark \(name(change))")
      page.raw("><span aria-hidden=\"true\">")
      page.raw(sign(change))
      page.raw("</span> ")
      page.text(words(change, part))
      page.raw("</span>")
    }
    page.raw("</span>")
  }

  private func writeText(_ page: inout HTMLWriter) {
    guard part.prose.contains(where: { $0.place != .both }) else { return }
    if !part.code.isEmpty { page.raw("<h3>Text</h3>\n") }
    DifferenceLines(part.prose, isCode: false).write(into: &page)
  }

  /// Each fence by itself; one that is alike in both is left out.
  private func writeCommands(_ page: inout HTMLWriter) {
    var fences: [[EditionDifference.Line]] = []
    for line in part.code {
      if line.isFence {
        fences.append([])
      } else if !fences.isEmpty {
        fences[fences.count - 1].append(line)
      }
    }
    let changed = fences.filter { $0.contains { $0.place != .both } }
    guard !changed.isEmpty || part.code.contains(where: { $0.isFence && $0.place != .both }) else {
      return
    }
    page.raw(part.changes.contains(.command) ? "<h3>Changed command</h3>\n" : "<h3>Command</h3>\n")
    for fence in changed { DifferenceLines(fence, isCode: true).write(into: &page) }
    if changed.isEmpty {
      page.raw("<p class=\"diff-title\">Only the language of the code is another.</p>\n")
    }
  }

  private static func name(_ change: EditionDifference.Change) -> String {
    change == .command ? "command" : change.rawValue
  }

  private static func sign(_ change: EditionDifference.Change) -> StaticString {
    switch change {
    case .added: "+"
    case .removed: "−"
    case .moved: "↕"
    case .renamed: "#"
    case .reworded: "~"
    case .command: "$"
    }
  }

  private static func words(
    _ change: EditionDifference.Change, _ part: EditionDifference.Part
  ) -> String {
    if change == .moved, let numbers = part.numbers, numbers.old != numbers.new {
      return "moved: was step \(numbers.old), is step \(numbers.new)"
    }
    return change.rawValue
  }
}
