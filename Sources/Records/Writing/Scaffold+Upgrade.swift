extension Scaffold {
  /// A complete plan to start from for one strategy, in YAML; `nil` for a word that is none.
  ///
  /// The plan of a Python service with a database: lockfile, parity of environments, expand and
  /// contract, health gates and a way back. It reads without problems but for its references.
  /// Strategies are those of `upgrade.strategy`.
  ///
  /// - `component`: the id of the component that it is for; `example-service` when `nil`.
  public static func upgrade(
    strategy: String, id: String = "example", component: String? = nil
  ) -> String? {
    guard let text = Skeleton.text(strategy) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line -> String in
      if line == "id: example" { return "id: \(YAMLScalar.inline(id))" }
      guard let component else { return String(line) }
      return String(line).replacing("`example-service`, the hosts", with: "the hosts")
        .replacing("example-service", with: component)
    }.joined(separator: "\n")
  }
}
