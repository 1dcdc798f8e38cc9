/// Every metric, in the order of pages and reports.
public enum MetricCatalog {
  /// The metrics; add a new one here.
  public static let all: [Metric] = [
    .matrixPassRate, .compatibilityCoverage, .noticeInDays, .noticeInReleases, .noticeViolations,
    .upgradeSuccess, .changeFailRate, .lessonRecurrence, .actionClosure,
  ]

  /// The metric with this id or name; `nil` if there is none.
  public static func metric(_ name: String) -> Metric? {
    all.first { $0.id.lowercased() == name.lowercased() || $0.name == name }
  }
}
