import Primitives

/// What must hold inside a plan beyond the types of its fields.
enum UpgradeRules {
  /// Step keys are the spine of lessons, attempts and diffs: each names one step.
  static let uniqueKeys = Rule("duplicate-step-key") { record in
    var seen: Set<String> = []
    let twice = steps(record).compactMap { path, step -> Rule.Finding? in
      guard let key = step["key"]?.text, !seen.insert(key).inserted else { return nil }
      return Rule.Finding(
        path.appending("key"), "the step key `\(key)` stands twice in this plan",
        help: "give each step a key of its own; lessons and attempts are tied to it")
    }
    // An earlier key leads to one step, and to none that still has it.
    return twice
      + steps(record).flatMap { path, step in
        (step["aliases"]?.texts ?? []).enumerated().compactMap { index, alias in
          guard !seen.insert(alias).inserted else { return nil }
          return Rule.Finding(
            path.appending("aliases").appending(index),
            "the alias `\(alias)` is the key or an alias of another step",
            help: "take it out here or there: what was recorded under it can follow one step only")
        }
      }
  }

  /// Every key that a plan names is a step of the plan.
  static let knownSteps = Rule("unknown-step") { record in
    let keys = steps(record).compactMap { $0.1["key"]?.text }
    var named: [(path: FieldPath, key: String)] = []
    if let key = record["rollback"]?["pointOfNoReturn"]?.text {
      named.append((FieldPath("rollback").appending("pointOfNoReturn"), key))
    }
    for (path, step) in steps(record) {
      if let key = step["undo"]?["step"]?.text {
        named.append((path.appending("undo").appending("step"), key))
      }
      if let action = step["onFailure"]?.text, action.hasPrefix("step:") {
        named.append((path.appending("onFailure"), String(action.dropFirst(5))))
      }
    }
    return named.filter { !keys.contains($0.key) }.map { path, key in
      let near = Spelling.nearest(to: key, among: keys)
      return Rule.Finding(
        path, "`\(key)` is not the key of a step of this plan",
        help: near.map { "did you mean `\($0)`?" }
          ?? "the steps are \(keys.joined(separator: ", "))")
    }
  }

  /// What is to be done when a step fails is something that a reader can do.
  static let failureActions = Rule("unknown-failure-action") { record in
    steps(record).compactMap { path, step in
      guard let action = step["onFailure"]?.text, !action.hasPrefix("step:"), !isAction(action)
      else { return nil }
      return Rule.Finding(
        path.appending("onFailure"), "`\(action)` is nothing that can be done when the step fails",
        help: "write abort, continue, rollback, retry(3) for three more tries, or step:KEY")
    }
  }

  /// A plan without a way back says why.
  static let wayBack = Rule("no-way-back-without-reason") { record in
    guard record["rollback"]?["kind"]?.text == "none", record["rollback"]?["reason"] == nil else {
      return []
    }
    return [
      .init(
        FieldPath("rollback").appending("kind"), "there is no way back and no reason for that",
        help: "add `reason:` under `rollback:`, or name the way back")
    ]
  }

  /// The shares of a canary grow and end at or below all traffic.
  static let stages = Rule("stage-weights") { record in
    let stages = record["promotion"]?["stages"]?.items ?? []
    var previous = -1
    return stages.enumerated().compactMap { index, stage in
      guard let weight = stage["weight"]?.int else { return nil }
      defer { previous = weight }
      guard weight <= previous || !(0...100).contains(weight) else { return nil }
      return Rule.Finding(
        FieldPath("promotion").appending("stages").appending(index).appending("weight"),
        (0...100).contains(weight)
          ? "the share \(weight) is not larger than the \(previous) of the stage before"
          : "the share \(weight) is no percentage from 0 to 100",
        help: "list the stages from the smallest share of traffic to the largest")
    }
  }

  /// A window ends after it starts.
  static let window = Rule("window-ends-before-start") { record in
    guard let start = record["window"]?["start"]?.text.flatMap(Instant.init),
      let end = record["window"]?["end"]?.text.flatMap(Instant.init), end <= start
    else { return [] }
    return [
      .init(
        FieldPath("window").appending("end"), "the window ends at \(end), before it starts",
        help: "check both times and their offsets")
    ]
  }

  private static func steps(_ record: Object) -> [(FieldPath, Value)] {
    let forward = (record["steps"]?.items ?? []).enumerated().map {
      (FieldPath("steps").appending($0), $1)
    }
    let back = (record["rollback"]?["steps"]?.items ?? []).enumerated().map {
      (FieldPath("rollback").appending("steps").appending($0), $1)
    }
    return forward + back
  }

  private static func isAction(_ text: String) -> Bool {
    if ["abort", "continue", "rollback"].contains(text) { return true }
    guard text.hasPrefix("retry("), text.hasSuffix(")") else { return false }
    return Int(text.dropFirst(6).dropLast()).map { $0 > 0 } ?? false
  }
}
