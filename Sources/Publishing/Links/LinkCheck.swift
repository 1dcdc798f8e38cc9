import Primitives

/// Reports links of a site that lead nowhere, once all pages are known.
struct LinkCheck {
  /// What the links of one page were found to be.
  struct Findings: Sendable {
    /// The page's number among the site's pages.
    let page: Int
    /// The edition whose text it is; `nil` for the text as of the build.
    let edition: Int?
    let references: [DocumentLinks.Reference]
    let dead: [(written: String, line: Int)]
    /// The lines of `references`.
    let lines: [String: Int]
  }

  let index: SiteIndex
  /// By target number.
  let anchors: [Anchors]

  /// The problems of all pages, in the order of `results`, a page before its editions.
  static func all(_ results: [PageResult], _ index: SiteIndex) -> [DeadLink] {
    var anchors = Array(repeating: Anchors(), count: index.targetCount)
    for (target, ids) in results.lazy.flatMap(\.anchors) { anchors[target] = ids }
    let check = LinkCheck(index: index, anchors: anchors)
    return results.flatMap(\.findings).flatMap(check.deadLinks)
  }

  /// One for each link; those of frozen editions are warnings, nobody can mend them.
  func deadLinks(of findings: Findings) -> [DeadLink] {
    var all: [DeadLink] = []
    for link in findings.dead {
      all.append(
        deadLink(
          "dead-link", findings, link.written, link.line, "which is not on this site",
          help: nearestPage(to: link.written, from: index.pages[findings.page].path)))
    }
    for reference in findings.references
    where !anchors[reference.target].contains(reference.fragment) {
      let candidates = anchors[reference.target].all
      let help =
        Spelling.nearest(to: reference.fragment, among: candidates).map {
          "the nearest heading there is `#\($0)`"
        } ?? "name a heading of that page, or give it the id with `{#\(reference.fragment)}`"
      all.append(
        deadLink(
          "dead-anchor", findings, reference.written, findings.lines[reference.written] ?? 0,
          "but that page has no such place", help: help))
    }
    return all
  }

  private func deadLink(
    _ id: String, _ findings: Findings, _ written: String, _ line: Int, _ problem: String,
    help: String
  ) -> DeadLink {
    let page = index.pages[findings.page]
    let name = findings.edition.map { "\(page.path)/v\($0)" } ?? page.path
    let record = page.record.map { " (record `\($0)`)" } ?? ""
    let diagnostic = Diagnostic(
      id, findings.edition == nil ? .error : .warning,
      "page `\(name)`\(record) links in line \(line) to `\(written)`, \(problem)",
      at: page.file().map { SourceRange(file: $0, line: 1, column: 1) }, help: help)
    return DeadLink(
      page: page.path, edition: findings.edition, written: written, line: line,
      diagnostic: diagnostic, problem: problem)
  }

  private func nearestPage(to written: String, from document: String) -> String {
    let path = written.prefix { $0 != "#" && $0 != "?" }
    if path.hasPrefix("record:") {
      let record = String(path.dropFirst("record:".utf8.count))
      return Spelling.nearest(to: record, among: index.records.keys.sorted()).map {
        "did you mean `record:\($0)`?"
      } ?? "name a record that has a page on this site"
    }
    var wanted = SitePath.joined(SitePath.folder(of: document), path) ?? String(path)
    if wanted.hasSuffix(".md") { wanted = String(wanted.dropLast(3)) }
    guard let nearest = Spelling.nearest(to: wanted, among: index.targets.keys.sorted()) else {
      return "link to a page of this site by its path, ending in `.md`"
    }
    return
      "did you mean `\(SitePath.relative(from: document + ".md", to: nearest + ".md"))`?"
  }
}
