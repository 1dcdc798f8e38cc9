import Primitives
import Records

@testable import Knowledge

/// A small workspace in which every metric has something to say.
enum Harbour {
  static func graph() -> Graph {
    Graph(records: records, observations: observations, day: today)
  }

  static let records: [Record] = [
    component(
      "app", cycles: [("1.0", "2024-01-01", "2026-12-31"), ("2.0", "2025-03-01", "2028-01-01")],
      longTerm: ["2.0"], policy: "promise"),
    component(
      "python",
      cycles: [("3.12", "2023-10-02", "2028-10-31"), ("3.13", "2024-10-07", "2029-10-31")]),
    record(
      "policy", "promise",
      ["notice": [["days": 300, "releases": 1]], "effectiveFrom": "2023-01-01"]),
    deprecation("kept", announced: "2024-01-01", removed: "2025-03-01"),
    deprecation("short", announced: "2025-01-01", removed: "2025-03-01"),
    deprecation("early", announced: "2022-01-01", removed: "2022-02-01"),
    record(
      "deprecation", "plan",
      [
        "component": "app", "subject": "plan", "announced": ["version": "2.0"],
        "plannedRemoval": ["version": "3.0"],
      ]),
    upgrade("plan", steps: [["key": "drain", "title": "Drain"], ["key": "go", "title": "Go"]]),
    attempt("first", "rolled-back", "2026-01-10T08:00:00Z"),
    attempt("second", "succeeded", "2026-01-17T08:00:00Z"),
    attempt("third", "succeeded-with-deviation", "2026-02-01T08:00:00Z"),
    incident(
      "outage", "2026-01-10T09:00:00Z",
      [
        "triggeredBy": "attempt/first",
        "actions": [
          [
            "text": "Drain first", "kind": "prevent", "due": "2026-02-01", "state": "done",
            "resolvedOn": "2026-01-20",
          ],
          ["text": "Alert on queues", "kind": "detect", "due": "2026-03-01"],
        ],
      ]),
    incident("again", "2026-02-01T20:00:00Z", ["playbook": "plan"]),
    record(
      "lesson", "drain",
      [
        "statement": "Drain before the switch.", "polarity": "do", "status": "accepted",
        "acceptedOn": "2026-01-15", "evidence": ["incident/outage"],
        "appliesTo": [["component": "app", "step": "drain"]], "occurrences": ["again"],
      ]),
  ]

  static let observations: [Observation] = [
    result("1.0.4", "3.12", "pass", at: "2026-01-01"),
    result("1.0.4", "3.13", "fail", at: "2026-01-01"),
    result("2.0.1", "3.12", "pass", at: "2025-01-01"),
    result("2.0.1", "3.13", "partial", at: "2026-03-01"),
    result("2.0.1", "3.13", "error", at: "2026-03-02"),
    // Two of the same instant: which one counts must not depend on their order.
    result("2.0.2", "3.13", "pass", at: "2026-03-01"),
    result("2.0.2", "3.13", "fail", at: "2026-03-01"),
  ]

  private static func deprecation(_ id: String, announced: String, removed: String) -> Record {
    record(
      "deprecation", id,
      [
        "component": "app", "subject": .string(id), "announced": ["on": .string(announced)],
        "removed": ["on": .string(removed)],
      ])
  }

  private static func attempt(_ id: String, _ outcome: String, _ startedAt: String) -> Record {
    record(
      "attempt", id,
      [
        "upgrade": "plan", "environment": "production", "outcome": .string(outcome),
        "startedAt": .string(startedAt),
      ])
  }

  private static func incident(_ id: String, _ startedAt: String, _ more: Object) -> Record {
    var fields: Object = [
      "severity": 2, "component": "app", "review": "final", "startedAt": .string(startedAt),
      "detection": ["how": "alert"], "impact": ["text": "No orders."],
    ]
    for member in more.members { fields[member.name] = member.value }
    return record("incident", id, fields)
  }
}
