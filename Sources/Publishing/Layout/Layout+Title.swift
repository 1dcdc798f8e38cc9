import Markup
import Primitives

extension Layout {
  static func writeBreadcrumbs(_ frame: PageFrame, _ page: inout HTMLWriter) {
    guard frame.breadcrumbs.count > 1 else { return }
    page.raw("<nav class=\"breadcrumbs\" aria-label=\"Breadcrumbs\"><ol>")
    for crumb in frame.breadcrumbs {
      page.raw("<li>")
      if let href = crumb.href {
        page.link(crumb.title, href)
      } else {
        page.raw("<span aria-current=\"page\">")
        page.text(crumb.title)
        page.raw("</span>")
      }
      page.raw("</li>")
    }
    page.raw("</ol></nav>\n")
  }

  /// Everything above the text: label, title, badges, editions, and what speaks against using it.
  static func writeTitle(
    _ frame: PageFrame, _ shape: Shape, _ content: [UInt8], _ page: inout HTMLWriter
  ) {
    page.raw("<header class=\"page-header\">\n")
    if !frame.label.isEmpty {
      page.raw("<p class=\"label\">")
      page.text(frame.label)
      page.raw("</p>\n")
    }
    if let heading = shape.heading {
      page.out.append(contentsOf: content[heading])
    } else {
      page.raw("<h1>")
      page.text(frame.title)
      page.raw("</h1>\n")
    }
    writeFacts(frame, &page)
    writeChoices(frame, &page)
    writeBanners(frame, &page)
    writeLastRun(frame, &page)
    if shape.hasTasks { writeProgress(frame, &page) }
    page.raw("</header>\n")
  }

  private static func writeFacts(_ frame: PageFrame, _ page: inout HTMLWriter) {
    guard !frame.badges.isEmpty || !frame.editions.isEmpty else { return }
    page.raw("<div class=\"facts\">\n")
    if !frame.badges.isEmpty {
      page.raw("<ul class=\"badges\" aria-label=\"Facts\">")
      for badge in frame.badges {
        page.raw("<li")
        page.attribute("class", "badge \(badge.tone.rawValue)")
        page.raw(">")
        page.text(badge.text)
        page.raw("</li>")
      }
      page.raw("</ul>\n")
    }
    writeEditions(frame, &page)
    page.raw("</div>\n")
  }

  /// Filled and shown by `tasks.js`: without it nothing remembers ticks.
  private static func writeProgress(_ frame: PageFrame, _ page: inout HTMLWriter) {
    page.raw("<div class=\"progress\" data-progress")
    if !frame.stepAliases.isEmpty {
      let pairs = frame.stepAliases.keys.sorted().map { "\($0):\(frame.stepAliases[$0] ?? "")" }
      page.attribute("data-aliases", pairs.joined(separator: " "))
    }
    page.raw(
      """
       hidden>
      <progress max="1" value="0" aria-label="Ticked"></progress>
      <span data-ticked></span>
      <button type="button" data-clear>Clear ticks</button>
      </div>

      """)
  }

  /// Headings of levels 2 and 3 and all steps; a page with one heading needs no such table.
  static func writeContents(_ frame: PageFrame, _ page: inout HTMLWriter) {
    let headings = frame.outline.filter { $0.level == 2 || $0.level == 3 || isStep($0) }
    guard headings.count > 1, frame.kind != .home, frame.kind != .search else { return }
    page.raw("<nav class=\"toc\" aria-label=\"On this page\">\n<details data-wide>")
    page.raw("<summary>On this page</summary>\n<ol>\n")
    for heading in headings {
      page.raw(
        heading.level == 2
          ? "<li>" : heading.level == 3 ? "<li class=\"sub\">" : "<li class=\"low\">")
      page.raw("<a")
      page.address("href", "#" + heading.id)
      page.raw(">")
      page.html(heading.html)
      page.raw("</a></li>\n")
    }
    page.raw("</ol>\n</details>\n</nav>\n")
  }
}
