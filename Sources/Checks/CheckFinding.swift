import Primitives
import Records

/// One breach of a rule: what is wrong, in which record, and the way out.
public struct CheckFinding: Sendable, Hashable {
  /// The id of the rule.
  public let rule: String
  /// How bad it is, by the settings of the workspace.
  public internal(set) var severity: Diagnostic.Severity
  /// One sentence: lower-case start, no full stop.
  public let message: String
  /// The way out: one sentence.
  public let help: String
  /// The record that has to change; `nil` for a finding about the settings.
  public let record: RecordID?
  /// The value that is meant; `nil` for the record as a whole.
  public let path: FieldPath?
  /// The other records that the finding rests on, ordered.
  public let evidence: [RecordID]

  /// The same as a diagnostic, at the place that the caller found for record and path.
  ///
  /// The excerpt of a likely secret is left out: logs are read by more people than records.
  public func diagnostic(at range: SourceRange?, excerpt: String?) -> Diagnostic {
    let prefix = range == nil ? record.map { "\($0): " } ?? "" : ""
    return Diagnostic(
      rule, severity, prefix + message, at: range,
      excerpt: rule == CheckRule.commandSecret.id ? nil : excerpt, help: help)
  }
}

extension CheckFinding: Comparable {
  /// By record, path, rule and text; findings about the settings come last.
  public static func < (left: CheckFinding, right: CheckFinding) -> Bool {
    if left.record != right.record {
      guard let a = left.record else { return false }
      return right.record.map { a < $0 } ?? true
    }
    let (a, b) = (left.path?.parts ?? [], right.path?.parts ?? [])
    if a != b { return a.lexicographicallyPrecedes(b, by: isBefore) }
    return (left.rule, left.message, left.help) < (right.rule, right.message, right.help)
  }

  private static func isBefore(_ left: FieldPath.Part, _ right: FieldPath.Part) -> Bool {
    switch (left, right) {
    case (.index(let a), .index(let b)): a < b
    case (.name(let a), .name(let b)): a < b
    case (.index, .name): true
    case (.name, .index): false
    }
  }
}
