import Primitives
import Records

/// How much notice users got, and how much they were promised.
///
/// Sources: Kubernetes deprecation policy rules 4a, 5 and 7; PEP 387; reference/domain.md §4.2 D1–D3.
public struct Notice: Sendable, Hashable {
  /// What a policy promises for one level of stability.
  public struct Promise: Sendable, Hashable {
    public let policy: RecordID
    public let days: Int?
    public let releases: Int?
    /// `longer`, `both` or `either`.
    public let combine: String
    /// Whether the promise held when the deprecation was announced.
    public let wasInForce: Bool
  }

  /// What became of the promise.
  public enum Verdict: String, Sendable, Hashable {
    case kept
    case short
    /// A date or a release is not known, so nobody can say.
    case unknown
    /// No policy applies.
    case unpromised
    /// Somebody who may let it off did.
    case exempt
  }

  /// D1: days from announcement (or warning, where the policy counts so) to removal.
  public let days: Int?
  /// D2: support cycles released from the announcement on and before the removal.
  public let releases: Int?
  /// Whether a day in it was looked up from a release.
  public let isDerived: Bool
  public let promise: Promise?
  public let verdict: Verdict
}

extension Graph {
  func notice(_ record: Record, _ component: String, announced: Moment?, warns: Moment?, removal: Moment?) -> Notice {
    let promise = promise(record, component, announced: announced)
    let start = promise?.countsFromWarning == true ? warns : announced
    let days: Int? =
      if let a = start?.on, let b = removal?.on { a.last.days(to: max(b.first, min(a.last, b.last))) } else { nil }
    let releases = releases(component, from: start, until: removal)
    let verdict: Notice.Verdict =
      if let promise = promise?.promise {
        !promise.wasInForce ? .unpromised : Self.verdict(promise, days: days, releases: releases)
      } else {
        .unpromised
      }
    return Notice(
      days: days, releases: releases, isDerived: start?.isDerived == true || removal?.isDerived == true,
      promise: promise?.promise, verdict: verdict)
  }

  private func promise(_ record: Record, _ component: String, announced: Moment?) -> (promise: Notice.Promise, countsFromWarning: Bool)? {
    let named = record["policy"]?.text ?? self.record("component", component)?["policies"]?["deprecation"]?.text
    guard let policy = self.record("policy", named) else { return nil }
    let stability = record["stability"]?.text ?? "stable"
    let levels = policy["notice"]?.items ?? []
    guard let level = levels.first(where: { $0["stability"]?.text == stability }) ?? levels.first(where: { $0["stability"]?.text == "any" })
    else { return nil }
    let since = date(policy["effectiveFrom"])
    let wasInForce = since.map { since in announced?.on.map { since.first <= $0.last } ?? true } ?? true
    return (
      Notice.Promise(
        policy: policy.id, days: level["days"]?.int, releases: level["releases"]?.int,
        combine: level["combine"]?.text ?? "longer", wasInForce: wasInForce),
      policy["countFrom"]?.text == "warns"
    )
  }

  /// Whether the given notice keeps a promise.
  ///
  /// `longer` and `both` ask for days and releases alike: whichever is longer rules, so both must hold.
  static func verdict(_ promise: Notice.Promise, days: Int?, releases: Int?) -> Notice.Verdict {
    let byDays: Bool?? = promise.days.map { wanted in days.map { $0 >= wanted } }
    let byReleases: Bool?? = promise.releases.map { wanted in releases.map { $0 >= wanted } }
    let asked = [byDays, byReleases].compactMap(\.self)
    guard !asked.isEmpty else { return .kept }
    if promise.combine == "either" {
      if asked.contains(true) { return .kept }
      return asked.contains(nil) ? .unknown : .short
    }
    if asked.contains(false) { return .short }
    return asked.contains(nil) ? .unknown : .kept
  }

  /// Cycles released in [start, end): by version where both ends name one, else by day.
  func releases(_ component: String, from start: Moment?, until end: Moment?) -> Int? {
    let cycles = cycles(of: component)
    guard !cycles.isEmpty else { return nil }
    if let a = start?.version, let b = end?.version {
      guard !b.isOlder(than: a) else { return nil }
      return cycles.count { !$0.version.isOlder(than: a) && $0.version.isOlder(than: b) }
    }
    guard let a = start?.on?.first, let b = end?.on?.first, a <= b else { return nil }
    return cycles.count { cycle in cycle.released.map { a <= $0.first && $0.first < b } ?? false }
  }
}
