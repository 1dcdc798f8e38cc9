extension KindViews {
  /// SHA-256 of `derivation`: what a ledger remembers of the views that it has.
  ///
  /// Written down, because working it out makes the text of every view, and each command that writes
  /// would pay 8 ms for it. `SchemaTests` compares the two and records this line with the goldens.
  static let digest = "769226fc486f4efda291bb30b7e04de673e262e6a463088dfc4123b68e5229bb"
}
