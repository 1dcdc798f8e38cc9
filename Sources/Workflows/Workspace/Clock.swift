import Glibc
import Primitives

/// The one place that reads the wall clock.
///
/// `SOURCE_DATE_EPOCH` takes its place where it is set, so that two machines can build the same
/// bytes (reproducible-builds.org, SOURCE_DATE_EPOCH specification).
public enum Clock {
  /// Now, in whole milliseconds.
  public static func now() -> Instant {
    if let text = getenv("SOURCE_DATE_EPOCH").map({ String(cString: $0) }), let seconds = Int(text),
      seconds >= 0, seconds < 253_402_300_800
    {
      return Instant(milliseconds: seconds * 1000)
    }
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }

  /// Seconds on a clock that never jumps, for measuring how long something took.
  public static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The largest amount of memory that the process has held, in bytes.
  public static func peakMemory() -> Int {
    var usage = rusage()
    getrusage(0, &usage)
    return usage.ru_maxrss * 1024
  }
}
