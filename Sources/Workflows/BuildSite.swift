import Documents
import Knowledge
import Ledger
import Primitives
import Publishing
import Records

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
    // From here on nobody else builds into the folder.
    let standing = try StandingSite(folder, state: state)
    let keeper = StateKeeper(state: state, isKept: view.knownAt == nil)
    let documents = try SiteDocuments(
      workspace, ledger, view, programVersion, standing, keeper, overrides, progress)
    // Only a build without findings may stand for the next one.
    let isSound = documents.secrets.isEmpty
    let report = try SiteBuilder.build(
      documents.site, into: standing, origin: isSound ? origin.fingerprint : nil,
      release: release(mode, documents.secrets), progress: progress
    ) { standing in
      keeper.keep(standing) { served in
        isSound && documents.knownHead == origin.head
          ? documents.reads(origin, identity: served) : nil
      }
    }
    return Outcome(
      report: report, documents: documents.count, editions: documents.editions, output: folder,
      problems: documents.secrets
        + (try LinkPlaces.located(report, workspace, ledger, view, programVersion)))
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
