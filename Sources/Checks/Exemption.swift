import Primitives
import Records

/// A breach that somebody allows, for a time.
public struct Exemption: Sendable, Hashable {
  /// The id of the rule.
  public let rule: String
  /// The record that is let off; all records when `nil`.
  public let record: RecordID?
  /// Who allows it.
  public let who: String
  /// Why.
  public let why: String
  /// The last day on which it holds.
  public let until: CalendarDate

  /// Makes an exemption; see the properties.
  public init(rule: String, record: RecordID?, who: String, why: String, until: CalendarDate) {
    self.rule = rule
    self.record = record
    self.who = who
    self.why = why
    self.until = until
  }

  func covers(_ finding: CheckFinding) -> Bool {
    finding.rule == rule && (record == nil || finding.record == record)
  }
}
