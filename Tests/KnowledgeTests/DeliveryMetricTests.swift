import Primitives
import Records
import Testing

@testable import Knowledge

private func attempt(
  _ id: String, _ outcome: String?, start: String, end: String? = nil, plan: String = "plan",
  _ more: Object = [:]
) -> Record {
  var fields: Object = [
    "upgrade": .string(plan), "environment": "production", "startedAt": .string(start),
  ]
  if let outcome { fields["outcome"] = .string(outcome) }
  if let end { fields["endedAt"] = .string(end) }
  for member in more.members { fields[member.name] = member.value }
  return record("attempt", id, fields)
}

private func incident(_ id: String, _ more: Object) -> Record {
  var fields: Object = [
    "severity": 2, "component": "app", "detection": ["how": "alert"], "impact": ["text": "down"],
  ]
  for member in more.members { fields[member.name] = member.value }
  return record("incident", id, fields)
}

private func graph(_ records: [Record]) -> Graph {
  Graph(
    records: records + [
      component("app"), component("db"), upgrade(),
      upgrade("db-plan", ["component": "db", "migrations": ["m"]]),
      record("release", "app-2", ["component": "app", "version": "2.0.0", "date": "2026-01-01"]),
    ], day: today)
}

@Suite("delivery metrics")
struct DeliveryMetricTests {
  @Test("U1 counts finished production attempts of the window, by component, first ones apart")
  func success() {
    let success = graph([
      attempt("a", "failed", start: "2026-01-01T10:00:00Z"),
      attempt("b", "succeeded", start: "2026-01-02T10:00:00Z"),
      attempt("c", "succeeded-with-deviation", start: "2026-01-03T10:00:00Z"),
      attempt("d", "succeeded", start: "2026-01-03T10:00:00Z", plan: "db-plan"),
      attempt("e", "succeeded", start: "2026-01-01T10:00:00Z", ["environment": "staging"]),
      attempt("f", "succeeded", start: "2026-01-01T10:00:00Z", ["mode": "drill"]),
      attempt("g", nil, start: "2026-06-01T10:00:00Z", ["status": "running"]),
      attempt("h", "aborted", start: "2026-01-01T09:00:00Z", ["abortedBeforeApply": true]),
      attempt("i", "aborted", start: "2026-01-04T09:00:00Z"),
      attempt("j", "succeeded", start: "2026-01-04T09:00:00Z", plan: "gone"),
      attempt("k", "succeeded", start: "2026-06-30T22:00:00Z", end: "2026-07-01T00:00:00Z"),
    ]).result("U1")
    #expect(success.total == nil)
    #expect(success.part("app") == "2/4")
    #expect(success.part("app, first attempts") == "0/1")
    #expect(success.part("db") == "1/1")
    #expect(success.part("db, first attempts") == "1/1")
    #expect(
      success.excluded == [
        "counted: from 2025-07-01 until before 2026-07-01, UTC",
        "1 attempt of a plan that is not known",
        "1 attempt outside production", "1 attempt that ended before anything was changed",
        "2 attempts that are going on", "1 rehearsal or drill",
      ])
    #expect(success.parts.first?.rows.first?.text == "2026-01-01, app 1.0 → 2.0: failed")
    #expect(success.parts.first?.rows.first?.record?.description == "attempt/a")
  }

  @Test("the window is half-open, and a first attempt before it is no first one in it")
  func window() {
    let success = graph([
      attempt("a", "failed", start: "2025-06-30T23:59:59Z"),
      attempt("b", "succeeded", start: "2025-07-01T00:00:00Z"),
      attempt("c", "succeeded", start: "2026-06-30T23:59:59Z"),
      attempt("d", "succeeded", start: "2026-07-01T00:00:00Z"),
    ]).result("U1")
    #expect(success.part("app") == "2/2")
    #expect(success.part("app, first attempts") == nil)
  }

  private func failing(_ incidents: Record..., attempts: [Record]? = nil) -> [String] {
    let attempts =
      attempts ?? [
        attempt("a", "succeeded", start: "2026-01-01T10:00:00Z", end: "2026-01-01T12:00:00Z"),
        attempt("b", "succeeded", start: "2026-01-01T11:00:00Z", end: "2026-01-01T13:00:00Z"),
        attempt(
          "c", "succeeded", start: "2026-01-01T11:00:00Z", end: "2026-01-01T13:00:00Z",
          plan: "db-plan"),
      ]
    return graph(incidents + attempts).result("U2").parts.flatMap(\.rows)
      .filter { $0.counts == true }.compactMap { $0.record?.id }
  }

  @Test("U2 counts failures, rollbacks and what led to an incident, each attempt once")
  func failures() {
    let attempts = [
      attempt("a", "failed", start: "2026-01-01T10:00:00Z"),
      attempt("b", "rolled-back", start: "2026-01-02T10:00:00Z"),
      attempt("c", "aborted", start: "2026-01-03T10:00:00Z"),
      attempt(
        "d", "aborted", start: "2026-01-03T11:00:00Z",
        ["rollback": ["startedAt": "2026-01-03T12:00:00Z"]]),
      attempt("e", "succeeded", start: "2026-01-04T10:00:00Z", ["incident": "named"]),
    ]
    let named = incident("named", ["startedAt": "2026-01-09T10:00:00Z"])
    let again = incident(
      "again", ["triggeredBy": "attempt/e", "startedAt": "2026-01-04T12:00:00Z"])
    #expect(failing(named, again, attempts: attempts) == ["a", "b", "d", "e"])
    let rate = graph(attempts + [named, again]).result("U2")
    #expect(rate.total == nil)
    #expect(rate.part("app") == "4/5")
    #expect(
      rate.parts.first?.rows.last?.text
        == "2026-01-04, app 1.0 → 2.0: succeeded, led to incident/again, incident/named")
  }

  @Test(
    "an incident without a trigger goes to the last attempt on its component within 24 hours",
    arguments: [
      ("2026-01-01T09:59:59Z", []), ("2026-01-01T10:00:00Z", ["a"]),
      ("2026-01-01T11:00:00Z", ["b"]), ("2026-01-02T12:59:59Z", ["b"]),
      ("2026-01-02T13:00:00Z", []),
    ])
  func attribution(startedAt: String, expected: [String]) {
    #expect(failing(incident("i", ["startedAt": .string(startedAt)])) == expected)
  }

  @Test(
    "a named trigger holds whatever the time, and nothing else does",
    arguments: [
      ("attempt/a", ["a"]), ("upgrade/plan", ["b"]), ("migration/m", ["c"]),
      ("release/app-2", ["b"]), ("deprecation/x", []), ("attempt/none", []),
    ])
  func trigger(by trigger: String, expected: [String]) {
    let started: Value = "2026-03-01T00:00:00Z"
    #expect(
      failing(incident("i", ["triggeredBy": .string(trigger), "startedAt": started])) == expected)
  }

  @Test("an incident without trigger or start is put down to nothing; a later one is not seen")
  func unattributed() {
    let attempts = [attempt("a", "succeeded", start: "2026-06-30T23:00:00Z")]
    let rate = graph(
      attempts + [incident("i", [:]), incident("j", ["startedAt": "2026-07-01T00:00:00Z"])]
    ).result("U2")
    #expect(rate.part("app") == "0/1")
    #expect(
      rate.excluded.contains("1 incident without a trigger or a start, put down to nothing"))
  }
}

