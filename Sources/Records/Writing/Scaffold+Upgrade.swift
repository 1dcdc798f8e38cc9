extension Scaffold {
  /// A complete plan to start from for one strategy, in YAML; `nil` for a word that is none.
  ///
  /// The plan of a Python service with a database: lockfile, parity of environments, expand and
  /// contract, health gates and a way back. It reads without problems but for its references.
  /// Strategies are those of `upgrade.strategy`.
  public static func upgrade(strategy: String, id: String = "example") -> String? {
    guard let text = Skeleton.text(strategy) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { $0 == "id: example" ? "id: \(YAMLScalar.inline(id))" : String($0) }
      .joined(separator: "\n")
  }
}
