import Primitives
import Records

/// Small records for the examples of rules: the least that a kind needs, with some fields replaced.
enum Sample {
  static func record(
    _ kind: String, _ id: String, _ fields: Object, rev: Int = 1, at: String = "2024-01-01",
    reason: String? = nil
  ) -> Record {
    var all: Object = ["id": .string(id), "title": .string(id)]
    for member in fields.members where !member.value.isNull { all[member.name] = member.value }
    let day = CalendarDate(at) ?? CalendarDate(daysSinceEpoch: 0)
    return Record(
      id: RecordID(kind: kind, id: id), rev: rev, recordedAt: Instant(startOf: day),
      recordedBy: "example", reason: reason, isRetired: false, fields: all,
      digest: Digest(of: "\(kind)/\(id)@\(rev)"))
  }

  private static func record(
    _ kind: String, _ id: String, _ base: Object, replacing fields: Object
  ) -> Record {
    var all = base
    for member in fields.members { all[member.name] = member.value }
    return record(kind, id, all)
  }

  static func component(_ id: String = "app", _ fields: Object = [:]) -> Record {
    record("component", id, ["type": "service", "versionScheme": "semver"], replacing: fields)
  }

  static func policy(_ fields: Object) -> Record { record("policy", "promise", fields) }

  static func release(_ version: String, _ date: String, status: String = "released") -> Record {
    var fields: Object = [
      "component": "app", "version": .string(version), "date": .string(date),
      "status": .string(status),
    ]
    if status == "yanked" { fields["yanked"] = ["reason": "it loses data"] }
    return record("release", "app-\(version)", fields)
  }

  static func deprecation(_ fields: Object) -> Record {
    record(
      "deprecation", "old-api",
      [
        "component": "app", "subject": "/v1/orders", "status": "active",
        "announced": ["on": "2024-01-10"], "plannedRemoval": ["on": "2026-01-10"],
        "replacement": ["relation": "replace", "what": "/v2/orders"],
      ], replacing: fields)
  }

  static func change(_ fields: Object, id: String = "drop-v1") -> Record {
    record(
      "change", id,
      ["component": "app", "title": "Remove /v1/orders", "type": "changed", "status": "done"],
      replacing: fields)
  }

  static let step: Value = ["key": "deploy", "title": "Deploy the new version"]

  static func upgrade(_ fields: Object, id: String = "app-1-to-2") -> Record {
    record(
      "upgrade", id,
      [
        "component": "app", "from": "1.0", "to": "2.0", "strategy": "in-place",
        "status": "planned", "steps": [step],
        "acceptance": [["key": "errors", "title": "5xx responses", "op": "lte", "value": 1]],
        "rollback": [
          "kind": "redeploy-previous", "trigger": "More than 1 % of requests fail.",
          "lastTested": "2024-05-01",
          "steps": [["key": "redeploy", "title": "Deploy the old version", "phase": "rollback"]],
        ],
        "parity": [["fact": "database", "match": "same"]],
      ], replacing: fields)
  }

  static func attempt(_ id: String, _ fields: Object) -> Record {
    record(
      "attempt", id,
      [
        "upgrade": "app-1-to-2", "environment": "production", "mode": "run",
        "status": "finished", "outcome": "succeeded", "startedAt": "2024-03-01T10:00:00Z",
      ], replacing: fields)
  }

  static func migration(_ fields: Object) -> Record {
    record(
      "migration", "drop-column",
      ["component": "app", "kind": "schema", "pattern": "contract", "reversible": "yes"],
      replacing: fields)
  }

  static func incident(_ fields: Object, id: String = "outage") -> Record {
    record(
      "incident", id,
      [
        "severity": 2, "status": "closed", "startedAt": "2024-03-04T10:00:00Z",
        "resolvedAt": "2024-03-04T12:00:00Z", "review": "final", "detection": ["how": "alert"],
        "impact": ["text": "Orders failed."], "contributingFactors": ["The cache was cold."],
      ], replacing: fields)
  }

  static func lesson(_ fields: Object) -> Record {
    record(
      "lesson", "warm-the-cache",
      [
        "statement": "Warm the cache before traffic comes.", "polarity": "do",
        "status": "accepted", "evidence": ["incident/outage"],
        "appliesTo": [["component": "app", "step": "deploy"]],
      ], replacing: fields)
  }

  static func tested(
    _ version: String, with counterpart: String, _ outcome: String, basis: String = "tested"
  ) -> Observation {
    Observation(
      kind: "compatibility",
      fields: [
        "subject": ["component": "app", "version": .string(version)],
        "counterpart": ["component": "runtime", "version": .string(counterpart)],
        "suite": "default", "environment": "default", "outcome": .string(outcome),
        "basis": .string(basis), "ranAt": "2025-05-01T10:00:00Z",
      ])
  }
}

extension Sample {
  /// The same record as a later revision.
  static func revised(
    _ record: Record, rev: Int, at day: String, reason: String? = nil
  ) -> Record {
    self.record(record.id.kind, record.id.id, record.fields, rev: rev, at: day, reason: reason)
  }
}