@Suite("learning metrics")
struct LearningMetricTests {
  private let plan = upgrade(
    "plan", ["requiredStops": []], steps: [["key": "stop", "title": "Stop", "phase": "apply"]])

  private func lesson(_ id: String = "lesson", _ more: Object = [:]) -> Record {
    var fields: Object = [
      "statement": "Wait.", "polarity": "do", "status": "accepted", "acceptedOn": "2026-01-01",
      "evidence": ["incident/first"], "appliesTo": [["component": "app", "step": "stop"]],
      "occurrences": ["second"],
    ]
    for member in more.members { fields[member.name] = member.value }
    return record("lesson", id, fields)
  }

  private func second(_ more: Object = [:]) -> Record {
    var fields: Object = ["review": "final", "startedAt": "2026-01-02T00:00:00Z"]
    for member in more.members { fields[member.name] = member.value }
    return incident("second", fields)
  }

  private func recurrence(_ records: Record...) -> MetricResult {
    let first = incident("first", ["review": "final", "startedAt": "2025-01-01T00:00:00Z"])
    let draft = incident("draft", ["startedAt": "2025-01-01T00:00:00Z"])
    return Graph(records: records + [component("app"), plan, first, draft], day: today).result("L1")
  }

  @Test("L1 counts repeats of lessons that were accepted before and apply")
  func recurrence() {
    let again = recurrence(lesson(), second())
    #expect(again.total?.brief == "1/2")
    #expect(again.part("app") == "1/2")
    #expect(again.parts.first?.rows.last?.text == "second: repeats lesson/lesson, not shown")
    #expect(again.excluded == ["1 incident without a final review"])
    #expect(recurrence(lesson("l", ["status": "proposed"]), second()).total?.brief == "0/2")
    #expect(recurrence(lesson("l", ["status": "retired"]), second()).total?.brief == "1/2")
  }

