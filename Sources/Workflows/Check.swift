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
    var places = Places(workspace, files)
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

  /// Where records are stated: reads a file once, and only if something in it was found.
  private struct Places {
    private let workspace: Workspace
    private var files: [RecordID: String] = [:]
    private var drafts: [String: [Draft]] = [:]

    init(_ workspace: Workspace, _ stamps: [String: FileStamp]) {
      self.workspace = workspace
      for (path, stamp) in stamps.sorted(by: { $0.key < $1.key }) {
        for record in stamp.records { files[record] = path }
      }
    }

    /// The finding as a diagnostic of its file; `nil` where no file states the record any more.
    mutating func place(of finding: CheckFinding) -> Diagnostic? {
      guard let record = finding.record, let path = files[record] else { return nil }
      if drafts[path] == nil { drafts[path] = read(path) }
      guard let draft = drafts[path]?.first(where: { $0.id == record }) else { return nil }
      return draft.diagnostic(finding.rule, finding.message, at: finding.path ?? .root, help: nil)
    }

    private func read(_ path: String) -> [Draft] {
      guard let bytes = try? Files.bytes(at: workspace.path(path)),
        let source = try? SourceText(file: workspace.path(path), bytes: bytes)
      else { return [] }
      // records/KIND/NAME.yaml, as apply reads it.
      let parts = path.split(separator: "/").dropFirst().map(String.init)
      let name = parts.last ?? ""
      let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
      return RecordReader.drafts(source, kind: parts.count > 1 ? parts[0] : nil, stem: stem).drafts
    }
  }
}
