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
  }

  /// Renders every document and writes the site; only looks at it when nothing changed.
  ///
  /// - `output`: the folder; the workspace's own setting when `nil`.
  public static func run(
    _ workspace: Workspace, _ view: Situation.View, output: String? = nil, programVersion: String
  ) throws(Diagnostics) -> Outcome {
    let folder = output ?? workspace.path(workspace.settings.output)
    let state = workspace.path(".waymark/site")
    let overrides = try overrides(workspace)
    let origin = try BuildOrigin(
      workspace, try workspace.ledger(.readOnly), view, overrides: overrides,
      programVersion: programVersion)
    if view.knownAt == nil,
      let report = try SiteBuilder.standing(origin.fingerprint, in: folder, state: state)
    {
      return Outcome(
        report: report, documents: report.pages, editions: origin.editions, output: folder)
    }
    let situation = try Situation(workspace, view, programVersion: programVersion)
    let editions: [String: [SiteEdition]]
    do {
      editions = try siteEditions(try workspace.ledger(.readOnly), view)
    } catch {
      throw Diagnostics(failure: error)
    }
    var site = Site(
      title: workspace.settings.title, asOf: situation.graph.day, builtAt: builtAt(situation),
      programVersion: programVersion)
    site.description = workspace.settings.description
    site.baseURL = workspace.settings.baseURL
    site.language = workspace.settings.language
    site.publisher = workspace.settings.publisher
    site.sections = SiteContent.sections
    let keys = situation.renderer.keys(situation.graph)
    site.pages = pages(keys, situation, editions)
    // A record that was retired keeps its address, and every link to it stays alive.
    let taken = Set(keys)
    site.pages += situation.renderer.tombstones(situation.graph).filter { !taken.contains($0.key) }
      .map {
        SiteContent.page($0, situation, editions[$0.key.path] ?? [], [:])
      }
    site.events = SiteContent.events(situation.graph)
    site.news = SiteContent.news(site.pages, situation.graph)
    site.overrides = overrides
    let report = try SiteBuilder.build(site, into: folder, state: state, origin: origin.fingerprint)
    return Outcome(
      report: report, documents: keys.count, editions: editions.values.reduce(0) { $0 + $1.count },
      output: folder)
  }

  /// The instant that the site gives as its own: that of the newest fact, so that building again
  /// without news changes no byte.
  private static func builtAt(_ situation: Situation) -> Instant {
    situation.records.map(\.recordedAt).max() ?? Instant(startOf: situation.graph.day)
  }

  private static func pages(
    _ keys: [DocumentKey], _ situation: Situation, _ editions: [String: [SiteEdition]]
  ) -> [SitePage] {
    let files = SiteContent.files(situation)
    let lessons = LessonEditions(situation, documents: Set(keys.map(\.path)))
    let pages = Mutex([SitePage?](repeating: nil, count: keys.count))
    DispatchQueue.concurrentPerform(iterations: (keys.count + 15) / 16) { chunk in
      for index in chunk * 16..<min(keys.count, chunk * 16 + 16) {
        guard let document = situation.renderer.document(keys[index], situation.graph) else {
          continue
        }
        var page = SiteContent.page(document, situation, editions[document.key.path] ?? [], files)
        if let incident = document.model.record, incident.id.kind == "incident" {
          page.appearances = lessons.appearances(incident, situation.graph)
        }
        pages.withLock { $0[index] = page }
      }
    }
    return pages.withLock { $0.compactMap(\.self) }
  }

  private static func siteEditions(_ ledger: Ledger, _ view: Situation.View) throws -> [String:
    [SiteEdition]]
  {
    var found: [String: [SiteEdition]] = [:]
    for edition in try ledger.editions()
    where view.knownAt.map({ edition.publishedAt <= $0 }) ?? true {
      guard let text = try ledger.text(edition.textDigest) else { continue }
      found[edition.document, default: []].append(
        SiteEdition(
          number: edition.number, publishedAt: edition.publishedAt, reason: edition.reason,
          markdown: text, digest: edition.textDigest.hex))
    }
    return found
  }

  /// The workspace's own files of `site/`, which replace built-in ones of the same path.
  private static func overrides(_ workspace: Workspace) throws(Diagnostics) -> [String: [UInt8]] {
    let folder = workspace.path("site")
    var files: [String: [UInt8]] = [:]
    for entry in Files.list(
      folder, endings: [".css", ".js", ".svg", ".png", ".woff2", ".ico", ".txt"]
    ).entries {
      files[entry.path] = try Files.bytes(at: "\(folder)/\(entry.path)")
    }
    return files
  }
}
