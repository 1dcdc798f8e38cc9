import Markup

extension Layout {
  static func writeHeader(_ frame: PageFrame, _ page: inout HTMLWriter) {
    if let single = frame.single { return writeSingleHeader(frame, single, &page) }
    if frame.kind != .home, let prepared = frame.site.prepared.headers[frame.root] {
      page.out.append(contentsOf: prepared)
    } else {
      writeHeaderAnew(frame, &page)
    }
  }

  static func writeHeaderAnew(_ frame: PageFrame, _ page: inout HTMLWriter) {
    page.raw("<a class=\"skip\" href=\"#content\">Skip to content</a>\n")
    page.raw("<header class=\"site-header\">\n<a class=\"brand\"")
    page.address("href", frame.homeHref)
    if frame.kind == .home { page.raw(" aria-current=\"page\"") }
    page.raw(">")
    page.raw(Icons.mark)
    page.raw("<span>")
    page.text(frame.site.title)
    page.raw("</span></a>\n<form class=\"site-search\" role=\"search\" method=\"get\"")
    page.address("action", frame.searchHref)
    page.raw(">\n<label class=\"hidden\" for=\"site-search\">Search all pages</label>\n")
    page.raw("<input id=\"site-search\" type=\"search\" name=\"q\" placeholder=\"Search\"")
    page.raw(" autocomplete=\"off\" spellcheck=\"false\" data-search>\n")
    page.raw("<button type=\"submit\" aria-label=\"Search\">")
    page.raw(Icons.search)
    page.raw("</button>\n</form>\n<noscript><a class=\"all-pages\"")
    page.address("href", frame.listingHref)
    page.raw(">All pages A–Z</a></noscript>\n")
    writeThemeSwitch(&page)
    page.raw("</header>\n")
  }

  /// Shown by `theme.js`: without it nothing remembers a choice.
  static func writeThemeSwitch(_ page: inout HTMLWriter) {
    page.raw("<button class=\"theme\" type=\"button\" data-theme-switch hidden>")
    page.raw("<span class=\"theme-sign\" aria-hidden=\"true\"></span>")
    page.raw("<span class=\"hidden\">Colours: </span><span data-theme-name>Auto</span></button>\n")
  }

  /// A closed `details`: small screens open it, wide ones always show what is inside.
  static func writeNavigation(_ frame: PageFrame, _ page: inout HTMLWriter) {
    page.raw("<nav class=\"sections\" aria-label=\"Sections\">\n<details data-wide>")
    page.raw("<summary>Sections</summary>\n<ul>\n<li>")
    page.link("Overview", frame.homeHref, isCurrent: frame.kind == .home)
    page.raw("</li>\n")
    for section in frame.navigation {
      if let prepared = section.prepared {
        page.out += prepared
      } else {
        writeSection(section, isItsPage: frame.kind == .landing, &page)
      }
    }
    page.raw("<li>")
    page.link("All pages", frame.listingHref, isCurrent: frame.kind == .listing)
    page.raw("</li>\n</ul>\n</details>\n</nav>\n")
  }

  static func writeSection(
    _ section: PageFrame.NavigationSection, isItsPage: Bool, _ page: inout HTMLWriter
  ) {
    page.raw(section.isCurrent ? "<li class=\"current\">" : "<li>")
    page.raw("<a")
    page.address("href", section.href)
    if section.isCurrent, isItsPage { page.raw(" aria-current=\"page\"") }
    page.raw("><span>")
    page.text(section.title)
    page.raw("</span>")
    if section.count > 0 {
      page.raw(" <span class=\"count\">")
      page.number(section.count)
      page.raw("<span class=\"hidden\"> pages</span></span>")
    }
    page.raw("</a>\n")
    if !section.items.isEmpty { writeItems(of: section, &page) }
    page.raw("</li>\n")
  }

  private static func writeItems(
    of section: PageFrame.NavigationSection, _ page: inout HTMLWriter
  ) {
    page.raw("<ul>\n")
    page.out += section.items
    if section.count > section.shown {
      page.raw("<li class=\"more\"><a")
      page.address("href", section.href)
      page.raw(">All ")
      page.number(section.count)
      page.raw(" in ")
      page.text(section.title)
      page.raw("</a></li>\n")
    }
    page.raw("</ul>\n")
  }
}
