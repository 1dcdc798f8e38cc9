extension KindViews {
  /// SHA-256 of `derivation`: what a ledger remembers of the views that it has.
  ///
  /// Written down, because working it out makes the text of every view, and each command that writes
  /// would pay 8 ms for it. `SchemaTests` compares the two and records this line with the goldens.
  static let digest = "108a79d4602883230cf7ee7f9069b8daa49ed602d4f82d711bf30c51073f2376"
}
