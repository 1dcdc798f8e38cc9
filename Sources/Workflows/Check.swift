import Checks
import Knowledge
import Ledger
import Primitives
import Records

/// Runs the rules over a workspace and finds the lines that the findings are about.
public enum Check {
  /// How findings are written.
  public enum Format: String, Sendable, CaseIterable {
    case text
    case json
    case sarif
    case annotations
  }

  /// What came out.
  public struct Outcome: Sendable {
    /// The breaches that count, in reading order.
    public let findings: [LocatedFinding]
    /// How many breaches somebody allows.
    public let exempted: Int

    /// How many findings have a severity.
    public func count(_ severity: Diagnostic.Severity) -> Int {
      findings.count { $0.finding.severity == severity }
    }

    /// The findings in a format; ends in a newline unless there is nothing to say.
    public func rendered(_ format: Format, programVersion: String) -> [UInt8] {
      switch format {
      case .text: Array(findings.map { $0.diagnostic.text + "\n" }.joined().utf8)
      case .json: CheckJSON.document(findings)
      case .sarif: CheckSARIF.document(findings, programVersion: programVersion)
      case .annotations: Array(CheckAnnotations.lines(findings).utf8)
      }
    }
  }

  /// A rule for people who ask what it wants.
  public struct RuleText: Sendable {
    /// The name for settings and exemptions.
    public let id: String
    /// The severity unless the settings say otherwise.
    public let severity: String
    /// What is wrong where it is broken, in a few words.
    public let title: String
    /// What it asks for, why, and how to mend a breach.
    public let explanation: String
    /// What breaks it, and what does not, one sentence each.
    public let examples: (triggering: [String], passing: [String])
  }

  /// Every rule, in the order of the catalogue.
  public static var rules: [RuleText] {
    RuleCatalog.everything.map { rule in
      RuleText(
        id: rule.id, severity: rule.severity.rawValue, title: rule.title,
        explanation: rule.explanation,
        examples: (rule.triggering.map(\.meaning), rule.passing.map(\.meaning)))
    }
  }

  /// Checks everything that the workspace knew, internal records too: secrets do not belong there either.
  ///
  /// - Throws: what is wrong with the settings, and problems of the ledger.
  public static func run(_ workspace: Workspace, _ view: Situation.View, programVersion: String)
    throws(Diagnostics) -> Outcome
  {
    var view = view
    view.isPublic = false
    let situation = try Situation(workspace, view, programVersion: programVersion)
    let report = CheckRun.findings(
      situation.graph, severities: workspace.settings.rules,
      exemptions: workspace.settings.exemptions)
    if !report.diagnostics.isEmpty { throw Diagnostics(report.diagnostics) }
    let files: [String: FileStamp]
    do {
      files = try workspace.ledger(.readOnly).knownFiles()
    } catch {
      throw Diagnostics(failure: error)
    }
    var places = RecordPlaces(workspace, files)
    let located = report.findings.map { finding in
      let place = places.place(of: finding)
      return LocatedFinding(finding, at: place?.range, excerpt: place?.excerpt)
    }
    let ordered = located.enumerated().sorted { left, right in
      switch (left.element.range, right.element.range) {
      case (let a?, let b?) where a != b: a < b
      case (_?, nil): true
      case (nil, _?): false
      default: left.offset < right.offset
      }
    }
    return Outcome(findings: ordered.map(\.element), exempted: report.exempted.count)
  }
}
