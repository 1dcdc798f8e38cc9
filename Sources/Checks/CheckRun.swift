import Knowledge
import Primitives
import Records

/// What came out of all rules.
public struct CheckReport: Sendable {
  /// The breaches that count, ordered by record and path.
  public let findings: [CheckFinding]
  /// The breaches that somebody allows, with the exemption, in the same order.
  public let exempted: [(finding: CheckFinding, exemption: Exemption)]
  /// What is wrong with the settings: unknown rules and severities.
  public let diagnostics: [Diagnostic]
}

/// Running the rules under the settings of a workspace.
public enum CheckRun {
  /// Runs every rule that is not switched off.
  ///
  /// - `severities`: by rule id: `error`, `warning`, `note` or `off`.
  /// - `exemptions`: breaches that are allowed; one that expired holds no longer and is a finding
  ///   itself, and so is one that nothing needs.
  public static func findings(
    _ graph: Graph, severities: [String: String] = [:], exemptions: [Exemption] = []
  ) -> CheckReport {
    let diagnostics = problems(severities, exemptions)
    func rated(_ rule: CheckRule) -> [CheckFinding] {
      guard severities[rule.id] != "off" else { return [] }
      let wanted = severities[rule.id].flatMap(Diagnostic.Severity.init)
      return rule.findings(graph).map { finding in
        var finding = finding
        finding.severity = wanted ?? finding.severity
        return finding
      }
    }
    let valid = exemptions.filter { graph.day <= $0.until }
    var findings: [CheckFinding] = []
    var exempted: [(finding: CheckFinding, exemption: Exemption)] = []
    var used: Set<Exemption> = []
    for finding in RuleCatalog.all.flatMap(rated).sorted() {
      let covering = valid.filter { $0.covers(finding) }
      used.formUnion(covering)
      if let exemption = covering.first {
        exempted.append((finding, exemption))
      } else {
        findings.append(finding)
      }
    }
    let known = exemptions.filter { RuleCatalog.rule($0.rule) != nil }
    for exemption in known where severities[exemption.rule] != "off" {
      let rule: CheckRule
      let message: String
      if exemption.until < graph.day {
        rule = .exemptionExpired
        message = "the exemption of \(name(exemption)) ended on \(exemption.until)"
      } else if !used.contains(exemption) {
        rule = .exemptionUnused
        message = "nothing needs the exemption of \(name(exemption)) any more"
      } else {
        continue
      }
      guard severities[rule.id] != "off" else { continue }
      findings.append(
        CheckFinding(
          rule: rule.id,
          severity: severities[rule.id].flatMap(Diagnostic.Severity.init) ?? rule.severity,
          message: message,
          help: rule.id == CheckRule.exemptionUnused.id
            ? "take it out of waymark.yaml"
            : "mend what it covered, or have \(exemption.who) allow it anew with a later `until`",
          record: nil, path: nil, evidence: [exemption.record].compactMap(\.self)))
    }
    return CheckReport(findings: findings.sorted(), exempted: exempted, diagnostics: diagnostics)
  }

  private static func name(_ exemption: Exemption) -> String {
    exemption.record.map { "\($0) from \(exemption.rule)" } ?? "all records from \(exemption.rule)"
  }

  private static func problems(
    _ severities: [String: String], _ exemptions: [Exemption]
  ) -> [Diagnostic] {
    let words = Diagnostic.Severity.allCases.map(\.rawValue) + ["off"]
    var problems: [Diagnostic] = []
    for (rule, severity) in severities.sorted(by: { $0.key < $1.key }) {
      problems += unknown(rule, in: "`rules`")
      guard !words.contains(severity) else { continue }
      let near = Spelling.nearest(to: severity, among: words).map { "did you mean `\($0)`? " } ?? ""
      problems.append(
        Diagnostic(
          "unknown-severity", "`\(severity)` is no severity for `\(rule)`",
          help: "\(near)Write \(words.joined(separator: ", "))"))
    }
    return problems
      + Set(exemptions.map(\.rule)).sorted().flatMap { unknown($0, in: "`exemptions`") }
  }

  private static func unknown(_ id: String, in place: String) -> [Diagnostic] {
    guard RuleCatalog.rule(id) == nil else { return [] }
    let ids = RuleCatalog.everything.map(\.id)
    return [
      Diagnostic(
        "unknown-rule", "\(place) names `\(id)`, which is no rule",
        help: Spelling.nearest(to: id, among: ids).map { "did you mean `\($0)`?" }
          ?? "`waymark check --rules` lists them")
    ]
  }
}
