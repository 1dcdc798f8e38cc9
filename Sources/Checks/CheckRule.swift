import Knowledge
import Primitives
import Records

/// One thing that must hold among the records, with its documentation and its own test cases.
///
/// One value a file under `Rules/`, listed in `RuleCatalog`; laws run over the catalogue.
public struct CheckRule: Sendable {
  /// Stable name for settings and exemptions, such as `notice.short`; never reused.
  public let id: String
  /// What is wrong where the rule is broken, in a few words.
  public let title: String
  /// How bad a breach is unless `waymark.yaml` says otherwise.
  public let severity: Diagnostic.Severity
  /// What the rule asks for, why, and how to mend a breach: a few sentences for users.
  public let explanation: String
  /// Situations in which the rule is broken.
  public let triggering: [RuleExample]
  /// Situations near to those in which it holds.
  public let passing: [RuleExample]
  private let breaches: @Sendable (Graph) -> [Breach]

  /// Makes a rule; `breaches` is a pure function of the graph and may return them in any order.
  init(
    _ id: String, _ severity: Diagnostic.Severity, title: String, explanation: String,
    triggering: [RuleExample], passing: [RuleExample],
    breaches: @escaping @Sendable (Graph) -> [Breach]
  ) {
    self.id = id
    self.title = title
    self.severity = severity
    self.explanation = explanation
    self.triggering = triggering
    self.passing = passing
    self.breaches = breaches
  }

  /// Every breach of the rule, ordered by record and path, each one once.
  public func findings(_ graph: Graph) -> [CheckFinding] {
    var seen: Set<CheckFinding> = []
    return breaches(graph).map { breach in
      CheckFinding(
        rule: id, severity: breach.severity ?? severity, message: breach.message,
        help: breach.help, record: breach.record, path: breach.path,
        evidence: breach.evidence.sorted())
    }.filter { seen.insert($0).inserted }.sorted()
  }
}

/// One breach of a rule, before it has the rule's name and severity.
struct Breach {
  let record: RecordID
  let path: FieldPath?
  let message: String
  let help: String
  var evidence: [RecordID] = []
  /// Set where this breach is milder than the rule's others.
  var severity: Diagnostic.Severity?

  init(
    _ record: RecordID, _ path: FieldPath?, _ message: String, help: String,
    evidence: [RecordID] = [], severity: Diagnostic.Severity? = nil
  ) {
    self.record = record
    self.path = path
    self.message = message
    self.help = help
    self.evidence = evidence
    self.severity = severity
  }
}