  @Test(
    "L1 leaves out and counts what is not proven",
    arguments: [
      ("acceptedOn", "2026-01-02", "1 repetition before the lesson was accepted"),
      ("acceptedOn", "2026", "1 repetition before the lesson was accepted"),
      ("acceptedOn", "", "1 repetition of a lesson without the day of its acceptance"),
    ])
  func unproven(field: String, value: String, expected: String) {
    let result = recurrence(lesson("l", [field: .string(value)]), second())
    #expect(result.total?.brief == "0/2")
    #expect(result.excluded.contains(expected))
  }

  @Test("L1 leaves out an incident without a start only if it may repeat a lesson")
  func withoutStart() {
    var fields = second().fields
    fields["startedAt"] = Optional.none
    let undated = record("incident", "second", fields)
    #expect(recurrence(undated).total?.brief == "0/2")
    let result = recurrence(undated, lesson())
    #expect(result.total?.brief == "0/1")
    #expect(result.excluded.contains("1 repetition in an incident without a start"))
  }

  @Test("L1 asks for the scope")
  func scope() {
    let elsewhere = lesson("l", ["appliesTo": [["component": "db"]]])
    let result = recurrence(elsewhere, second())
    #expect(result.total?.brief == "0/2")
    #expect(result.excluded.contains("1 repetition outside the lesson's scope"))
    let anywhere = lesson("l", ["appliesTo": [["phase": "apply"]]])
    #expect(recurrence(anywhere, second()).total?.brief == "1/2")
  }

  @Test("L1 says whether the lesson was shown, and whether the attempt departed from that step")
  func exposure() {
    func words(_ more: Object, _ attempts: [Record] = []) -> String? {
      Graph(
        records: attempts + [component("app"), plan, lesson(), second(more)], day: today
      ).result("L1").parts.first?.rows.last?.text
    }
    #expect(words(["playbook": "plan"]) == "second: repeats lesson/lesson, shown and insufficient")
    let departed = attempt(
      "run", "failed", start: "2026-01-01T10:00:00Z",
      ["deviations": [["step": "stop", "text": "skipped"]]])
    #expect(
      words(["triggeredBy": "attempt/run"], [departed])
        == "second: repeats lesson/lesson, shown and ignored")
    #expect(
      words(["triggeredBy": "upgrade/plan"])
        == "second: repeats lesson/lesson, shown and insufficient")
  }

  @Test("L3 counts actions whose date has come, by kind, and those done by it apart")
  func closure() {
    let actions: Value = [
      [
        "text": "a", "kind": "prevent", "due": "2026-06-30", "state": "done",
        "resolvedOn": "2026-06-30",
      ],
      [
        "text": "b", "kind": "prevent", "due": "2026-01-01", "state": "done",
        "resolvedOn": "2026-01-02",
      ],
      ["text": "c", "kind": "detect", "due": "2026-01-01"],
      ["text": "d", "due": "2026-01", "state": "done"],
      ["text": "e", "due": "2026-07-01", "state": "done", "resolvedOn": "2026-01-01"],
      ["text": "f"], ["text": "g", "state": "done"],
      ["text": "h", "due": "2026-01-01", "state": "cancelled", "reason": "moot"],
      ["text": "i", "due": "2026-01-01", "state": "cancelled"],
      [
        "text": "j", "kind": "detect", "due": "2026-01-01", "state": "done",
        "resolvedOn": "2026-07-01",
      ],
    ]
    let closure = Graph(records: [incident("x", ["actions": actions])], day: today).result("L3")
    #expect(closure.total?.brief == "3/5")
    #expect(closure.part("prevent") == "2/2")
    #expect(closure.part("detect") == "0/2")
    #expect(closure.part("no kind") == "1/1")
    #expect(closure.part("done on time") == "1/4")
    #expect(
      closure.excluded == [
        "1 action not due yet", "1 cancelled action with a reason",
        "1 cancelled action without a reason",
        "1 done action without a due date",
        "1 done action without its day, left out of those on time",
        "1 open action without a due date",
      ])
    #expect(closure.parts.first?.rows.first?.text == "c: due 2026-01-01, open")
    #expect(closure.parts.first?.rows.first?.record?.description == "incident/x")
  }
}

