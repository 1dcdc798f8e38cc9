import Dispatch
import Primitives
import Synchronization

/// Pages of a build as the workers made them.
struct Rendering: Sendable {
  /// Pages that a worker takes at a time.
  private static let chunk = 32

  /// Of the pages that were made, in their order.
  private(set) var results: [PageResult] = []
  private(set) var entries: [Manifest.Entry] = []
  /// One for each worker.
  private(set) var logs: [TermLog] = []
  /// How many pairs of editions were compared anew.
  private(set) var comparisons = 0

  /// Makes some pages, in ascending order of their numbers.
  init(_ pages: [Int], _ context: BuildContext, _ crew: Int) {
    for done in Rendering.render(pages, context, crew) {
      results += done.results
      entries += done.entries
      logs.append(done.log)
      comparisons += done.comparisons
    }
    results.sort { $0.page < $1.page }
  }

  /// Lets the terms and what search shows of pages go, once both are written.
  mutating func forgetSearch() {
    logs = []
    for index in results.indices { results[index].metadata = [] }
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
