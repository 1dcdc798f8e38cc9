import Primitives
import Records

/// One run of a suite for a version of a component against a version of another.
struct TestRun {
  /// What was tested against what, whatever the suite and the environment.
  struct Pair: Hashable {
    let subject: String
    let subjectVersion: Version
    let counterpart: String
    let counterpartVersion: Version
  }

  let pair: Pair
  let suite: String
  let environment: String
  let outcome: String
  let ranAt: Instant
  let digest: Digest

  /// Whether it says that the pair works or that it does not; an error, a skip or an unknown don't.
  var isConclusive: Bool { ["pass", "fail", "partial"].contains(outcome) }
}

extension Graph {
  /// The test runs up to the day of the graph, in the order of time and then of their digests.
  ///
  /// Only results with `basis: tested`: a claim is no test.
  var testRuns: [TestRun] {
    observations("compatibility").compactMap { row in
      guard row["basis"]?.text == "tested", let ranAt = instant(row["ranAt"]), ranAt.day <= day,
        let subject = row["subject"]?["component"]?.text,
        let subjectVersion = row["subject"]?["version"]?.text,
        let counterpart = row["counterpart"]?["component"]?.text,
        let counterpartVersion = row["counterpart"]?["version"]?.text
      else { return nil }
      return TestRun(
        pair: TestRun.Pair(
          subject: subject, subjectVersion: version(subjectVersion, of: subject),
          counterpart: counterpart,
          counterpartVersion: version(counterpartVersion, of: counterpart)),
        suite: row["suite"]?.text ?? "default",
        environment: row["environment"]?.text ?? "default",
        outcome: row["outcome"]?.text ?? "unknown", ranAt: ranAt, digest: row.digest)
    }.sorted { ($0.ranAt, $0.digest) < ($1.ranAt, $1.digest) }
  }
}

extension TestRun.Pair: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    if left.subject != right.subject { return left.subject < right.subject }
    if left.counterpart != right.counterpart { return left.counterpart < right.counterpart }
    if left.subjectVersion != right.subjectVersion {
      return left.subjectVersion < right.subjectVersion
    }
    return left.counterpartVersion < right.counterpartVersion
  }

  /// The pair of components: `django × python`.
  var label: String { "\(subject) × \(counterpart)" }

  /// The pair in words: `django 5.2 with python 3.14`.
  var text: String { "\(subject) \(subjectVersion) with \(counterpart) \(counterpartVersion)" }
}
