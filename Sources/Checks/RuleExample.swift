import Knowledge
import Primitives
import Records

/// A small hand-made situation: documentation of a rule, and its test.
public struct RuleExample: Sendable {
  /// What the situation is, in one sentence without a full stop.
  public let meaning: String
  /// The records that the rule looks at.
  public let records: [Record]
  /// The observations that the rule looks at.
  public let observations: [Observation]
  /// The day on which it is looked at.
  public let day: CalendarDate

  init(
    _ meaning: String, on day: String = "2025-06-01", _ records: [Record],
    observations: [Observation] = []
  ) {
    self.meaning = meaning
    self.records = records
    self.observations = observations
    self.day = CalendarDate(day) ?? CalendarDate(daysSinceEpoch: 0)
  }

  /// The situation, resolved.
  public var graph: Graph { Graph(records: records, observations: observations, day: day) }
}
