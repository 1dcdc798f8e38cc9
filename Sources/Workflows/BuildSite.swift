import Dispatch
import Documents
import Knowledge
import Ledger
import Primitives
import Publishing
import Records
import Synchronization

/// Builds the whole site of a workspace.
public enum BuildSite {
  /// What was built.
  public struct Outcome: Sendable {
    /// What was written and found.
    public let report: BuildReport
    /// How many documents the site has.
    public let documents: Int
    /// How many editions the site has.
    public let editions: Int
    /// The folder of the site.
    public let output: String
    /// Whether only what new revisions changed was made, and the rest left as it was.
    public var isPartial = false
    /// What was found, at its places; the site was left as it was when the report says so.
    public var problems: [Diagnostic] = []
  }

  /// What to do about problems.
  public enum Mode: Sendable {
    /// Errors leave what is served as it was.
    case strict
    /// Pages that can be built are built and put in front; secrets still stop it.
    case keepGoing
    /// For the writer's own eyes: everything is shown that can be.
    case preview
  }

  /// Renders every document and writes the site; only looks at it when nothing changed.
  ///
  /// - `output`: the folder; the workspace's own setting when `nil`.
  /// - `state`: the folder for what building needs between runs; the workspace's own when `nil`.
  /// - `mode`: what is done about dead links and likely secrets.
  public static func run(
    _ workspace: Workspace, _ view: Situation.View, output: String? = nil, state: String? = nil,
    programVersion: String, mode: Mode = .strict, progress: Progress = Progress()
  ) throws(Diagnostics) -> Outcome {
    let folder = output ?? workspace.path(workspace.settings.output)
    let state = state ?? workspace.path(workspace.siteState)
    let overrides = try overrides(workspace)
    let ledger = try workspace.ledger(.readOnly)
    let origin = try BuildOrigin(
      workspace, ledger, view, overrides: overrides, programVersion: programVersion)
    if view.knownAt == nil {
      let standing = try StandingSite(folder, state: state)
      if let report = standing.report(origin.fingerprint) {
        return Outcome(
          report: report, documents: report.pages, editions: origin.editions, output: folder)
      }
      let partial = PartialBuild(
        workspace: workspace, view: view, ledger: ledger, origin: origin, standing: standing)
      if let report = try partial.run(overrides: overrides, programVersion: programVersion) {
        return Outcome(
          report: report, documents: report.pages, editions: origin.editions, output: folder,
          isPartial: true)
      }
    }
    let renderer = try DocumentRenderer(
      overrides: try Situation.overrides(workspace), version: programVersion)
    let keeper = StateKeeper(state: state, isKept: view.knownAt == nil)
    let situation = try Situation(workspace, ledger, view, renderer) {
      keeper.keep($0, $1, $2, $3, isPublic: view.isPublic)
    }
    let secrets = try SecretGate.findings(situation)
    let editions: [String: [SiteEdition]]
    do {
      editions = try siteEditions(ledger, situation)
    } catch {
      throw Diagnostics(failure: error)
    }
    var site = site(
      workspace, on: situation.graph.day, builtAt: builtAt(situation), programVersion, overrides)
    let graph = situation.graph
    var subjects: [String: DocumentReads.Part<Fingerprint>] = [:]
    var keys: [DocumentKey] = []
    for definition in DocumentCatalog.all {
      let part = DocumentReads.Part { definition.subjects(graph) }
      keys += part.value.map { DocumentKey(definition.name, $0) }
      subjects[definition.name] = .init(DocumentReads.fingerprint(part.value), part.reads)
    }
    // From here on nobody else builds into the folder.
    let standing = try StandingSite(folder, state: state)
    let files = StatingFiles(workspace)
    let lessons = LessonEditions(ledger, graph, situation.editions)
    progress.begin("documents", of: keys.count)
    let (rendered, absent) = pages(keys, graph, renderer, progress) { [baseURL = site.baseURL] in
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
    let events = DocumentReads.Part { SiteContent.events(graph) }
    let news = DocumentReads.Part { [pages = site.pages] in SiteContent.news(pages, graph) }
    (site.events, site.news) = (events.value, news.value)
    site.redirects = redirects.value.map { ($0.from, $0.to) }
    // Only a build without findings may stand for the next one.
    let report = try SiteBuilder.build(
      site, into: standing, origin: secrets.isEmpty ? origin.fingerprint : nil,
      release: release(mode, secrets), progress: progress
    ) { standing in
      keeper.keep(standing) { served in
        guard secrets.isEmpty, situation.knownHead == origin.head else { return nil }
        var reads = DocumentReads(
          context: origin.context, identity: served, sequence: origin.head.sequence,
          builtAt: site.builtAt, entries.sorted { $0.key.path < $1.key.path })
        (reads.subjects, reads.lives) = (subjects, graph.livesReads)
        reads.others = [tombstoneReads] + absent
        (reads.events, reads.news, reads.redirects) = (events, news, redirects)
        return reads
      }
    }
    return Outcome(
      report: report, documents: keys.count, editions: editions.values.reduce(0) { $0 + $1.count },
      output: folder, problems: secrets + (try LinkPlaces.located(report, situation)))
  }

  /// A site without pages, as the workspace's settings have it.
  static func site(
    _ workspace: Workspace, on day: CalendarDate, builtAt: Instant, _ programVersion: String,
    _ overrides: [String: [UInt8]]
  ) -> Site {
    var site = Site(
      title: workspace.settings.title, asOf: day, builtAt: builtAt, programVersion: programVersion)
    site.description = workspace.settings.description
    site.baseURL = workspace.settings.baseURL
    site.language = workspace.settings.language
    site.publisher = workspace.settings.publisher
    site.hasIntegrity = workspace.settings.hasIntegrity
    site.sections = SiteContent.sections
    site.overrides = overrides
    return site
  }

  private static func release(_ mode: Mode, _ secrets: [Diagnostic]) -> Release {
    switch mode {
    case .preview: .always
    case .keepGoing: secrets.isEmpty ? .always : .never
    case .strict: secrets.isEmpty ? .ifSound : .never
    }
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

  private static func siteEditions(
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

  /// The workspace's own files of `site/`, which replace built-in ones of the same path.
  static func overrides(_ workspace: Workspace) throws(Diagnostics) -> [String: [UInt8]] {
    let folder = workspace.path("site")
    var files: [String: [UInt8]] = [:]
    let found = Files.list(
      folder, within: workspace.folder,
      endings: [".css", ".js", ".svg", ".png", ".woff2", ".ico", ".txt"])
    if found.diagnostics.containsError { throw Diagnostics(found.diagnostics) }
    for entry in found.entries {
      files[entry.path] = try Files.bytes(at: "\(folder)/\(entry.path)")
    }
    return files
  }
}
