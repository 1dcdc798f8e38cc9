/// Every rule.
public enum RuleCatalog {
  /// The rules over records; add a new one here.
  public static let all: [CheckRule] = [
    // Deprecations
    .noticeShort, .noticeShortened, .removalWithoutReplacement, .removalNotMajor, .removalOverdue,
    .planSlippedTwice, .deprecatedBeforeIntroduced, .deprecatedBeforeReplacement,
    .datesContradict, .sunsetBeforeDeprecation, .textContradictsField,
    // Plans
    .upgradeNoRollback, .upgradeNoAcceptance, .stepDestructiveUnconfirmed,
    .stepRenamedWithoutAlias, .stepAfterPointOfNoReturn, .migrationIrreversibleNoBackup,
    .upgradeMixesCodeAndConfiguration,
    .parityUnknown, .rollbackNeverRehearsed, .playbookChangedSinceLastUse,
    .pathSkipsRequiredStop, .pathUnsupportedIntermediate,
    // Measurements
    .compatibilityUntested, .compatibilityClaimMismatch,
    // Learning
    .lessonNotRendered, .lessonRecurred, .actionOverdue, .reviewOverdue,
    // Texts and commands
    .commandInvisibleCharacter, .commandPlaceholder, .commandSecret, .fenceUnclosed,
    // Release notes
    .changeWithoutAction, .changeWithoutAffected, .changeTitle, .changeTwice, .releaseTwice,
    .markdownHazard,
  ]

  /// The rules about exemptions, which hold for settings instead of records.
  public static let ofExemptions: [CheckRule] = [.exemptionExpired, .exemptionUnused]

  /// All rules that settings may name.
  public static var everything: [CheckRule] { all + ofExemptions }

  /// The rule with this id; `nil` if there is none.
  public static func rule(_ id: String) -> CheckRule? { everything.first { $0.id == id } }
}
