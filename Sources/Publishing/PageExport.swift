import Documents
import Markup
import Primitives

/// One page in one file: styles, scripts and drawings inside, for mail or a laptop's disk.
public enum PageExport {
  /// Where a record is shown, such as `component/django.md`, for links that name records.
  public typealias RecordPlace = @Sendable (String) -> String?

  /// The page of a document, or of one of its editions.
  ///
  /// The same layout as on the site. Nothing is asked of a network: the policy allows the styles and
  /// scripts in the file by their digests and no more. Links to other pages lead to the site where it
  /// has an address; else their targets stand behind them in brackets.
  ///
  /// - Parameters:
  ///   - page: What to export; internal records were left out by the caller.
  ///   - edition: One of the page's editions; the text as of the build when `nil`.
  ///   - site: Its title, language, address and overrides; its pages are not looked at.
  ///   - place: Where records are shown.
  /// - Returns: HTML.
  public static func html(
    _ page: SitePage, edition: SiteEdition?, of site: Site, place: @escaping RecordPlace
  ) -> [UInt8] {
    var site = site
    site.pages = [page]
    let index = SiteIndex(site)
    let frames = FrameBuilder(site, index)
    var frame = edition.map { frames.edition($0, of: 0) } ?? frames.document(0)
    frame.single = SingleFile(overrides: site.overrides, base: site.baseURL)
    frame.leaveOutSite()
    let links = ExportLinks(document: page.path, base: site.baseURL, place: place)
    let renderer = MarkdownRenderer()
    var content: [UInt8] = []
    let markup = renderer.render(
      edition?.markdown ?? page.markdown, resolver: links.resolver, into: &content)
    frame.outline = markup.outline
    AliasAnchors(page.stepAliases, markup).insert(into: &content)
    content = FigureEmbedding.embedded(content) { name in
      guard let figure = page.figures[name] else { return nil }
      // An edition is frozen and its text has the numbers; a drawing is of today.
      guard edition == nil else { return [] }
      return FigureDrawing.html(figure, name: name) { links.href($0) }
    }
    var out: [UInt8] = []
    Layout.write(frame, content: content, into: &out)
    return out
  }
}

/// Turns the links of a document that leaves its site.
private struct ExportLinks: Sendable {
  let document: String
  let base: String?
  let place: PageExport.RecordPlace

  var resolver: LinkResolver { LinkResolver { target(of: $0) } }

  /// An address that works in the file; `nil` where there is none.
  func href(_ written: String) -> String? {
    if case .href(let address) = target(of: written) { return address }
    return nil
  }

  private func target(of written: String) -> LinkTarget {
    if written.hasPrefix("#") || written.hasSuffix(".figure.svg") { return .href(written) }
    let parts = written.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let fragment = parts.count == 2 ? "#\(parts[1])" : ""
    if let first = parts.first, first.hasPrefix("record:") {
      guard let found = place(String(first.dropFirst("record:".utf8.count))) else {
        return .unresolved
      }
      return onSite(found, fragment)
    }
    guard let path = SitePath.joined(SitePath.folder(of: document), parts.first ?? "") else {
      return .unresolved
    }
    return onSite(path, fragment)
  }

  private func onSite(_ path: String, _ fragment: String) -> LinkTarget {
    var name = path
    if name.isEmpty || name.utf8.last == UInt8(ascii: "/") { name += "index" }
    var isPage = name.utf8.count > path.utf8.count
    for ending in [".md", ".html"] where name.hasSuffix(ending) {
      name = String(name.dropLast(ending.utf8.count))
      isPage = true
    }
    if name == document, isPage, !fragment.isEmpty { return .href(fragment) }
    if let base { return .href(base + name + (isPage ? ".html" : "") + fragment) }
    let short = name.hasSuffix("/index") ? String(name.dropLast("/index".utf8.count)) : name
    return .mentioned(short)
  }
}

extension PageFrame {
  /// Leaves out what only a site has, and gives what is left addresses that work anywhere.
  fileprivate mutating func leaveOutSite() {
    (breadcrumbs, navigation) = ([], [])
    (previous, next, markdownHref, jsonHref) = (nil, nil, nil, nil)
    let (base, folder) = (site.baseURL, SitePath.folder(of: path))
    func absolute(_ href: String?) -> String? {
      guard let base, let href else { return nil }
      return SitePath.joined(folder, href[...]).map { base + $0 }
    }
    // An empty address is written as text.
    editions = editions.map { edition in
      var edition = edition
      edition.href = absolute(edition.href) ?? ""
      edition.changesHref = absolute(edition.changesHref)
      return edition
    }
    if latestHref != nil { latestHref = absolute(latestHref) ?? "" }
    if newestEditionHref != nil { newestEditionHref = absolute(newestEditionHref) ?? "" }
    sinceThisHref = absolute(sinceThisHref)
    draftChangesHref = absolute(draftChangesHref)
    comparisonFolder = absolute(comparisonFolder)
    (choices, appearances) = ([], [])
  }
}
