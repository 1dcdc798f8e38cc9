extension CheckRule {
  /// Judged by `CheckRun`, which knows the exemptions; here for its documentation.
  static let exemptionExpired = CheckRule(
    "exemption.expired", .warning, title: "Exemption has ended",
    explanation: """
      An exemption in `waymark.yaml` names a last day, and that day has passed, so what it covered \
      counts again. An exemption is a debt with a date. Mend what it covered, or have the person who \
      allowed it do so anew with a later `until`.
      """,
    triggering: [], passing: [], breaches: { _ in [] })

  /// Judged by `CheckRun`, which knows the exemptions; here for its documentation.
  static let exemptionUnused = CheckRule(
    "exemption.unused", .note, title: "Exemption is not needed",
    explanation: """
      Nothing breaks the rule that the exemption lets off. Left in place it would hide the next \
      breach, which nobody has looked at. Take it out of `waymark.yaml`.
      """,
    triggering: [], passing: [], breaches: { _ in [] })
}
