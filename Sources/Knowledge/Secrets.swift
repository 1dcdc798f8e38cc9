import Primitives
import Records

/// What a public build must not show: records, and steps of plans.
public struct Secrets: Sendable {
  /// Records that are internal, and those that can't be without naming such a one.
  public private(set) var hidden: Set<RecordID>
  /// The keys of internal steps, by plan.
  public let steps: [String: Set<String>]
  /// Keys that are internal in some plan and public in none.
  public let keys: Set<String>
  /// Whether a record, or a part of one, is internal.
  public let holdsInternal: Bool

  /// Nothing is secret.
  public static let none = Secrets(hidden: [], steps: [:], keys: [], holdsInternal: false)

  /// Takes what was found out before.
  public init(
    hidden: Set<RecordID>, steps: [String: Set<String>], keys: Set<String>, holdsInternal: Bool
  ) {
    (self.hidden, self.steps, self.keys) = (hidden, steps, keys)
    self.holdsInternal = holdsInternal
  }

  /// The keys of the internal and of the open steps of a plan; an internal plan has no open ones.
  private static func stepNames(of plan: Record) -> (internal: Set<String>, open: Set<String>) {
    guard plan.id.kind == "upgrade" else { return ([], []) }
    var (secret, open): (Set<String>, Set<String>) = ([], [])
    let all = (plan["steps"]?.items ?? []) + (plan["rollback"]?["steps"]?.items ?? [])
    for step in all {
      let names = [step["key"]?.text].compactMap(\.self) + (step["aliases"]?.texts ?? [])
      if step["visibility"]?.text == "internal" {
        secret.formUnion(names)
      } else if plan.isPublic {
        open.formUnion(names)
      }
    }
    return (secret, open)
  }

  /// A record as it may be shown, when it was revised since; `nil` where the revision may change
  /// what else may be shown.
  ///
  /// - `old`: what it was when the secrets were found out; `nil` if it was not there.
  /// - `isKnown`: whether this was asked before, and the answer was a record.
  public func shown(_ new: Record, after old: Record?, isKnown: Bool = false) -> Record? {
    if isKnown { return isEmpty ? new : Redaction.shown(new, self) }
    guard Redaction.isOpen(new), old.map(Redaction.isOpen) != false, !hidden.contains(new.id)
    else { return nil }
    if isEmpty { return new }
    let all = steps.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    let was = old.map { Self.stepNames(of: $0).open } ?? []
    guard was.intersection(all) == Self.stepNames(of: new).open.intersection(all) else {
      return nil
    }
    return Redaction.shown(new, self)
  }

  /// Finds out what of some records is not to be shown.
  ///
  /// - `others`: records that are internal and not among these, which a view of the past does not
  ///   have yet, or no longer: nothing may name them.
  public init(in records: [Record], besides others: Set<RecordID> = []) {
    var (steps, open): ([String: Set<String>], Set<String>) = ([:], [])
    for plan in records where plan.id.kind == "upgrade" {
      let names = Self.stepNames(of: plan)
      if !names.internal.isEmpty { steps[plan.id.id] = names.internal }
      open.formUnion(names.open)
    }
    self.steps = steps
    keys = Set(steps.values.flatMap(\.self)).subtracting(open)
    hidden = others.union(records.lazy.filter { !$0.isPublic }.map(\.id))
    holdsInternal = records.contains(where: \.fields.holdsInternal)
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
  public var isEmpty: Bool { hidden.isEmpty && !holdsInternal }

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
        if let point = rollback["pointOfNoReturn"]?.text, keys.contains(point) {
          let next = Self.openStep(after: point, in: record)
          rollback["pointOfNoReturn"] = next.map(Value.string)
          if let next {
            fields["steps"] = fields["steps"].map { Self.withoutWayBack($0, from: next) }
          }
        }
        fields["rollback"] = .object(rollback)
      }
    case "migration":
      // `plan/step`, or a step of its own plan.
      let parts = fields["backupStep"]?.text?.split(separator: "/").map(String.init) ?? []
      guard let step = parts.last else { return fields }
      let isSecret =
        parts.count > 1
        ? hidden.contains(RecordID(kind: "upgrade", id: parts[0]))
          || steps[parts[0]]?.contains(step) == true
        : keys.contains(step)
      if isSecret { fields["backupStep"] = nil }
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

  /// The key of the first open step behind an internal one: a way back that closes with a step that
  /// nobody sees is closed for all who come to the next one.
  private static func openStep(after key: String, in plan: Record) -> String? {
    let steps = plan["steps"]?.items ?? []
    let place = steps.firstIndex {
      $0["key"]?.text == key || $0["aliases"]?.texts.contains(key) == true
    }
    return place.flatMap { place in
      steps[(place + 1)...].first { $0["visibility"]?.text != "internal" }?["key"]?.text
    }
  }

  /// Steps of which none from one on goes back when it fails: the way was closed before it.
  private static func withoutWayBack(_ steps: Value, from key: String) -> Value {
    var isClosed = false
    return .list(
      steps.items.map { step in
        isClosed = isClosed || step["key"]?.text == key
        guard isClosed, step["onFailure"]?.text == "rollback", var fields = step.object else {
          return step
        }
        fields["onFailure"] = "abort"
        return .object(fields)
      })
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
}
