import Primitives
import Records

/// How much notice users got, and how much they were promised.
///
/// A count of days or releases is never negative and never guessed: what is not known is `nil`, and
/// an end before its start is a `contradiction`. Sources: Kubernetes deprecation policy rules 4a, 5
/// and 7; PEP 387; reference/domain.md §4.2 D1–D3.
public struct Notice: Sendable, Hashable {
  /// What a policy promises for one level of stability.
  public struct Promise: Sendable, Hashable {
    /// The policy that makes the promise.
    public let policy: RecordID
    /// At least so many days; `nil` if it promises none.
    public let days: Int?
    /// At least so many releases; `nil` if it promises none.
    public let releases: Int?
    /// `longer`, `both` or `either`.
    public let combine: String
    /// Whether the promise is known to have held when the deprecation was announced.
    public let wasInForce: Bool
  }

  /// What became of the promise.
  public enum Verdict: String, Sendable, Hashable {
    case kept
    case short
    /// A date or a release is not known, so nobody can say.
    case unknown
    /// No policy applies, or none did when the deprecation was announced.
    case unpromised
    /// The notice is short, and the party that the policy lets shorten it did.
    case exempt
  }

  /// How long users had between two moments.
  public struct Length: Sendable, Hashable {
    /// D1: the days that they had at least, from the last day of the start to the first of the end.
    public let days: Int?
    /// D2: support cycles released from the start on and before the end.
    public let releases: Int?
    /// Those of them with long-term support; `nil` where the component has no such cycles.
    public let longTermReleases: Int?
    /// Whether there may be more releases than counted: the cycles don't reach over the whole time.
    public let isLowerBound: Bool
    /// What can't be, such as a removal before the announcement; a clause, or `nil`.
    public let contradiction: String?

    /// `3 releases`, `at least 3 releases`; `nil` where nobody can say: none counted in a time that
    /// the cycles don't reach over is not none.
    public var releaseWords: String? {
      guard let releases, releases > 0 || !isLowerBound else { return nil }
      let count = "\(releases) \(releases == 1 ? "release" : "releases")"
      return isLowerBound ? "at least \(count)" : count
    }
  }

  /// From the moment from which the policy counts: the announcement, unless it says otherwise.
  public let given: Length
  /// From the announcement.
  public let fromAnnouncement: Length
  /// From the first warning.
  public let fromWarning: Length
  /// Whether a day in it was looked up from a release.
  public let isDerived: Bool
  /// The promise that it is held against; `nil` if no policy applies.
  public let promise: Promise?
  /// What became of the promise.
  public let verdict: Verdict

  /// D1 as the policy counts.
  public var days: Int? { given.days }
  /// D2 as the policy counts.
  public var releases: Int? { given.releases }
}

extension Graph {
  func notice(
    _ record: Record, _ component: String, announced: Moment?, warns: Moment?, removed: Moment?,
    planned: Moment?
  ) -> Notice {
    let end = Moment.merged(removed, planned)
    let fromAnnouncement = length(component, from: announced, until: end)
    let fromWarning = length(component, from: warns, until: end)
    let promised = promise(for: record, component, announced: announced)
    let start = promised?.countsFromWarning == true ? warns : announced
    let given = promised?.countsFromWarning == true ? fromWarning : fromAnnouncement
    return Notice(
      given: given, fromAnnouncement: fromAnnouncement, fromWarning: fromWarning,
      isDerived: start?.isDerived == true || end?.isDerived == true, promise: promised?.promise,
      verdict: verdict(promised, given, record, end: end))
  }

  private func verdict(
    _ promised: PromiseInForce?, _ given: Notice.Length, _ record: Record, end: Moment?
  ) -> Notice.Verdict {
    guard let promised else { return .unpromised }
    guard let isInForce = promised.isInForce else { return .unknown }
    guard isInForce else { return .unpromised }
    let verdict = Self.verdict(
      promised.promise, days: given.days, releases: given.releases,
      isLowerBound: given.isLowerBound)
    guard verdict == .short, let approver = promised.approver else { return verdict }
    return isShortened(record, by: approver, end: end) ? .exempt : .short
  }

  /// Whether the given notice keeps a promise.
  ///
  /// `longer` and `both` ask for days and releases alike: whichever is longer rules, so both must
  /// hold. A lower bound that is not enough proves nothing.
  static func verdict(
    _ promise: Notice.Promise, days: Int?, releases: Int?, isLowerBound: Bool = false
  ) -> Notice.Verdict {
    var answers: [Bool?] = []
    if let wanted = promise.days { answers.append(days.map { $0 >= wanted }) }
    if let wanted = promise.releases {
      answers.append(releases.flatMap { $0 >= wanted ? true : isLowerBound ? nil : false })
    }
    guard !answers.isEmpty else { return .kept }
    if promise.combine == "either" {
      if answers.contains(true) { return .kept }
      return answers.contains(nil) ? .unknown : .short
    }
    if answers.contains(false) { return .short }
    return answers.contains(nil) ? .unknown : .kept
  }

  /// Whether the approver that a policy names let the promise off: they moved the plan last, or an
  /// exemption in their name covers the removal.
  ///
  /// An exemption in anybody else's name lets that user go on; it is no leave to break the promise.
  private func isShortened(_ record: Record, by approver: String, end: Moment?) -> Bool {
    func isApprover(_ value: Value?) -> Bool {
      value?.text.map { $0.lowercased() == approver.lowercased() } ?? false
    }
    if isApprover(record["earlierPlans"]?.items.last?["by"]) { return true }
    return (record["exemptions"]?.items ?? []).contains { exemption in
      guard isApprover(exemption["who"]) else { return false }
      guard let until = date(exemption["until"]), let on = end?.on else { return true }
      return on.first <= until.last
    }
  }
}
