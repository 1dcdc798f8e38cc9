import Primitives
import Records

/// A finding with the place that was found for it.
public struct LocatedFinding: Sendable {
  /// The finding of a serialized report.
  public let finding: CheckFinding
  /// Where the record states it; `nil` if no file is known.
  public let range: SourceRange?
  /// The line at that place.
  public let excerpt: String?

  /// Makes a finding with its place.
  public init(_ finding: CheckFinding, at range: SourceRange?, excerpt: String? = nil) {
    self.finding = finding
    self.range = range
    self.excerpt = excerpt
  }

  /// The same as a diagnostic.
  public var diagnostic: Diagnostic { finding.diagnostic(at: range, excerpt: excerpt) }
}

/// Findings as JSON for programs.
public enum CheckJSON {
  /// An object with `findings` (rule, severity, message, help, record, path, file, line, column,
  /// evidence) and `counts` by severity; members without a value are absent.
  public static func document(_ findings: [LocatedFinding]) -> [UInt8] {
    var counts = Object()
    for severity in Diagnostic.Severity.allCases {
      counts.append(
        severity.rawValue, .int(findings.count { $0.finding.severity == severity }))
    }
    return JSONText.pretty([
      "findings": .list(findings.map(value)), "counts": .object(counts),
    ])
  }

  private static func value(_ located: LocatedFinding) -> Value {
    let finding = located.finding
    var object: Object = [
      "rule": .string(finding.rule), "severity": .string(finding.severity.rawValue),
      "message": .string(finding.message), "help": .string(finding.help),
    ]
    object["record"] = finding.record.map { .string($0.description) }
    object["path"] = finding.path.map { .string($0.description) }
    if let range = located.range {
      object["file"] = .string(range.file)
      object["line"] = .int(range.line)
      object["column"] = .int(range.column)
    }
    if !finding.evidence.isEmpty {
      object["evidence"] = .list(finding.evidence.map { .string($0.description) })
    }
    return .object(object)
  }
}
