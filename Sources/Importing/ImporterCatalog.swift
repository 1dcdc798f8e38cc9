/// Every importer, in the order in which the manual shows them.
public enum ImporterCatalog {
  /// The importers; add a new one here and nowhere else.
  public static let all: [Importer] = [.junit, .reno]

  /// The importer with this name; `nil` if there is none.
  public static func importer(_ name: String) -> Importer? { all.first { $0.name == name } }
}
