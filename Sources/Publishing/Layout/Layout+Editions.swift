import Markup
import Primitives

extension Layout {
  /// A menu of all editions: `details`, so that it opens without a script.
  static func writeEditions(_ frame: PageFrame, _ page: inout HTMLWriter) {
    guard let newest = frame.editions.first else { return }
    page.raw("<details class=\"editions\"><summary>")
    if let number = frame.currentEdition, frame.kind != .document {
      page.raw("Edition v")
      page.number(number)
      page.raw(" of ")
      page.number(newest.number)
    } else {
      page.raw("Newest edition v")
      page.number(newest.number)
    }
    page.raw("</summary>\n<ol>\n")
    for edition in frame.editions { writeEdition(edition, &page) }
    if let latest = frame.latestHref {
      page.raw("<li class=\"as-of\">")
      page.link("The text as of \(frame.site.asOf)", latest)
      page.raw("</li>\n")
    }
    page.raw("</ol></details>\n")
  }

  private static func writeEdition(_ edition: PageFrame.EditionLink, _ page: inout HTMLWriter) {
    page.raw("<li><div>")
    page.link("v\(edition.number)", edition.href, isCurrent: edition.isCurrent)
    page.raw(" ")
    page.day(edition.date.description)
    if let changes = edition.changesHref {
      page.raw(" <a class=\"changes\"")
      page.address("href", changes)
      page.raw(">what changed<span class=\"hidden\"> in v")
      page.number(edition.number)
      page.raw("</span></a>")
    }
    page.raw("</div>")
    if !edition.reason.isEmpty {
      page.raw("<p>")
      page.text(edition.reason)
      page.raw("</p>")
    }
    page.raw("</li>\n")
  }

  /// Other editions to compare with, as links: `details` on the page of an edition, open on the
  /// page of a comparison.
  static func writeChoices(_ frame: PageFrame, _ page: inout HTMLWriter) {
    let choices = frame.choices.filter { !$0.links.isEmpty }
    guard !choices.isEmpty else { return }
    let isComparison = frame.kind == .difference
    page.raw("<nav class=\"compare\" aria-label=\"Compare editions\">")
    if !isComparison { page.raw("<details><summary>Compare editions</summary>") }
    for choice in choices {
      page.raw("<div class=\"choice\"><span>")
      page.text(choice.title)
      page.raw("</span><ul>")
      for link in choice.links {
        page.raw("<li>")
        page.link(link.title, link.href, isCurrent: link.isCurrent)
        page.raw("</li>")
      }
      page.raw("</ul></div>")
    }
    if !isComparison { page.raw("</details>") }
    page.raw("</nav>\n")
  }

  /// Filled by `runs.js` where this browser remembers a run of the document.
  static func writeLastRun(_ frame: PageFrame, _ page: inout HTMLWriter) {
    guard let document = frame.document, let folder = frame.comparisonFolder,
      let newest = frame.editions.first, frame.kind == .document || frame.kind == .edition
    else { return }
    page.raw("<div class=\"banner info\" data-runs")
    page.attribute("data-document", document)
    page.attribute("data-edition", "\(frame.currentEdition ?? newest.number)")
    page.attribute("data-newest", "\(newest.number)")
    if frame.isBehind, frame.kind == .document { page.raw(" data-draft") }
    page.address("data-folder", folder)
    page.raw(" role=\"status\" hidden></div>\n")
  }

  /// Reasons not to use this text as it is, the gravest first.
  static func writeBanners(_ frame: PageFrame, _ page: inout HTMLWriter) {
    if frame.isRetired {
      page.raw("<p class=\"banner bad\"><strong>Retired.</strong> ")
      page.raw("This record was withdrawn and is kept for reference only.</p>\n")
    }
    writeOldEdition(frame, &page)
    if frame.isBehind { writeBehind(frame, &page) }
  }

  private static func writeOldEdition(_ frame: PageFrame, _ page: inout HTMLWriter) {
    guard frame.kind == .edition, let number = frame.currentEdition,
      let newestHref = frame.newestEditionHref, let newest = frame.editions.first
    else { return }
    page.raw("<p class=\"banner caution\"><strong>You are reading v")
    page.number(number)
    page.raw(".</strong> ")
    page.link("v\(newest.number) is the newest", newestHref)
    if let changes = frame.sinceThisHref {
      page.raw(": ")
      page.link("what changed since v\(number)", changes)
    }
    page.raw(".</p>\n")
  }

  /// The page as of the build is ahead of its newest edition: both sides of that are said.
  private static func writeBehind(_ frame: PageFrame, _ page: inout HTMLWriter) {
    guard let newest = frame.editions.first else { return }
    page.raw("<p class=\"banner caution\"><strong>")
    if frame.kind == .edition, let latest = frame.latestHref {
      page.raw("Behind its records.</strong> Records changed since v")
      page.number(newest.number)
      page.raw(": ")
      page.link("read the text as of \(frame.site.asOf)", latest)
      writeDraftChanges(frame, &page)
    } else {
      page.raw("Not published yet.</strong> ")
      page.link("Edition v\(newest.number)", newest.href)
      page.raw(" is behind its records; this page shows what was known on ")
      page.day(frame.site.asOf.description)
      writeDraftChanges(frame, &page)
    }
    page.raw(".</p>\n")
  }

  private static func writeDraftChanges(_ frame: PageFrame, _ page: inout HTMLWriter) {
    guard let changes = frame.draftChangesHref else { return }
    page.raw(", or ")
    page.link("what changed since then", changes)
  }

  /// Where what was learned stands in published texts: the text of the page can't know that.
  static func writeAppearances(_ frame: PageFrame, _ page: inout HTMLWriter) {
    guard !frame.appearances.isEmpty else { return }
    page.raw("<section class=\"appearances prose\">\n<h2 id=\"lesson-editions\">")
    page.raw("Since which edition each lesson stands there</h2>\n<ul>\n")
    for place in frame.appearances {
      page.raw("<li>")
      page.text(place.what)
      page.raw(": ")
      page.link(place.link.title, place.link.href)
      page.raw(", ")
      page.day(place.on.description)
      page.raw("</li>\n")
    }
    page.raw("</ul>\n</section>\n")
  }
}
