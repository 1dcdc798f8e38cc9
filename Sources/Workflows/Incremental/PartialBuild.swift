import Checks
import Dispatch
import Documents
import Knowledge
import Ledger
import Primitives
import Publishing
import Records
import Synchronization

/// Builds only what a few new revisions change: from records to documents to pages to indexes.
///
/// What it writes is what a whole build would; wherever that is not certain it does nothing, and a
/// whole build follows.
struct PartialBuild {
  /// From so many documents on a whole build costs less.
  private static let mostDocuments = 2_000

  let workspace: Workspace
  let view: Situation.View
  let ledger: Ledger
  let origin: BuildOrigin
  let standing: StandingSite

  /// What was done; `nil` when it takes a whole build.
  func run(
    overrides: [String: [UInt8]], programVersion: String
  ) throws(Diagnostics) -> BuildReport? {
    let (known, store) = remembered
    guard let (reads, memory) = known, let store,
      let news = Revisions(
        ledger, store, since: reads.sequence, at: origin.head.sequence,
        isPublic: view.isPublic), memory.pages.count == reads.entries.count
    else { return nil }
    let fresh = Graph(records: news.fresh, day: view.day ?? today)
    let secrets = SecretScan.findings(fresh, exemptions: workspace.settings.exemptions)
    guard secrets.isEmpty else { return nil }
    let graph: Graph
    do {
      graph = Graph(
        partly: news.records,
        observations: Redaction.published(
          try ledger.observations(knownAt: nil), hiding: store.secrets.hidden),
        histories: Histories(try view.revisions(ledger), isPublic: view.isPublic),
        day: view.day ?? today,
        component: news.component, references: news.references)
    } catch {
      return nil
    }
    var next = reads
    guard let changes = changes(news, graph, &next) else { return nil }
    let changed = reads.entries.indices.filter { number in
      changes.touch(reads.entries[number].reads)
        || reads.entries[number].sources.contains {
          changes.days[$0].map { memory.pages[number].modifiedOn != $0 } ?? false
        }
    }
    guard changed.count <= Self.mostDocuments else { return nil }
    let renderer = try DocumentRenderer(
      overrides: try Situation.overrides(workspace), version: programVersion,
      only: Set(changed.map { reads.entries[$0].key.document }))
    next.sequence = origin.head.sequence
    next.builtAt = max(reads.builtAt, news.newest)
    var site = BuildSite.site(
      workspace, on: graph.day, builtAt: next.builtAt, programVersion, overrides)
    site.pages = memory.pages
    let editions = Dictionary(
      uniqueKeysWithValues: changed.map { number in
        (memory.pages[number].path, self.editions(memory.pages[number]))
      })
    let keys = changed.map { reads.entries[$0].key }
    let lessons = LessonEditions(ledger, graph, KnownEditions(view, []))
    let (rendered, _) = SiteDocuments.pages(keys, graph, renderer, Progress()) {
      SiteContent.page($0, on: graph.day, editions[$0.key.path] ?? [], nil, lessons)
    }
    guard rendered.count == changed.count else { return nil }
    for (number, made) in zip(changed, rendered) {
      guard made.page.path == memory.pages[number].path else { return nil }
      site.pages[number] = made.page
      next.renew(number, made.entry)
    }
    next.events.update(changes) { SiteContent.events(graph) }
    next.news.update(changes) { SiteContent.news(site.pages, graph) }
    (site.events, site.news) = (next.events.value, next.news.value)
    next.redirects.update(changes) {
      SiteContent.redirects(renderer.keys(graph), graph).map {
        DocumentReads.Redirect(from: $0.from, to: $0.to)
      }
    }
    guard next.redirects.value == reads.redirects.value else { return nil }
    site.redirects = reads.redirects.value.map { ($0.from, $0.to) }
    guard site.events.isEmpty == reads.events.value.isEmpty,
      let report = try standing.patch(
        site, changed: changed, memory,
        isCalendarNew: next.builtAt != reads.builtAt || site.events != reads.events.value,
        isNewsNew: site.news != reads.news.value)
    else { return nil }
    standing.remember(DocumentReads.delta, next.bytesSince(servedAs: standing.nowServed))
    standing.remember(origin.fingerprint, report)
    return report
  }

  /// What earlier builds kept, read on two cores: it is most of what a build of one page waits for.
  private var remembered: (known: (reads: DocumentReads, memory: SiteMemory)?, store: RecordStore?)
  {
    let known = Mutex<(DocumentReads, SiteMemory)?>(nil)
    let store = Mutex<RecordStore?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      if part == 0 {
        let reads = standing.remembered(DocumentReads.base).flatMap {
          DocumentReads(
            $0, since: standing.remembered(DocumentReads.delta), servedAs: standing.served)
        }
        guard let reads, reads.context == origin.context, let memory = standing.memory() else {
          return
        }
        known.withLock { $0 = (reads, memory) }
      } else {
        let found = standing.remembered(RecordStore.name).flatMap {
          RecordStore($0, isPublic: view.isPublic, ledger)
        }
        store.withLock { $0 = found }
      }
    }
    return (known.withLock { $0 }, store.withLock { $0 })
  }

  private var today: CalendarDate { Clock.now().day }

  /// The editions of a page, which are as they were; only their texts are fetched when needed.
  private func editions(_ page: SitePage) -> [SiteEdition] {
    let ledger = ledger
    return page.editions.map { edition in
      SiteEdition(
        number: edition.number, publishedAt: edition.publishedAt, reason: edition.reason,
        digest: edition.digest
      ) { Digest(hex: edition.digest).flatMap { try? ledger.text($0) } ?? [] }
    }
  }

  /// What the revisions change, with what is computed for many documents at once; `nil` when other
  /// documents are there than before.
  private func changes(
    _ news: Revisions, _ graph: Graph, _ next: inout DocumentReads
  ) -> RecordChanges? {
    var changes = news.changes
    let lives = next.lives.filter { changes.touch($0.value) }.keys
    if !lives.isEmpty || news.touchesDeprecations {
      for key in lives { changes.insert(key) }
      changes.insert(ReadKey.lives(""))
      next.lives = graph.livesReads
    }
    if next.others.contains(where: changes.touch) { return nil }
    for definition in DocumentCatalog.all {
      guard var part = next.subjects[definition.name] else { return nil }
      let before = part.value
      part.update(changes) { DocumentReads.fingerprint(definition.subjects(graph)) }
      guard part.value == before else { return nil }
      next.subjects[definition.name] = part
    }
    return changes
  }
}
