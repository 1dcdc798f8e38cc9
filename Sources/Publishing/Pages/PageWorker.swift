import Markup
import Primitives

/// Renders pages one after the other with its own renderer, buffers and log of terms.
final class PageWorker {
  private let context: BuildContext
  private let renderer = MarkdownRenderer()
  private var tokenizer = Tokenizer()
  private var content: [UInt8] = []
  private var page: [UInt8] = []

  private(set) var done = WorkDone()
  private var result = PageResult(page: 0)

  init(_ context: BuildContext) { self.context = context }

  /// Writes a page, its editions, what changed between them, and its data.
  func write(_ number: Int) {
    result = PageResult(page: number)
    let page = context.index.pages[number]
    let file = page.path + ".html"
    let markup = render(page.markdown, number, edition: nil, file: file, target: number)
    var frame = context.frames.document(number)
    frame.outline = markup.outline
    finish(frame, file)
    put(page.path + ".md", page.markdown)
    noteTerms(of: page, number, markup)
    put(PageText.path(of: page), PageText.script(page, markup.plainText))
    if page.path != "index", !page.isDataWritten {
      put(PageJSON.path(of: page), PageJSON.bytes(of: page, baseURL: context.site.baseURL))
    }
    for (position, edition) in page.editions.enumerated() {
      write(edition, at: position, of: number)
    }
    compare(number)
    done.results.append(result)
    context.progress.advance()
  }

  /// The files that `write` writes for a page.
  static func files(of page: SitePage) -> [String] {
    var files = [page.path + ".html", page.path + ".md", PageText.path(of: page)]
    if page.path != "index" { files.append(PageJSON.path(of: page)) }
    for edition in page.editions {
      files += ["\(page.path)/v\(edition.number).html", "\(page.path)/v\(edition.number).md"]
    }
    return files + Comparisons(page).files
  }

  private func write(_ edition: SiteEdition, at position: Int, of number: Int) {
    let index = context.index
    let path = "\(index.pages[number].path)/v\(edition.number)"
    let text = edition.markdown
    let markup = render(
      text, number, edition: edition.number, file: path + ".html",
      target: index.firstEdition[number] + position)
    var frame = context.frames.edition(edition, of: number)
    // Its own title: the record may have another by now.
    if let title = markup.title, !title.isEmpty { frame.title = title }
    frame.outline = markup.outline
    finish(frame, path + ".html")
    put(path + ".md", text)
  }

  /// Writes what changed between the editions of a page.
  private func compare(_ number: Int) {
    let page = context.index.pages[number]
    var comparisons = Comparisons(page)
    for pair in comparisons.pairs {
      let frame = context.frames.difference(pair, of: number)
      content.removeAll(keepingCapacity: true)
      // Frozen texts are compared once: what was said of them stands in the page that is served.
      let madeOf = comparisons.inputs(of: pair)
      let served = context.output.served(frame.path)
      if let known = served.flatMap({ ComparisonPage.content(of: $0, madeOf: madeOf) }) {
        content.append(contentsOf: known)
      } else {
        done.comparisons += 1
        var writer = HTMLWriter(out: content)
        content = []
        comparisons.page(of: pair).write(madeOf: madeOf, into: &writer)
        content = writer.out
      }
      finish(frame, frame.path)
    }
  }

  /// Fills `content` and notes the links and ids of the text.
  private func render(
    _ markdown: [UInt8], _ number: Int, edition: Int?, file: String, target: Int
  ) -> RenderedMarkup {
    let page = context.index.pages[number]
    let links = DocumentLinks(
      context.index, document: page.path, file: file, own: target,
      figures: Set(page.figures.keys), extraFiles: context.extraFiles)
    content.removeAll(keepingCapacity: true)
    let markup = renderer.render(markdown, resolver: links.resolver, into: &content)
    if !page.figures.isEmpty { embedFigures(of: page, isEdition: edition != nil, links) }
    let aliases = AliasAnchors(page.stepAliases, markup)
    aliases.insert(into: &content)
    result.anchors.append((target, Anchors(markup, aliases)))
    note(markup, links, number, edition)
    return markup
  }

  private func note(
    _ markup: RenderedMarkup, _ links: DocumentLinks, _ number: Int, _ edition: Int?
  ) {
    let (references, dead) = links.outcome
    guard !references.isEmpty || !dead.isEmpty else { return }
    var lines: [String: Int] = [:]
    for link in markup.links where lines[link.destination] == nil {
      lines[link.destination] = link.line
    }
    result.findings.append(
      LinkCheck.Findings(
        page: number, edition: edition, references: references,
        dead: dead.map { ($0, lines[$0] ?? 0) }, lines: lines))
  }

  private func embedFigures(of page: SitePage, isEdition: Bool, _ links: DocumentLinks) {
    let folder = SitePath.folder(of: page.path)
    content = FigureEmbedding.embedded(content) { name in
      guard let figure = page.figures[name] else { return nil }
      // An edition is frozen and its text has the numbers; a drawing is of today.
      guard !isEdition else {
        let address = "../" + page.path[folder.endIndex...] + ".html"
        return Array("<a class=\"drawing-link\" href=\"\(address)\">Drawing as of today</a>".utf8)
      }
      return FigureDrawing.html(figure, name: name, resolve: { links.href($0) })
    }
  }

  private func finish(_ frame: PageFrame, _ file: String) {
    page.removeAll(keepingCapacity: true)
    Layout.write(frame, content: content, into: &page)
    put(file, page)
  }

  private func noteTerms(of page: SitePage, _ number: Int, _ markup: RenderedMarkup) {
    tokenizer.note(page, number, markup, into: &done.log)
    result.metadata = SearchMetadata.entry(page, markup.outline)
  }

  private func put(_ path: String, _ bytes: [UInt8]) {
    _ = context.output.put(path, bytes, into: &done.entries)
  }
}

extension Tokenizer {
  /// Notes the terms of a page under its number.
  mutating func note(
    _ page: SitePage, _ number: Int, _ markup: RenderedMarkup, into log: inout TermLog
  ) {
    note(markup.plainText, document: number, into: &log)
    note(page.title, weight: 3, document: number, into: &log)
    note(page.summary, weight: 1, document: number, into: &log)
    if let component = page.component {
      note(component, weight: 2, document: number, into: &log)
    }
  }
}
