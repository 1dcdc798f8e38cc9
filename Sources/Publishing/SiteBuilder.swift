import Dispatch
import Glibc
import Primitives
import Synchronization

/// Builds a site into a folder.
public enum SiteBuilder {
  /// Pages that a worker takes at a time.
  private static let chunk = 32

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
  ///   - workers: How many threads render; by default one for each core.
  /// - Returns: What was done, and all problems found: dead links do not stop a build.
  /// - Throws: `Diagnostics` when the folder is not Waymark's or can't be written.
  public static func build(
    _ site: Site, into output: String, state: String? = nil, workers: Int? = nil
  ) throws(Diagnostics) -> BuildReport {
    let output = try SiteOutput(folder: output, state: state)
    let index = SiteIndex(site)
    let input = ArtifactInput(site: site, index: index, frames: FrameBuilder(site, index))
    let context = BuildContext(
      site: site, index: index, frames: input.frames, output: output,
      extraFiles: BuildContext.extraFiles(of: site))
    let crew = min(64, max(1, workers ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    var done = render(context, crew)
    var report = BuildReport()
    report.pages = index.pages.count
    report.diagnostics = index.diagnostics + LinkCheck.all(done, index)
    done += writeRest(input, context, done)
    try output.finish(done.flatMap(\.entries), &report)
    return report
  }

  /// All pages, by workers that take chunks in the order of the pages.
  private static func render(_ context: BuildContext, _ crew: Int) -> [WorkDone] {
    let count = context.index.pages.count
    let next = Atomic<Int>(0)
    let done = Mutex<[WorkDone]>([])
    DispatchQueue.concurrentPerform(iterations: crew) { _ in
      let worker = PageWorker(context)
      while true {
        let start = next.add(chunk, ordering: .relaxed).oldValue
        guard start < count else { break }
        for number in start..<min(count, start + chunk) { worker.write(number) }
      }
      done.withLock { $0.append(worker.done) }
    }
    return done.withLock { $0 }
  }

  /// The search index on one thread, all artifacts on another.
  private static func writeRest(
    _ input: ArtifactInput, _ context: BuildContext, _ done: [WorkDone]
  ) -> [WorkDone] {
    let rest = Mutex<[WorkDone]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      var work = WorkDone()
      if part == 0 {
        let index = SearchIndex(
          logs: done.map(\.log), documentCount: context.index.pages.count)
        let shards = index.writeShards { path, bytes in
          _ = context.output.put(path, bytes, into: &work.entries)
        }
        let manifest = SearchMetadata.manifest(context.index.pages, shards)
        _ = context.output.put("search/manifest.js", manifest, into: &work.entries)
      } else {
        let entries = done.flatMap(\.metadata).sorted { $0.page < $1.page }.map(\.entry)
        SearchMetadata.writeBlocks(entries) { path, bytes in
          _ = context.output.put(path, bytes, into: &work.entries)
        }
        for file in Artifact.all.flatMap({ $0.files(input) }) {
          _ = context.output.put(file.path, file.bytes, into: &work.entries)
        }
      }
      rest.withLock { $0.append(work) }
    }
    return rest.withLock { $0 }
  }
}
