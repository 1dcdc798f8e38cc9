import Primitives
import Records

/// What a public build must not show: records, and steps of plans.
struct Secrets {
  /// Records that are internal, and those that can't be without naming such a one.
  private(set) var hidden: Set<RecordID>
  /// The keys of internal steps, by plan.
  private let steps: [String: Set<String>]
  /// Keys that are internal in some plan and public in none.
  private let keys: Set<String>
  private let holdsInternal: Bool

  init(in records: [Record]) {
    var (steps, open): ([String: Set<String>], Set<String>) = ([:], [])
    for plan in records where plan.id.kind == "upgrade" {
      let all = (plan["steps"]?.items ?? []) + (plan["rollback"]?["steps"]?.items ?? [])
      for step in all {
        let names = [step["key"]?.text].compactMap(\.self) + (step["aliases"]?.texts ?? [])
        if step["visibility"]?.text == "internal" {
          steps[plan.id.id, default: []].formUnion(names)
        } else if plan.isPublic {
          open.formUnion(names)
        }
      }
    }
    self.steps = steps
    keys = Set(steps.values.flatMap(\.self)).subtracting(open)
    hidden = Set(records.filter { !$0.isPublic }.map(\.id))
    holdsInternal = records.contains { Self.holdsInternal(.object($0.fields)) }
    guard !isEmpty else { return }
    // A record that can't be without a hidden one goes too, and so on until nothing more does.
    var before = -1
    while before != hidden.count {
      before = hidden.count
      for record in records where !hidden.contains(record.id) {
        guard let kind = KindCatalog.kind(record.id.kind),
          Redaction.object(withoutSteps(record), kind.fields, hidden) == nil
        else { continue }
        hidden.insert(record.id)
      }
    }
  }

  /// Whether everything may be shown.
  var isEmpty: Bool { hidden.isEmpty && !holdsInternal }

  /// The fields of a record without mentions of internal steps by their keys: the ways that plans
  /// take past them, what attempts saw there, and selectors of lessons that name nothing else.
  func withoutSteps(_ record: Record) -> Object {
    var fields = record.fields
    switch record.id.kind {
    case "upgrade":
      guard let keys = steps[record.id.id] else { return fields }
      fields["steps"] = fields["steps"].map { Self.detached($0, keys) }
      if var rollback = fields["rollback"]?.object {
        rollback["steps"] = rollback["steps"].map { Self.detached($0, keys) }
        if rollback["pointOfNoReturn"]?.text.map(keys.contains) == true {
          rollback["pointOfNoReturn"] = nil
        }
        fields["rollback"] = .object(rollback)
      }
    case "attempt":
      guard let keys = fields["upgrade"]?.text.flatMap({ steps[$0] }) else { return fields }
      for (name, key) in [("steps", "key"), ("deviations", "step")] {
        fields[name] = fields[name].map { list in
          .list(list.items.filter { $0[key]?.text.map(keys.contains) != true })
        }
      }
      if fields["failedStep"]?.text.map(keys.contains) == true { fields["failedStep"] = nil }
    case "lesson":
      guard !keys.isEmpty else { return fields }
      fields["appliesTo"] = fields["appliesTo"].map { list in
        .list(list.items.filter { $0["step"]?.text.map(keys.contains) != true })
      }
    default: break
    }
    return fields
  }

  /// Steps that no longer lead to internal ones: the way back is left out, and a failure aborts.
  private static func detached(_ steps: Value, _ keys: Set<String>) -> Value {
    .list(
      steps.items.map { step in
        guard var fields = step.object else { return step }
        if var undo = fields["undo"]?.object, undo["step"]?.text.map(keys.contains) == true {
          undo["step"] = Optional.none
          fields["undo"] = undo.isEmpty ? Optional.none : .some(.object(undo))
        }
        if let target = fields["onFailure"]?.text, target.hasPrefix("step:"),
          keys.contains(String(target.dropFirst("step:".count)))
        {
          fields["onFailure"] = "abort"
        }
        return .object(fields)
      })
  }

  private static func holdsInternal(_ value: Value) -> Bool {
    switch value {
    case .list(let items): items.contains(where: holdsInternal)
    case .object(let object):
      object["visibility"]?.text == "internal"
        || object.members.contains { holdsInternal($0.value) }
    default: false
    }
  }
}
