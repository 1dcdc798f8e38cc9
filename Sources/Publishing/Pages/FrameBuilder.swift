import Markup
import Primitives

/// Fills the frames of pages from the index of the site.
struct FrameBuilder: Sendable {
  /// How many neighbours of a page its navigation shows on either side: a section of thousands of
  /// pages would otherwise make every page as long as the section.
  static let neighbours = 12

  let facts: PageFrame.SiteFacts
  let index: SiteIndex
  /// Of each section.
  private let items: [NavigationItems]
  /// The navigation of a page that is in no section, by the way to the root: nearly all pages stand
  /// one to three folders deep, and of theirs one group alone is another.
  private let plain: [String: [PageFrame.NavigationSection]]

  init(_ site: Site, _ index: SiteIndex) {
    var facts = PageFrame.SiteFacts(
      title: site.title, description: site.description, language: site.language,
      publisher: site.publisher, asOf: site.asOf, programVersion: site.programVersion,
      baseURL: site.baseURL, hasCalendar: !site.events.isEmpty,
      integrity: ThemeAssets.integrity(of: site))
    facts.prepared = PreparedParts(facts)
    self.facts = facts
    self.index = index
    items = index.sections.indices.map { NavigationItems(index, section: $0) }
    let roots = ["", "../", "../../", "../../../"]
    plain = Dictionary(uniqueKeysWithValues: roots.map { ($0, Self.plain(index, root: $0)) })
  }

  /// The frame of a page that the builder makes itself.
  func generated(_ kind: PageFrame.Kind, file: String, title: String, section: Int? = nil)
    -> PageFrame
  {
    var frame = PageFrame(
      site: facts, kind: kind, path: file, root: SitePath.root(of: file), title: title)
    frame.navigation = navigation(file: file, section: section, position: nil)
    if kind != .home {
      frame.breadcrumbs = [.init(title: facts.title, href: frame.homeHref)]
      frame.breadcrumbs.append(.init(title: title, href: nil))
    }
    frame.canonicalURL = canonical(file)
    return frame
  }

  /// The frame of a page as of the build.
  func document(_ number: Int) -> PageFrame {
    let page = index.pages[number]
    let file = page.path + ".html"
    let kind: PageFrame.Kind =
      page.path == "index"
      ? .home
      : page.path == "404" ? .notFound : page.path.hasSuffix("/index") ? .landing : .document
    var frame = base(kind, page, number, file: file)
    addEditions(of: page, current: nil, to: &frame)
    frame.isBehind = page.isBehind
    frame.hasDrawings = !page.figures.isEmpty
    frame.appearances = page.appearances.filter { index.targets["\($0.path)/v\($0.number)"] != nil }
      .map { place in
        let target = "\(place.path)/v\(place.number).html"
        return (
          place.what,
          .init(
            title: "\(place.title), v\(place.number)",
            href: SitePath.relative(from: file, to: target)), place.on
        )
      }
    frame.drawingScripts = FigureDrawing.scripts(of: page.figures)
    frame.markdownHref = name(of: page.path) + ".md"
    frame.canonicalURL = canonical(file)
    frame.modifiedOn = page.modifiedOn
    if page.path != "index" {
      frame.jsonHref = frame.root + "api/" + page.path + ".json"
    }
    if let place = index.places[number], place.position >= 0 {
      let siblings = index.sections[place.section].pages
      if place.position > 0 { frame.previous = link(siblings[place.position - 1], file) }
      if place.position + 1 < siblings.count {
        frame.next = link(siblings[place.position + 1], file)
      }
    }
    return frame
  }

  /// The frame of an edition's page.
  func edition(_ edition: SiteEdition, of number: Int) -> PageFrame {
    let page = index.pages[number]
    let file = "\(page.path)/v\(edition.number).html"
    var frame = base(.edition, page, number, file: file)
    addEditions(of: page, current: edition.number, to: &frame)
    frame.currentEdition = edition.number
    frame.latestHref = "../" + name(of: page.path) + ".html"
    if let newest = page.editions.last, newest.number != edition.number {
      frame.newestEditionHref = "v\(newest.number).html"
      frame.sinceThisHref = EditionPairs.file(edition.number, newest.number)
    } else {
      frame.isBehind = page.isBehind
    }
    frame.markdownHref = "v\(edition.number).md"
    frame.canonicalURL = canonical(file)
    frame.modifiedOn = edition.publishedAt.day
    return frame
  }

