extension KindViews {
  /// SHA-256 of `derivation`: what a ledger remembers of the views that it has.
  ///
  /// Written down, because working it out makes the text of every view, and each command that writes
  /// would pay 8 ms for it. `SchemaTests` compares the two and records this line with the goldens.
  static let digest = "81d14aae2dd7853b93d6cc34ed4faa41fc49253f8b14154695e5aaec2bb38778"
}
