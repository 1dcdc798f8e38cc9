import Synchronization

/// A value that follows from others and is computed at most once, when it is first asked for.
///
/// The computation is a pure function, so it does not matter which thread does it; the others wait.
final class Computed<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)

  /// The value; `compute` must not ask for it again.
  func value(_ compute: () -> Value) -> Value {
    known.withLock { known in
      if let known { return known }
      let value = compute()
      known = value
      return value
    }
  }
}
