import Dispatch
import Primitives
import Synchronization

/// Asynchronous work that a command waits for.
enum Waiting {
  /// Runs work to its end from the main thread, which the work does not need.
  static func forResult<Result: Sendable>(
    _ body: @escaping @Sendable () async throws(Diagnostics) -> Result
  ) throws(Diagnostics) -> Result {
    let outcome = Outcome<Result>()
    Task {
      do throws(Diagnostics) {
        let result = try await body()
        outcome.value.withLock { $0 = .success(result) }
      } catch {
        outcome.value.withLock { $0 = .failure(error) }
      }
      outcome.done.signal()
    }
    outcome.done.wait()
    guard let result = outcome.value.withLock({ $0 }) else {
      preconditionFailure("the work signals only after it has left its result")
    }
    return try result.get()
  }

  /// Where the work leaves its result.
  private final class Outcome<Success: Sendable>: Sendable {
    let done = DispatchSemaphore(value: 0)
    let value = Mutex<Swift.Result<Success, Diagnostics>?>(nil)
  }
}