@Suite("incident times")
struct IncidentTimesTests {
  @Test("lengths come from the stamps that are there")
  func lengths() {
    let times = IncidentTimes(
      incident(
        "x",
        [
          "startedAt": "2026-01-01T10:00:00Z", "detectedAt": "2026-01-01T11:05:00+01:00",
          "mitigatedAt": "2026-01-01T11:00:00Z", "resolvedAt": "2026-01-01T12:00:00Z",
          "statedDuration": "an hour",
        ]))
    #expect(times.toDetect?.words == "5 minutes")
    #expect(times.toRestore?.words == "1 hour")
    #expect(times.duration?.words == "2 hours")
    #expect(times.stated == "an hour")
    #expect(times.oddity == nil)
  }

  @Test("what the report states is read from its words and compared with every computed length")
  func stated() {
    func words(_ text: String) -> String? { StatedLength(text)?.span.words }
    #expect(words("about 1h50m") == "1 hour 50 minutes")
    #expect(words("nearly two hours (to the fix)") == "2 hours")
    #expect(words("2 hours and 2 minutes") == "2 hours 2 minutes")
    #expect(words("40 minutes (30 in the heading)") == "40 minutes")
    #expect(words("2h 32m to quarantine (litellm); 3h 42m (telnyx)") == "2 hours 32 minutes")
    #expect(words("half an hour") == "30 minutes")
    #expect(words("1.5 h") == "1 hour 30 minutes")
    #expect(words("PT20M") == "20 minutes")
    #expect(words("P2D") == "2 days")
    for text in ["several hours", "most of Sunday", "1:50", "2-3 hours", "two to three hours", ""] {
      #expect(words(text) == nil, "\(text)")
    }
    #expect(StatedLength("about 1h50m")?.isRough == true)
    #expect(StatedLength("1h50m")?.isRough == false)

    func comparison(_ stated: String, ends: Bool = true) -> String? {
      var fields: Object = [
        "startedAt": "2026-01-01T10:00:00Z", "detectedAt": "2026-01-01T10:12:00Z",
        "statedDuration": .string(stated),
      ]
      if ends {
        fields["mitigatedAt"] = "2026-01-01T10:50:00Z"
        fields["resolvedAt"] = "2026-01-01T12:00:00Z"
      }
      return IncidentTimes(incident("x", fields)).comparison.map {
        ($0.differs ? "! " : "") + $0.text
      }
    }
    #expect(comparison("about 20 minutes") == "! 1 hour 40 minutes shorter than the timestamps say")
    #expect(comparison("3 hours") == "! 1 hour longer than the timestamps say")
    #expect(
      comparison("2 hours")
        == "agrees with the timestamps, from the first effect to the end of the cause")
    #expect(
      comparison("50 min") == "agrees with the timestamps, from the first effect to its end")
    #expect(
      comparison("about 110 minutes")
        == "agrees with the timestamps, from the first effect to the end of the cause")
    #expect(comparison("several hours") == "names no length to compare with the timestamps")
    #expect(comparison("12 minutes", ends: false)?.hasPrefix("agrees") == true)
    #expect(IncidentTimes(incident("x", [:])).comparison == nil)
    #expect(
      IncidentTimes(incident("x", ["statedDuration": "an hour"])).comparison?.text
        == "no timestamps to compare it with")
  }

  @Test("restored is resolved where nobody said mitigated; without a start there is no length")
  func missing() {
    let resolved = IncidentTimes(
      incident("x", ["startedAt": "2026-01-01T10:00:00Z", "resolvedAt": "2026-01-01T12:00:00Z"]))
    #expect(resolved.toRestore?.words == "2 hours")
    #expect(resolved.toDetect == nil)
    let endOnly = IncidentTimes(incident("x", ["resolvedAt": "2026-01-01T12:00:00Z"]))
    #expect(endOnly.duration == nil)
    #expect(endOnly.toRestore == nil)
  }

  @Test("a detection after the end is odd; an end before the start is no length")
  func odd() {
    let late = IncidentTimes(
      incident(
        "x",
        [
          "startedAt": "2026-01-01T10:00:00Z", "resolvedAt": "2026-01-01T12:00:00Z",
          "detectedAt": "2026-01-01T12:30:00Z",
        ]))
    #expect(late.oddity == "it was noticed 30 minutes after it was over")
    let backwards = IncidentTimes(
      incident("x", ["startedAt": "2026-01-01T10:00:00Z", "resolvedAt": "2026-01-01T09:00:00Z"]))
    #expect(backwards.duration == nil)
  }
}
