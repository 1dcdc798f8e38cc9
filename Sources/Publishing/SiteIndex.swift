import Primitives

/// Where everything of a site is: pages by path, record and section, before anything is rendered.
final class SiteIndex: Sendable {
  /// Something that a link can lead to.
  struct Target: Sendable, Hashable {
    /// The file below the root.
    let file: String
    /// Numbers all targets with anchors: pages first, then their editions; `nil` for others.
    let number: Int?
  }

  /// One group of the navigation with the pages in it.
  struct Section: Sendable {
    let name: String
    let title: String
    let summary: String
    /// Numbers of its pages, by title; without its landing page.
    let pages: [Int]
  }

  /// Sorted by path; only those whose path can stand.
  let pages: [SitePage]
  /// Of all pages: a page is large, and most of what is asked of others is only this.
  let titles: [String]
  let files: [String]
  let sections: [Section]
  /// By path without ending.
  let targets: [String: Target]
  /// The path of the page of a record.
  let records: [String: String]
  /// The section of a page and its place there.
  let places: [(section: Int, position: Int)?]
  /// The number of a page's first edition as a target.
  let firstEdition: [Int]
  let targetCount: Int
  /// Old paths with the page that took their place.
  let redirects: [(from: String, to: String)]
  /// Problems of the site itself.
  let diagnostics: [Diagnostic]

  /// - `isKnown`: whether the pages are those of an earlier index, in its order.
  init(_ site: Site, isKnown: Bool = false) {
    var diagnostics: [Diagnostic] = []
    pages = isKnown ? site.pages : PagePaths.sound(site.pages, &diagnostics)
    titles = pages.map(\.title)
    files = pages.map { $0.path + ".html" }
    var targets: [String: Target] = [:]
    targets.reserveCapacity(pages.count * 2)
    var records: [String: String] = [:]
    for (number, page) in pages.enumerated() {
      targets[page.path] = Target(file: files[number], number: number)
      if let record = page.record, records[record] == nil { records[record] = page.path }
    }
    var next = pages.count
    var firstEdition: [Int] = []
    firstEdition.reserveCapacity(pages.count)
    for page in pages {
      firstEdition.append(next)
      for edition in page.editions {
        let path = "\(page.path)/v\(edition.number)"
        targets[path] = Target(file: path + ".html", number: next)
        next += 1
      }
    }
    let (sections, places) = SiteIndex.grouped(pages, site.sections)
    var generated = ["index", "all/index", "search", "404"]
    generated += sections.map { "\($0.name)/index" }
    for path in generated where targets[path] == nil {
      targets[path] = Target(file: path + ".html", number: nil)
    }
    redirects = PagePaths.redirects(site.redirects, targets, &diagnostics)
    for redirect in redirects { targets[redirect.from] = targets[redirect.to] }
    (self.sections, self.places, self.targets, self.records) = (sections, places, targets, records)
    (self.firstEdition, targetCount, self.diagnostics) = (firstEdition, next, diagnostics)
  }

  /// The page of a target, which is the page itself or one of its editions.
  func page(ofTarget number: Int) -> Int? {
    if number < pages.count { return number }
    var (low, high) = (0, pages.count)
    while low < high {
      let middle = (low + high) / 2
      if firstEdition[middle] <= number { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// Whether the workspace gives this page itself.
  func isGiven(_ path: String) -> Bool { targets[path]?.number != nil }

  private static func grouped(
    _ pages: [SitePage], _ named: [SiteSection]
  ) -> ([Section], [(section: Int, position: Int)?]) {
    var members: [String: [Int]] = [:]
    var landings: [String: Int] = [:]
    for (number, page) in pages.enumerated() {
      guard let slash = page.path.utf8.firstIndex(of: UInt8(ascii: "/")) else { continue }
      let name = String(page.path[..<slash])
      if page.path != name + "/index" {
        members[name, default: []].append(number)
      } else {
        landings[name] = number
      }
    }
    var all = named
    let known = Set(named.map(\.name))
    // A section that nobody named is listed after the others under its own name.
    for name in members.keys.sorted() where !known.contains(name) {
      all.append(SiteSection(name: name, title: name, summary: ""))
    }
    var places: [(section: Int, position: Int)?] = Array(repeating: nil, count: pages.count)
    let folded = pages.map { $0.title.lowercased() }
    var sections: [Section] = []
    for (index, section) in all.enumerated() {
      let sorted = (members[section.name] ?? []).sorted { left, right in
        let (a, b) = (pages[left], pages[right])
        return switch (a.happenedOn, b.happenedOn) {
        case (let one?, let other?) where one != other: one > other
        case (_?, nil): true
        case (nil, _?): false
        // Whatever the case: `nginx` stands between `Django` and `Redis`.
        default: (folded[left], a.title, a.path) < (folded[right], b.title, b.path)
        }
      }
      for (position, number) in sorted.enumerated() { places[number] = (index, position) }
      if let number = landings[section.name] { places[number] = (index, -1) }
      sections.append(
        Section(
          name: section.name, title: section.title, summary: section.summary, pages: sorted))
    }
    return (sections, places)
  }
}
