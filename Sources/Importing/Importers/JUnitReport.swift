import Primitives

/// What a JUnit XML report states about one suite, or about all of them together.
struct JUnitReport {
  /// How a case came out; of several results of one case the worst counts.
  enum Result: Int {
    case passed
    case skipped
    case failed
    case error
  }

  var name = ""
  private(set) var counts: [Result: Int] = [:]
  /// The sum of the cases' times in milliseconds; `nil` where no case has one.
  private(set) var milliseconds: Double?
  /// When it ran.
  var times = Times()
  private(set) var messages: [(text: String, count: Int)] = []
  /// Cases with a class and a name that an earlier one has.
  private(set) var duplicates = 0
  /// Hashes of the names: those of a million cases fit in no memory.
  private var seen: Set<UInt64> = []

  /// The time stamps of a report.
  struct Times {
    /// How many there are.
    private(set) var count = 0
    /// The earliest that can be read, in UTC.
    private(set) var earliest: Instant?
    /// The first that has no offset and is taken for UTC.
    private(set) var assumed: (text: String, offset: Int)?

    /// Takes one as it is written, and its place.
    mutating func add(_ text: String, at offset: Int) {
      count += 1
      // Surefire writes `2021-03-07T10:36:56 UTC`.
      let trimmed = text.hasSuffix(" UTC") ? text.dropLast(4) + "Z" : text[...]
      let exact = Instant(String(trimmed))
      guard let instant = exact ?? Instant(trimmed + "Z") else { return }
      if exact == nil, assumed == nil { assumed = (text, offset) }
      earliest = earliest.map { min($0, instant) } ?? instant
    }
  }

  subscript(result: Result) -> Int { counts[result] ?? 0 }

  /// All cases.
  var cases: Int { counts.values.reduce(0, +) }

  /// Counts one case.
  mutating func add(_ tag: XMLTag, _ result: Result, message: String?) {
    counts[result, default: 0] += 1
    var name = Fingerprint()
    name.mix(tag["classname"] ?? "")
    name.mix(tag["name"] ?? "")
    if !seen.insert(name.low).inserted {
      duplicates += 1
    }
    let seconds = tag["time"].flatMap { Double($0.filter { $0 != "," }) }
    if let seconds, seconds.isFinite, seconds >= 0, seconds < 1e9 {
      milliseconds = (milliseconds ?? 0) + seconds * 1000
    }
    guard let message, result == .failed || result == .error else { return }
    if let known = messages.firstIndex(where: { $0.text == message }) {
      messages[known].count += 1
    } else if messages.count < 1000 {
      messages.append((message, 1))
    }
  }

  /// The message that most cases share; of equally many the first.
  var commonMessage: String? {
    var best: (text: String, count: Int)?
    for message in messages where message.count > best?.count ?? 0 { best = message }
    return best?.text
  }

  /// What the counts come to.
  ///
  /// Nothing that failed counts as a pass, and nothing that did not run counts as either: only
  /// errors and no passed case mean that the suite itself broke, which says nothing about the pair.
  var outcome: String {
    if self[.failed] > 0 { return "fail" }
    if self[.error] > 0 { return self[.passed] > 0 ? "fail" : "error" }
    if self[.passed] > 0 { return "pass" }
    return self[.skipped] > 0 ? "skip" : "unknown"
  }

  /// The count that an attribute of `testsuite` or `testsuites` claims to hold.
  static func count(_ attribute: String, in counts: [Result: Int]) -> Int {
    switch attribute {
    case "tests": counts.values.reduce(0, +)
    case "failures": counts[.failed] ?? 0
    case "errors": counts[.error] ?? 0
    default: counts[.skipped] ?? 0
    }
  }
}
