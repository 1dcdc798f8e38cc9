import Primitives
import Records

@testable import Knowledge

/// The day on which most tests look.
let today = day("2026-06-30")

func day(_ text: String) -> CalendarDate {
  guard let day = CalendarDate(text) else { preconditionFailure("\(text) is no day") }
  return day
}

/// A record as a reader would make it: defaults filled in, a title if none is given.
func record(_ kind: String, _ id: String, _ fields: Object = [:]) -> Record {
  var all: Object = ["id": .string(id), "title": .string(id)]
  for member in fields.members { all[member.name] = member.value }
  let complete = KindCatalog.kind(kind).map { filled(all, $0.fields) } ?? all
  return Record(
    id: RecordID(kind: kind, id: id), rev: 1, recordedAt: Instant(milliseconds: 0),
    recordedBy: "test", reason: nil, isRetired: false, fields: complete, digest: Digest(of: id))
}

/// An observation with its defaults filled in.
func observation(_ kind: String, _ fields: Object) -> Observation {
  Observation(
    kind: kind, fields: ObservationCatalog.kind(kind).map { filled(fields, $0.fields) } ?? fields)
}

/// A test result of `app` against `python`, unless said otherwise.
func result(
  _ subject: String, _ counterpart: String, _ outcome: String, at: String,
  suite: String = "unit", environment: String = "linux", basis: String = "tested"
) -> Observation {
  observation(
    "compatibility",
    [
      "subject": ["component": "app", "version": .string(subject)],
      "counterpart": ["component": "python", "version": .string(counterpart)],
      "suite": .string(suite), "environment": .string(environment), "outcome": .string(outcome),
      "basis": .string(basis), "ranAt": .string("\(at)T12:00:00Z"),
    ])
}

/// A component with support cycles: name, first day, end of life; an empty text is left out.
func component(
  _ id: String, scheme: String = "pep440", cycles: [(String, String, String)] = [],
  longTerm: Set<String> = [], policy: String? = nil
) -> Record {
  var fields: Object = ["type": "library", "versionScheme": .string(scheme)]
  if !cycles.isEmpty {
    fields["cycles"] = .list(
      cycles.map { name, released, eol in
        var cycle: Object = ["name": .string(name)]
        if !released.isEmpty { cycle["released"] = .string(released) }
        if !eol.isEmpty { cycle["eol"] = .string(eol) }
        if longTerm.contains(name) { cycle["lts"] = true }
        return .object(cycle)
      })
  }
  if let policy { fields["policies"] = ["deprecation": .string(policy)] }
  return record("component", id, fields)
}

/// A plan of `app` with steps given by their fields.
func upgrade(
  _ id: String = "plan", from: String = "1.0", to: String = "2.0", _ more: Object = [:],
  steps: [Object] = [["key": "go", "title": "Go"]]
) -> Record {
  var fields: Object = [
    "component": "app", "from": .string(from), "to": .string(to), "strategy": "rolling",
    "steps": .list(steps.map(Value.object)), "rollback": ["kind": "redeploy-previous"],
  ]
  for member in more.members { fields[member.name] = member.value }
  return record("upgrade", id, fields)
}

private func filled(_ object: Object, _ fields: [Field]) -> Object {
  var object = object
  for field in fields {
    if let value = object[field.name] {
      object[field.name] = filled(value, field.type)
    } else if case .defaulted(let value) = field.presence {
      object[field.name] = value
    }
  }
  return object
}

private func filled(_ value: Value, _ type: FieldType) -> Value {
  switch (value, type) {
  case (.object(let object), .object(let fields)): .object(filled(object, fields))
  case (.list(let items), .list(let member, _)): .list(items.map { filled($0, member) })
  default: value
  }
}

extension MetricResult.Measure {
  /// `3/4`, `0/0`, `median 5 of 3, 1 open` or `7 things`: the measure without its interval.
  var brief: String {
    switch self {
    case .proportion(let proportion): "\(proportion.k)/\(proportion.n)"
    case .distribution(let quartiles, let n, let open, _):
      (quartiles.map { "median \($0.median) of \(n)" } ?? "none")
        + (open > 0 ? ", \(open) open" : "")
    case .count(let count, let unit): "\(count) \(unit)"
    }
  }
}

extension MetricResult {
  /// Everything that it says, for comparing and for goldens.
  var value: Value {
    [
      "total": total.map { .string($0.brief) } ?? .null,
      "parts": .list(
        parts.map { part in
          [
            "label": .string(part.label), "measure": .string(part.measure.brief),
            "rows": .list(
              part.rows.map { row in
                [
                  "text": .string(row.text), "counts": row.counts.map(Value.bool) ?? .null,
                  "record": Value(row.record?.description),
                ]
              }),
          ]
        }),
      "excluded": .list(excluded.map(Value.string)),
    ]
  }

  /// The measure of a part; `nil` if there is no such part.
  func part(_ label: String) -> String? { parts.first { $0.label == label }?.measure.brief }
}

extension Graph {
  /// A result of a metric of the catalogue.
  func result(_ id: String) -> MetricResult {
    MetricCatalog.metric(id)?.compute(self) ?? MetricResult(total: nil, parts: [])
  }
}

/// Numbers that are the same on every run (Steele and others, SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
