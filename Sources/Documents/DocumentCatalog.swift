/// Every sort of document, in the order of the navigation.
public enum DocumentCatalog {
  /// The definitions; add a new one here and its template to `templates/`.
  public static let all: [DocumentDefinition] = [
    .home, .runbook, .releaseNotes, .migrationGuide, .deprecationTimeline, .incidentReview,
    .lessons, .knownIssues,
    .componentPage, .compatibility, .metrics, .changelog, .migrations, .decisions, .policies,
    .teams,
  ]

  /// The definition with this name; `nil` if there is none.
  public static func definition(_ name: String) -> DocumentDefinition? {
    all.first { $0.name == name }
  }
}
