import Primitives
import Records

/// A policy's promise to a deprecation, and whether it held when that was announced.
struct PromiseInForce {
  let promise: Notice.Promise
  /// `nil` when the day of the announcement is not known well enough to say.
  let isInForce: Bool?
  let countsFromWarning: Bool
  /// Who may allow less.
  let approver: String?
}

extension Graph {
  /// The promise that held when a deprecation was announced; a later one never creates old breaches.
  ///
  /// What the deprecation names itself rules. Otherwise it is, among the policies that the component
  /// names and those that apply to it, superseded ones too, the one in force that came last. `nil` if
  /// no policy applies or none speaks of the stability.
  func promise(
    for record: Record, _ component: String, announced: Moment?
  ) -> PromiseInForce? {
    let candidates: [Record]
    if let named = record["policy"]?.text {
      candidates = [self.record("policy", named)].compactMap(\.self)
    } else {
      let own = self.record("component", component)?["policies"]?["deprecation"]?.text
      let applying = records("policy").filter {
        $0.id.id == own || ($0["appliesTo"]?.texts ?? []).contains(component)
      }
      // The component's own comes last, so that it wins over another of the same day.
      candidates = applying.filter { $0.id.id != own } + applying.filter { $0.id.id == own }
    }
    let promises = candidates.filter { $0.status != "draft" && !$0.isRetired }.compactMap {
      promise($0, stability: record["stability"]?.text ?? "stable", announced: announced)
    }
    let certain = promises.filter { $0.promise.isInForce == true }
    let newest = certain.enumerated().max {
      ($0.element.since ?? .distantPast, $0.offset) < ($1.element.since ?? .distantPast, $1.offset)
    }
    if let newest { return newest.element.promise }
    return (promises.first { $0.promise.isInForce == nil } ?? promises.last)?.promise
  }

  private func promise(
    _ policy: Record, stability: String, announced: Moment?
  ) -> (promise: PromiseInForce, since: CalendarDate?)? {
    let levels = policy["notice"]?.items ?? []
    func level(_ word: String) -> Value? { levels.first { $0["stability"]?.text == word } }
    guard let level = level(stability) ?? level("any") else { return nil }
    let since = date(policy["effectiveFrom"])
    let isInForce = Self.isInForce(since: since, on: announced?.on)
    return (
      PromiseInForce(
        promise: Notice.Promise(
          policy: policy.id, days: level["days"]?.int, releases: level["releases"]?.int,
          combine: level["combine"]?.text ?? "longer", wasInForce: isInForce == true),
        isInForce: isInForce, countsFromWarning: policy["countFrom"]?.text == "warns",
        approver: policy["mayShorten"]?.text),
      since?.first
    )
  }

  private static func isInForce(since: PartialDate?, on announced: PartialDate?) -> Bool? {
    guard let since else { return true }
    guard let announced else { return nil }
    if since.last <= announced.first { return true }
    return announced.last < since.first ? false : nil
  }
}

extension CalendarDate {
  /// Before every date that a record can hold.
  fileprivate static let distantPast = CalendarDate(daysSinceEpoch: -719_162)
}
