import Dispatch
import Documents
import Knowledge
import Ledger
import Primitives
import Publishing
import Records
import Synchronization

/// All documents of a site and what they were made from, without the records.
///
/// The records are let go once the documents are rendered: writing the pages needs the memory.
struct SiteDocuments {
  let site: Site
  /// How many documents there are.
  let count: Int
  /// How many editions there are.
  let editions: Int
  /// Likely secrets, which keep the site from being put in front.
  let secrets: [Diagnostic]
  /// Where the ledger stood when its records were read.
  let knownHead: Head
  private let entries: [DocumentReads.Entry]
  private let subjects: [String: DocumentReads.Part<Fingerprint>]
  private let lives: [UInt64: Reads]
  private let others: [Reads]
  private let events: DocumentReads.Part<[SiteEvent]>
  private let news: DocumentReads.Part<[SiteNews]>
  private let redirects: DocumentReads.Part<[DocumentReads.Redirect]>

  /// Reads the records and renders every document; the data of pages are written at once.
  init(
    _ workspace: Workspace, _ ledger: Ledger, _ view: Situation.View, _ programVersion: String,
    _ standing: StandingSite, _ keeper: StateKeeper, _ overrides: [String: [UInt8]],
    _ progress: Progress
  ) throws(Diagnostics) {
    let renderer = try DocumentRenderer(
      overrides: try Situation.overrides(workspace), version: programVersion)
    let situation = try Situation(workspace, ledger, view, renderer) {
      keeper.keep($0, $1, $2, $3, isPublic: view.isPublic)
    }
    secrets = try SecretGate.findings(situation)
    knownHead = situation.knownHead
    let editions: [String: [SiteEdition]]
    do {
      editions = try Self.editions(ledger, situation)
    } catch {
      throw Diagnostics(failure: error)
    }
    var site = BuildSite.site(
      workspace, on: situation.graph.day, builtAt: Self.builtAt(situation), programVersion,
      overrides)
    let graph = situation.graph
    var subjects: [String: DocumentReads.Part<Fingerprint>] = [:]
    var keys: [DocumentKey] = []
    for definition in DocumentCatalog.all {
      let part = DocumentReads.Part { definition.subjects(graph) }
      keys += part.value.map { DocumentKey(definition.name, $0) }
      subjects[definition.name] = .init(DocumentReads.fingerprint(part.value), part.reads)
    }
    let files = StatingFiles(workspace)
    let lessons = LessonEditions(ledger, graph, situation.editions)
    progress.begin("documents", of: keys.count)
    let (rendered, absent) = Self.pages(keys, graph, renderer, progress) {
      [baseURL = site.baseURL] in
      var page = SiteContent.page(
        $0, on: graph.day, editions[$0.key.path] ?? [], files, lessons)
      standing.writeData(of: &page, baseURL: baseURL)
      return page
    }
    site.pages = rendered.map(\.page)
    var entries = rendered.map(\.entry)
    // A record that was retired keeps its address, and every link to it stays alive.
    let taken = Set(keys)
    let redirects = DocumentReads.Part { [keys] in
      SiteContent.redirects(keys, graph).map { DocumentReads.Redirect(from: $0.from, to: $0.to) }
    }
    // One that has another name now leads there.
    let moved = Set(redirects.value.map(\.from))
    let (tombstones, tombstoneReads) = Reads.of {
      renderer.tombstones(graph).filter { !taken.contains($0.key) && !moved.contains($0.key.path) }
    }
    site.pages += tombstones.map {
      SiteContent.page($0, on: site.asOf, editions[$0.key.path] ?? [], nil, nil)
    }
    entries += tombstones.map { DocumentReads.Entry(key: $0.key, reads: Reads(), sources: []) }
    events = DocumentReads.Part { SiteContent.events(graph) }
    news = DocumentReads.Part { [pages = site.pages] in SiteContent.news(pages, graph) }
    (site.events, site.news) = (events.value, news.value)
    site.redirects = redirects.value.map { ($0.from, $0.to) }
    (self.site, self.redirects, self.subjects) = (site, redirects, subjects)
    self.entries = entries.sorted { $0.key.path < $1.key.path }
    count = keys.count
    self.editions = editions.values.reduce(0) { $0 + $1.count }
    lives = graph.livesReads
    others = [tombstoneReads] + absent
  }

  /// What the documents were made from, tied to the files that are served.
  func reads(_ origin: BuildOrigin, identity: Fingerprint) -> DocumentReads {
    var reads = DocumentReads(
      context: origin.context, identity: identity, sequence: origin.head.sequence,
      builtAt: site.builtAt, entries)
    (reads.subjects, reads.lives, reads.others) = (subjects, lives, others)
    (reads.events, reads.news, reads.redirects) = (events, news, redirects)
    return reads
  }

  /// The instant that the site gives as its own: that of the newest fact, so that building again
  /// without news changes no byte.
  private static func builtAt(_ situation: Situation) -> Instant {
    situation.records.map(\.recordedAt).max() ?? Instant(startOf: situation.graph.day)
  }

  /// The pages of documents and what each was made from, in the order of the keys; and what says
  /// that there is none for a key.
  static func pages(
    _ keys: [DocumentKey], _ graph: Graph, _ renderer: DocumentRenderer,
    _ progress: Progress, _ page: @Sendable (RenderedDocument) -> SitePage
  ) -> (pages: [(page: SitePage, entry: DocumentReads.Entry)], absent: [Reads]) {
    let absent = Mutex<[Reads]>([])
    let found = Mutex(
      [(page: SitePage, entry: DocumentReads.Entry)?](repeating: nil, count: keys.count))
    DispatchQueue.concurrentPerform(iterations: (keys.count + 15) / 16) { chunk in
      for index in chunk * 16..<min(keys.count, chunk * 16 + 16) {
        let (document, reads) = renderer.document(keys[index], partOf: graph)
        guard let document else {
          absent.withLock { $0.append(reads) }
          continue
        }
        let (sitePage, more) = Reads.of { page(document) }
        let made = (
          sitePage,
          DocumentReads.Entry(
            key: document.key, reads: reads.union(more), sources: SiteContent.sources(document))
        )
        found.withLock { $0[index] = made }
        progress.advance()
      }
    }
    return (found.withLock { $0.compactMap(\.self) }, absent.withLock { $0 })
  }

  private static func editions(
    _ ledger: Ledger, _ situation: Situation
  ) throws -> [String: [SiteEdition]] {
    let visibility = situation.isPublic ? try EditionVisibility(ledger) : nil
    let filter = visibility.flatMap { $0.isEmpty ? nil : $0 }
    var found: [String: [SiteEdition]] = [:]
    func add(_ edition: EditionSummary, because reason: String) {
      found[edition.document, default: []].append(
        SiteEdition(
          number: edition.number, publishedAt: edition.publishedAt, reason: reason,
          digest: edition.textDigest.hex
        ) { (try? ledger.text(edition.textDigest)) ?? [] })
    }
    guard filter != nil || situation.editions.asksForSources else {
      for edition in try ledger.editionSummaries() where situation.editions.contains(edition) {
        add(edition, because: edition.reason)
      }
      return found
    }
    for edition in try ledger.editions() where situation.editions.contains(edition) {
      if let filter, try !filter.shows(edition) { continue }
      add(edition.summary, because: filter?.reason(edition.reason) ?? edition.reason)
    }
    return found
  }
}
