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
  ///   - origin: What the site was made from, for `standing`; nothing is kept when `nil`.
  ///   - workers: How many threads render; by default one for each core.
  ///   - release: Whether errors keep the site from being put in front.
  ///   - progress: Counts pages.
  /// - Returns: What was done, and all problems found: dead links do not stop a build.
  /// - Throws: `Diagnostics` when the folder is not Waymark's or can't be written.
  public static func build(
    _ site: Site, into output: String, state: String? = nil, origin: Fingerprint? = nil,
    workers: Int? = nil, release: Release = .always, progress: Progress = Progress()
  ) throws(Diagnostics) -> BuildReport {
    let output = try SiteOutput(folder: output, state: state)
    let index = SiteIndex(site)
    let fingerprint = SiteFingerprint(site, index)
    // What was found would be known without its places: look again.
    if let report = unchanged(LastBuild.name, fingerprint.all, output), report.diagnostics.isEmpty {
      output.remember(origin, report, servedAs: output.servedFingerprint)
      return report
    }
    let input = ArtifactInput(site: site, index: index, frames: FrameBuilder(site, index))
    let context = BuildContext(
      site: site, index: index, frames: input.frames, output: output,
      extraFiles: BuildContext.extraFiles(of: site), progress: progress)
    progress.begin("pages", of: index.pages.count)
    let crew = min(64, max(1, workers ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    let pages = Rendering(context, fingerprint, crew)
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
    let entries = pages.entries + rest(input, context, pages)
    let served = try output.finish(entries, &report)
    let last = LastBuild(
      inputs: fingerprint.all, pages: report.pages,
      diagnostics: report.diagnostics.filter { $0.id != "foreign-files" })
    output.remember(LastBuild.name, last.bytes(servedAs: served))
    output.remember(origin, report, servedAs: served)
    if report.changed > 0 {
      let memory = BuildMemory(
        fingerprints: fingerprint.pages, results: pages.results, log: pages.log)
      output.remember(BuildMemory.name, memory.bytes(servedAs: served))
    }
    return report
  }

  /// What the last build said, when it was made from the same and its files are all in place.
  ///
  /// Answers without a site: making one from ten thousand records takes longer than all else. `nil`
  /// also when the last build had anything to report, because where records stand may have changed.
  ///
  /// - Throws: `Diagnostics` when the folder is not Waymark's or can't be written.
  public static func standing(
    _ origin: Fingerprint, in output: String, state: String? = nil
  ) throws(Diagnostics) -> BuildReport? {
    let output = try SiteOutput(folder: output, state: state)
    return unchanged(LastBuild.origin, origin, output)
  }

  /// What the last build said, when this one would do the same.
  private static func unchanged(
    _ name: String, _ inputs: Fingerprint, _ output: SiteOutput
  ) -> BuildReport? {
    guard
      let last = output.remembered(name).flatMap({
        LastBuild($0, servedAs: output.servedFingerprint)
      }), last.inputs == inputs, var report = output.unchangedReport
    else { return nil }
    report.pages = last.pages
    report.diagnostics = last.diagnostics
    return report
  }

  /// The search index on one thread, all artifacts on another.
  private static func rest(
    _ input: ArtifactInput, _ context: BuildContext, _ pages: Rendering
  ) -> [Manifest.Entry] {
    let rest = Mutex<[Manifest.Entry]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      var entries: [Manifest.Entry] = []
      if part == 0 {
        let index = SearchIndex(logs: [pages.log], documentCount: context.index.pages.count)
        let shards = index.writeShards { path, bytes in
          _ = context.output.put(path, bytes, into: &entries)
        }
        let manifest = SearchMetadata.manifest(context.index.pages, shards)
        _ = context.output.put("search/manifest.js", manifest, into: &entries)
      } else {
        SearchMetadata.writeBlocks(pages.results.map(\.metadata)) { path, bytes in
          _ = context.output.put(path, bytes, into: &entries)
        }
        for file in Artifact.all.flatMap({ $0.files(input) }) {
          _ = context.output.put(file.path, file.bytes, into: &entries)
        }
      }
      rest.withLock { $0 += entries }
    }
    return rest.withLock { $0 }
  }
}

extension SiteOutput {
  /// Remembers what a site without findings was made from.
  fileprivate func remember(
    _ origin: Fingerprint?, _ report: BuildReport, servedAs served: Fingerprint
  ) {
    guard let origin, report.diagnostics.isEmpty else { return }
    let last = LastBuild(inputs: origin, pages: report.pages, diagnostics: [])
    remember(LastBuild.origin, last.bytes(servedAs: served))
  }
}
