import Markup
import Primitives

extension Layout {
  static func writeNeighbours(_ frame: PageFrame, _ page: inout HTMLWriter) {
    guard frame.previous != nil || frame.next != nil else { return }
    page.raw("<nav class=\"neighbours\" aria-label=\"Neighbouring pages\">")
    neighbour("previous", "Previous", frame.previous, &page)
    neighbour("next", "Next", frame.next, &page)
    page.raw("</nav>\n")
  }

  private static func neighbour(
    _ name: String, _ title: String, _ link: PageFrame.Link?, _ page: inout HTMLWriter
  ) {
    guard let link else { return }
    page.raw("<a")
    page.attribute("class", name)
    page.address("href", link.href)
    page.raw("><span>")
    page.text(title)
    page.raw("</span> ")
    page.text(link.title)
    page.raw("</a>")
  }

  /// The bar that stays in sight while a runbook is worked through.
  ///
  /// Without a script it leads to the first step and to the rollback; `steps.js` makes it name the
  /// step that is being read.
  static func writeStepBar(_ frame: PageFrame, _ shape: Shape, _ page: inout HTMLWriter) {
    let steps = frame.outline.prefix { $0.id != "rollback" }.filter(isStep)
    guard shape.hasSteps, let first = steps.first else { return }
    page.raw("<nav class=\"step-bar\" aria-label=\"Steps\" data-steps>\n<a class=\"now\"")
    page.address("href", "#" + first.id)
    page.raw("><span class=\"where\">")
    page.number(steps.count)
    page.raw(steps.count == 1 ? " step</span>" : " steps</span>")
    page.raw(" <span class=\"what\">Start at the first</span></a>\n")
    if shape.hasTasks { page.raw("<span class=\"ticks\" data-ticked hidden></span>\n") }
    jump("call", "Contacts", frame.outline.first { $0.id.hasPrefix("contacts") }, &page)
    jump("back", "Rollback", rollback(in: frame.outline), &page)
    page.raw("</nav>\n")
  }

  private static func rollback(in outline: [Heading]) -> Heading? {
    outline.first { $0.id == "rollback" } ?? outline.first { $0.id.hasPrefix("rollback") }
  }

  private static func jump(
    _ name: String, _ title: String, _ heading: Heading?, _ page: inout HTMLWriter
  ) {
    guard let heading else { return }
    page.raw("<a")
    page.attribute("class", name)
    page.address("href", "#" + heading.id)
    page.raw(">")
    page.text(title)
    page.raw("</a>\n")
  }

  static func writeFooter(_ frame: PageFrame, _ page: inout HTMLWriter) {
    page.raw("<footer class=\"site-footer\">\n<p>As known on ")
    page.day(frame.site.asOf.description)
    if let modified = frame.modifiedOn {
      page.raw(" · newest fact of ")
      page.day(modified.description)
    }
    page.raw(" · Waymark ")
    page.text(frame.site.programVersion)
    if let publisher = frame.site.publisher {
      page.raw(" · ")
      page.text(publisher)
    }
    page.raw("</p>\n")
    if frame.single == nil { writeForms(frame, &page) }
    page.raw("<p class=\"printed\">")
    page.text(frame.canonicalURL ?? frame.path)
    if let number = frame.currentEdition {
      page.raw(" · edition v")
      page.number(number)
    }
    page.raw(" · as of ")
    page.text(frame.site.asOf.description)
    page.raw("</p>\n</footer>\n")
  }

  /// The page and the site in other forms.
  private static func writeForms(_ frame: PageFrame, _ page: inout HTMLWriter) {
    page.raw("<ul>")
    entry("Markdown", frame.markdownHref, &page)
    entry("JSON", frame.jsonHref, &page)
    entry("Atom feed", frame.atomHref, &page)
    entry("JSON feed", frame.jsonFeedHref, &page)
    entry("Calendar", frame.calendarHref, &page)
    entry("All pages", frame.listingHref, &page)
    page.raw("</ul>\n")
  }

  private static func entry(_ title: String, _ href: String?, _ page: inout HTMLWriter) {
    guard let href else { return }
    page.raw("<li>")
    page.link(title, href)
    page.raw("</li>")
  }
}
