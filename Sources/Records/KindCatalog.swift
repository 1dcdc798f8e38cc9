/// Every kind of record, in the order in which lists and navigation show them.
public enum KindCatalog {
  /// The kinds; add a new one here and nowhere else.
  public static let all: [Kind] = [
    .team, .component, .release, .change, .upgrade, .migration, .attempt, .incident, .lesson,
    .deprecation, .policy, .knownIssue, .decision,
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The kind with this name; `nil` if there is none.
  public static func kind(_ name: String) -> Kind? { byName[name] }

  /// The names of all kinds, in the order of `all`.
  public static let names = all.map(\.name)
}
