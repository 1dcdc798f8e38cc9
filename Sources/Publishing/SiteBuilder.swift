import Dispatch
import Glibc
import Primitives
import Synchronization

/// Builds a site into a folder.
public enum SiteBuilder {
  /// Renders the site and puts it in front at once; files whose bytes did not change are not
  /// touched, and nothing is when no byte did.
  ///
  /// At any instant, also after a kill, the folder is one complete build. The same site gives the
  /// same bytes, whatever the number of workers. Another build of the same folder is waited for.
  ///
  /// - Parameters:
  ///   - site: What to build; internal records were left out by the caller.
  ///   - output: The folder that is served, such as `public`.
  ///   - state: A folder for what building needs between runs, on the same file system as `output`;
  ///     by default `.NAME.waymark` beside it.
  ///   - origin: What the site was made from, for `StandingSite`; nothing is kept when `nil`.
  ///   - workers: How many threads render; by default one for each core.
  ///   - release: Whether errors keep the site from being put in front.
  ///   - progress: Counts pages.
  ///   - whenServed: Called with the site as it is served then, before others may build.
  /// - Returns: What was done, and all problems found: dead links do not stop a build.
  /// - Throws: `Diagnostics` when the folder is not Waymark's or can't be written.
  public static func build(
    _ site: Site, into output: String, state: String? = nil, origin: Fingerprint? = nil,
    workers: Int? = nil, release: Release = .always, progress: Progress = Progress(),
    whenServed: ((StandingSite) -> Void)? = nil
  ) throws(Diagnostics) -> BuildReport {
    try build(
      site, into: try StandingSite(output, state: state), origin: origin, workers: workers,
      release: release, progress: progress, whenServed: whenServed)
  }

  /// The same into a folder that was opened before, with the data of pages that were written there.
  public static func build(
    _ site: Site, into standing: StandingSite, origin: Fingerprint? = nil, workers: Int? = nil,
    release: Release = .always, progress: Progress = Progress(),
    whenServed: ((StandingSite) -> Void)? = nil
  ) throws(Diagnostics) -> BuildReport {
    let output = standing.output
    let index = SiteIndex(site)
    let input = ArtifactInput(site: site, index: index, frames: FrameBuilder(site, index))
    let context = BuildContext(
      site: site, index: index, frames: input.frames, output: output,
      extraFiles: BuildContext.extraFiles(of: site), progress: progress)
    progress.begin("pages", of: index.pages.count)
    var pages = Rendering(Array(index.pages.indices), context, crew(workers))
    var report = BuildReport()
    report.pages = index.pages.count
    report.comparisons = pages.comparisons
    report.deadLinks = LinkCheck.all(pages.results, index)
    report.diagnostics = index.diagnostics + report.deadLinks.map(\.diagnostic)
    if release == .never || (release == .ifSound && report.diagnostics.containsError) {
      report.isHeldBack = true
      return report
    }
    progress.begin("search index and feeds")
    let (rest, terms) = rest(input, context, pages)
    pages.forgetSearch()
    output.forget(SiteMemory.delta)
    let early = standing.early.withLock { $0 }
    let served = try output.finish(early + pages.entries + rest, &report)
    output.remember(origin, report, servedAs: served)
    // A dead link has to be found again by every build until it is mended.
    if report.diagnostics.contains(where: { $0.severity != .note }) {
      output.forget(SiteMemory.base)
    } else {
      output.remember(
        SiteMemory.base, SiteMemory.bytes(index.pages, pages.results, terms, servedAs: served))
    }
    whenServed?(standing)
    return report
  }

  static func crew(_ workers: Int?) -> Int {
    min(64, max(1, workers ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
  }

  /// The search index on one thread, all artifacts on another.
  private static func rest(
    _ input: ArtifactInput, _ context: BuildContext, _ pages: Rendering
  ) -> ([Manifest.Entry], SiteMemory.Terms) {
    let rest = Mutex<([Manifest.Entry], SiteMemory.Terms)>(
      ([], SiteMemory.Terms(firsts: [], common: [:])))
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      var entries: [Manifest.Entry] = []
      if part == 0 {
        let index = SearchIndex(logs: pages.logs, documentCount: context.index.pages.count)
        let terms = index.writeShards { path, bytes in
          _ = context.output.put(path, bytes, into: &entries)
        }
        rest.withLock { $0.1 = terms }
        let manifest = SearchMetadata.manifest(context.index.pages, terms.firsts)
        _ = context.output.put("search/manifest.js", manifest, into: &entries)
      } else {
        SearchMetadata.writeBlocks(pages.results.map(\.metadata)) { path, bytes in
          _ = context.output.put(path, bytes, into: &entries)
        }
        for file in Artifact.all.flatMap({ $0.files(input) }) {
          _ = context.output.put(file.path, file.bytes, into: &entries)
        }
      }
      rest.withLock { $0.0 += entries }
    }
    return rest.withLock { $0 }
  }
}

extension SiteOutput {
  /// Remembers what a site without findings was made from.
  func remember(_ origin: Fingerprint?, _ report: BuildReport, servedAs served: Fingerprint) {
    guard let origin, report.diagnostics.isEmpty else { return }
    let last = LastBuild(inputs: origin, pages: report.pages)
    remember(LastBuild.name, last.bytes(servedAs: served))
  }
}
