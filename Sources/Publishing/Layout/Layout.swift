import Markup

/// The HTML around a page's content: `site/` styles it, and it is whole without any script.
enum Layout {
  /// Appends one page; `content` is rendered Markdown with its figures in place.
  ///
  /// A heading of level 1 at the start of the content becomes the page's title; without one the
  /// frame's title does, so that each page has exactly one.
  static func write(_ frame: PageFrame, content: [UInt8], into out: inout [UInt8]) {
    var page = HTMLWriter(out: out)
    out = []
    page.out.reserveCapacity(page.out.count + content.count + 12_000)
    let shape = Shape(frame, content)
    writeHead(frame, &page)
    writeHeader(frame, &page)
    page.raw(frame.single == nil ? "<div class=\"frame\">\n" : "<div class=\"frame single\">\n")
    if frame.single == nil { writeNavigation(frame, &page) }
    page.raw("<main id=\"content\" tabindex=\"-1\">\n")
    writeBreadcrumbs(frame, &page)
    writeTitle(frame, shape, content, &page)
    writeContents(frame, &page)
    page.raw("<article class=\"prose\">\n")
    Sections.write(content, from: shape.bodyStart, cut: shape.cut, &page)
    page.raw("</article>\n")
    writeAppearances(frame, &page)
    writeNeighbours(frame, &page)
    writeStepBar(frame, shape, &page)
    page.raw("</main>\n</div>\n")
    writeFooter(frame, &page)
    if let single = frame.single {
      page.raw("<script>")
      page.out += single.scripts
      page.raw("</script>\n")
    }
    page.raw("</body>\n</html>\n")
    out = page.out
  }

  /// Whether a heading opens a step of a runbook.
  static func isStep(_ heading: Heading) -> Bool {
    heading.level > 1 && heading.id.hasPrefix("step-")
  }

  /// What the layout has to know about the content.
  struct Shape {
    /// The heading of level 1 at the start, with its tags.
    let heading: Range<Int>?
    /// Where the rest starts.
    let bodyStart: Int
    let cut: Sections.Cut
    let hasSteps: Bool
    let hasTasks: Bool

    init(_ frame: PageFrame, _ content: [UInt8]) {
      heading = Sections.leadingHeading(of: content)
      bodyStart = heading?.upperBound ?? 0
      hasSteps = frame.outline.contains { isStep($0) }
      hasTasks = Sections.contains(content, "<input type=\"checkbox\"")
      cut = frame.kind == .home ? .cards : hasSteps ? .steps : .none
    }
  }
}
