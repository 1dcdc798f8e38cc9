import Primitives
import Records

extension Metric {
  /// D3: how many removals came sooner than promised.
  static let noticeViolations = Metric(
    "D3", "notice-violations", title: "Broken promises of notice",
    definition: """
      Removals with less notice than the policy that was in force at their announcement promised, \
      over removals that such a policy covers; plans are judged apart and not in the total; those \
      that nobody can judge, that were promised nothing, or that the policy's approver let off are \
      left out and counted.
      """,
    source: "Kubernetes deprecation policy; OpenStack follows-standard-deprecation; oasdiff",
    breakdown: "policy"
  ) { graph in
    var excluded = Exclusions()
    var (done, planned):
      ([(label: String, row: MetricResult.Row)], [(label: String, row: MetricResult.Row)]) = (
        [], []
      )
    for life in graph.endingLives(&excluded) {
      switch life.notice.verdict {
      case .unknown:
        excluded.add(
          "deprecation whose notice is not known", "deprecations whose notice is not known")
      case .unpromised:
        excluded.add(
          "deprecation without a promise in force at its announcement",
          "deprecations without a promise in force at their announcement")
      case .exempt:
        excluded.note("exempt: \(life.subject) (\(life.record.id))")
      case .kept, .short:
        guard let promise = life.notice.promise else { continue }
        let row = MetricResult.Row(
          "\(life.subject): \(given(life.notice)), promised \(promised(promise))",
          counts: life.notice.verdict == .short, record: life.record.id)
        if life.state == .removed {
          done.append((promise.policy.id, row))
        } else {
          planned.append(("\(promise.policy.id), planned", row))
        }
      }
    }
    return MetricResult(
      total: .share(of: done.map(\.row)), parts: MetricResult.shares(done + planned),
      excluded: excluded.texts)
  }

  private static func given(_ notice: Notice) -> String {
    words(notice.days, notice.given.releaseWords, " and ") ?? "unknown"
  }

  private static func promised(_ promise: Notice.Promise) -> String {
    let releases = promise.releases.map { "\($0) \($0 == 1 ? "release" : "releases")" }
    return words(promise.days, releases, promise.combine == "either" ? " or " : " and ")
      ?? "nothing"
  }

  private static func words(_ days: Int?, _ releases: String?, _ joint: String) -> String? {
    let parts = [days.map { "\($0) \($0 == 1 ? "day" : "days")" }, releases].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: joint)
  }
}
