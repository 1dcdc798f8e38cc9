import Dispatch
import Primitives
import Synchronization

/// All pages of a build: those that changed are rendered, the others taken from the last build.
struct Rendering: Sendable {
  /// Pages that a worker takes at a time.
  private static let chunk = 32

  /// By page number.
  private(set) var results: [PageResult]
  private(set) var entries: [Manifest.Entry] = []
  private(set) var log: TermLog
  /// How many pairs of editions were compared anew.
  private(set) var comparisons = 0

  init(_ context: BuildContext, _ fingerprint: SiteFingerprint, _ crew: Int) {
    let count = context.index.pages.count
    let memory = context.output.remembered(BuildMemory.name).flatMap {
      BuildMemory($0, servedAs: context.output.servedFingerprint, pages: count)
    }
    results = memory?.results ?? (0..<count).map { PageResult(page: $0) }
    log = memory?.log ?? TermLog()
    var isStale = Array(repeating: true, count: count)
    if let memory {
      for number in 0..<count where memory.fingerprints[number] == fingerprint.pages[number] {
        let files = PageWorker.files(of: context.index.pages[number])
        isStale[number] = !context.output.keep(files, into: &entries)
      }
      log.remove(isStale)
    }
    let stale = (0..<count).filter { isStale[$0] }
    for done in Rendering.render(stale, context, crew) {
      for result in done.results { results[result.page] = result }
      entries += done.entries
      comparisons += done.comparisons
      if log.count == 0 { log = done.log } else { log.absorb(done.log) }
    }
  }

  /// Pages by workers that take chunks in the order of the pages.
  private static func render(
    _ pages: [Int], _ context: BuildContext, _ crew: Int
  ) -> [WorkDone] {
    let next = Atomic<Int>(0)
    let done = Mutex<[WorkDone]>([])
    DispatchQueue.concurrentPerform(iterations: min(crew, (pages.count + chunk - 1) / chunk)) { _ in
      let worker = PageWorker(context)
      while true {
        let start = next.add(chunk, ordering: .relaxed).oldValue
        guard start < pages.count else { break }
        for place in start..<min(pages.count, start + chunk) { worker.write(pages[place]) }
      }
      done.withLock { $0.append(worker.done) }
    }
    return done.withLock { $0 }
  }
}