  /// The frame of the page that compares two editions, or the newest with the text of today.
  func difference(_ pair: Comparisons.Pair, of number: Int) -> PageFrame {
    let page = index.pages[number]
    let file = "\(page.path)/\(Comparisons.file(pair, page))"
    let old = page.editions[pair.old]
    let new = pair.new.map { page.editions[$0] }
    var frame = base(.difference, page, number, file: file)
    let end = new.map { "to \($0.number)" } ?? "to the text as of \(facts.asOf)"
    frame.title = "What changed in \(page.title) from edition \(old.number) \(end)"
    frame.summary = new?.reason ?? "Not published yet."
    frame.currentEdition = new?.number ?? old.number
    frame.latestHref = "../../" + name(of: page.path) + ".html"
    frame.choices = EditionChoices(page).onComparison(pair)
    frame.canonicalURL = canonical(file)
    frame.modifiedOn = new?.publishedAt.day ?? page.modifiedOn
    return frame
  }

  private func base(_ kind: PageFrame.Kind, _ page: SitePage, _ number: Int, file: String)
    -> PageFrame
  {
    var frame = PageFrame(
      site: facts, kind: kind, path: file, root: SitePath.root(of: file), title: page.title)
    frame.label = page.label
    frame.summary = page.summary
    frame.badges = page.badges
    frame.isRetired = page.isRetired
    frame.stepAliases = page.stepAliases
    let place = index.places[number]
    frame.navigation = navigation(file: file, section: place?.section, position: place?.position)
    guard kind != .home else { return frame }
    frame.breadcrumbs = [.init(title: facts.title, href: frame.homeHref)]
    if let place, place.position >= 0 {
      let section = index.sections[place.section]
      frame.breadcrumbs.append(
        .init(title: section.title, href: frame.root + section.name + "/index.html"))
    }
    let isOwn = kind != .edition && kind != .difference
    frame.breadcrumbs.append(
      .init(
        title: page.title,
        href: isOwn ? nil : SitePath.relative(from: file, to: page.path + ".html")))
    return frame
  }

  private func navigation(file: String, section current: Int?, position: Int?)
    -> [PageFrame.NavigationSection]
  {
    let root = SitePath.root(of: file)
    var all = plain[root] ?? Self.plain(index, root: root)
    guard let current else { return all }
    let count = index.sections[current].pages.count
    let middle = max(0, position ?? 0)
    let start = max(0, min(middle - Self.neighbours, count - 25))
    let places = start..<min(count, start + 2 * Self.neighbours + 1)
    all[current].isCurrent = true
    all[current].shown = places.count
    all[current].items = items[current].html(places, current: position, from: file)
    all[current].prepared = nil
    return all
  }

  /// All sections as pages of other sections show them.
  private static func plain(_ index: SiteIndex, root: String) -> [PageFrame.NavigationSection] {
    index.sections.map { section in
      var group = PageFrame.NavigationSection(
        title: section.title, href: root + section.name + "/index.html", isCurrent: false,
        shown: 0, items: [], count: section.pages.count)
      var page = HTMLWriter(out: [])
      Layout.writeSection(group, isItsPage: false, &page)
      group.prepared = page.out
      return group
    }
  }

  /// Fills in the menu of editions and what can be compared; `current` is the edition shown.
  private func addEditions(of page: SitePage, current: Int?, to frame: inout PageFrame) {
    guard let newest = page.editions.last else { return }
    let prefix = current == nil ? name(of: page.path) + "/" : ""
    var before: SiteEdition?
    for edition in page.editions {
      frame.editions.append(
        .init(
          number: edition.number, href: "\(prefix)v\(edition.number).html",
          date: edition.publishedAt.day, reason: edition.reason,
          isCurrent: edition.number == current,
          changesHref: before.map { prefix + EditionPairs.file($0.number, edition.number) }))
      before = edition
    }
    frame.editions.reverse()
    frame.document = page.path
    frame.comparisonFolder = prefix + "diff/"
    frame.choices = EditionChoices(page).onEdition(current ?? newest.number, prefix: prefix)
    if page.isBehind { frame.draftChangesHref = prefix + EditionPairs.draftFile(newest.number) }
  }

  private func link(_ number: Int, _ file: String) -> PageFrame.Link {
    .init(
      title: index.titles[number],
      href: SitePath.relative(from: file, to: index.files[number]))
  }

  private func canonical(_ file: String) -> String? { facts.baseURL.map { $0 + file } }

  private func name(of path: String) -> Substring {
    path[SitePath.folder(of: path).endIndex...]
  }
}
