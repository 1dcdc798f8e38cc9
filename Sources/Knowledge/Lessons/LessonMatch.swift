import Primitives
import Records

/// A lesson at a step of a plan, with the reason why it is shown there.
public struct LessonMatch: Sendable {
  /// The lesson.
  public let lesson: Record
  /// The plan at which it is shown.
  public let upgrade: RecordID
  /// The key of the step; `nil` where the lesson concerns the plan as a whole.
  public let step: String?
  /// The parts of the selector that matched, as a sentence without its end: "this upgrades Django
  /// and the step belongs to the phase backup".
  public let because: String
  /// Which of the lesson's selectors matched, counting from 0.
  public let selector: Int
}

extension Graph {
  /// The accepted lessons that match a plan or its steps, most severe first.
  ///
  /// A selector matches when all its parts do. One that names a phase, a step, a command or an
  /// interface is shown at each step that it matches; any other at the plan as a whole. Lessons that
  /// are encoded stay: the reader should know why a step is there. Deterministic and exact, so that
  /// "shown here because …" is the whole truth.
  public func lessons(for upgrade: Record) -> [LessonMatch] {
    Reads.note(ReadKey.lessons(upgrade.component ?? ""))
    noteMatching(upgrade.readKey)
    let found = knownMatches(with: upgrade)
    for match in found { Reads.note(match.lesson.readKey) }
    return found
  }

  private func knownMatches(with upgrade: Record) -> [LessonMatch] {
    guard let known = record(upgrade.id), !known.isRetired, known == upgrade else {
      return Reads.untraced { matches(of: lessonCandidates.all, with: upgrade) }
    }
    guard isPartial else { return lessonMatches.byUpgrade[upgrade.id] ?? [] }
    return Reads.untraced {
      matches(of: lessonCandidates.lessons(for: upgrade.component), with: upgrade)
    }
  }

  /// Every place where a lesson is shown, ordered by plan and step.
  public func appearances(of lesson: Record) -> [LessonMatch] {
    let components = LessonCandidates.components(lesson)
    let isNamed = !components.contains(nil)
    let plans =
      isNamed
      ? Set(components.compactMap(\.self)).map { ReadKey.kind("upgrade", of: $0) }
      : [ReadKey.kind("upgrade")]
    for plan in plans { noteMatching(plan) }
    Reads.note(ReadKey.whole(lesson.readKey))
    guard isPartial else { return lessonMatches.byLesson[lesson.id] ?? [] }
    return Reads.untraced {
      guard lessonCandidates.all.contains(where: { $0.id == lesson.id }) else { return [] }
      let upgrades =
        isNamed
        ? Set(components.compactMap(\.self)).flatMap { records("upgrade", of: $0) }
          .sorted { $0.id < $1.id }
        : records("upgrade")
      return upgrades.flatMap { matches(of: [lesson], with: $0) }
    }
  }

  /// Notes that what lessons match plans by was read, of the plans that a key stands for.
  private func noteMatching(_ key: UInt64) {
    Reads.note(key)
    for bit in Self.matched { Reads.note(field: bit, kind: Self.plans) }
  }

  private static let plans = Record.number(ofKind: "upgrade")
  private static let matched = ["component", "from", "rollback", "steps", "strategy", "to"].map {
    ReadKey.bit(of: $0)
  }

  /// The places of some lessons in a plan, most severe first.
  func matches(of lessons: [Record], with upgrade: Record) -> [LessonMatch] {
    let steps = (upgrade["steps"]?.items ?? []) + (upgrade["rollback"]?["steps"]?.items ?? [])
    var matches: [LessonMatch] = []
    for lesson in lessons {
      if isExpired(lesson, for: upgrade) { continue }
      var seen: Set<String> = []
      for (index, selector) in (lesson["appliesTo"]?.items ?? []).enumerated() {
        guard let plan = planReasons(selector, upgrade) else { continue }
        if isAboutSteps(selector) {
          for step in steps {
            guard let key = step["key"]?.text, let reasons = stepReasons(selector, step),
              seen.insert(key).inserted
            else { continue }
            matches.append(
              LessonMatch(
                lesson: lesson, upgrade: upgrade.id, step: key,
                because: Self.sentence(plan + reasons), selector: index))
          }
        } else if seen.insert("").inserted {
          matches.append(
            LessonMatch(
              lesson: lesson, upgrade: upgrade.id, step: nil, because: Self.sentence(plan),
              selector: index))
        }
      }
    }
    return matches.sorted {
      (Self.rank($0.lesson), $0.lesson.id) < (Self.rank($1.lesson), $1.lesson.id)
    }
  }

  private static func sentence(_ reasons: [String]) -> String {
    guard reasons.count > 1, let last = reasons.last else {
      return reasons.first ?? "it concerns every upgrade"
    }
    return reasons.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func rank(_ lesson: Record) -> Int {
    ["critical", "high", "medium", "low"].firstIndex(of: lesson["severity"]?.text ?? "medium") ?? 4
  }

  private func isExpired(_ lesson: Record, for upgrade: Record) -> Bool {
    guard let limit = lesson["expiresWhen"]?.text, let component = upgrade.component,
      let from = upgrade["from"]?.text
    else { return false }
    return !version(from, of: component).isOlder(than: version(limit, of: component))
  }

  private func isAboutSteps(_ selector: Value) -> Bool {
    ["phase", "step", "command", "interface"].contains { selector[$0] != nil }
  }

  /// The parts about the plan that matched; `nil` if one did not.
  private func planReasons(_ selector: Value, _ upgrade: Record) -> [String]? {
    var reasons: [String] = []
    if let component = selector["component"]?.text {
      guard upgrade.component == component else { return nil }
      reasons.append("this upgrades \(record("component", component)?.title ?? component)")
    }
    if let text = selector["versions"]?.text {
      guard let component = upgrade.component, let range = range(text, of: component),
        let from = upgrade["from"]?.text, let to = upgrade["to"]?.text,
        range.overlaps(from: version(from, of: component), to: version(to, of: component))
      else { return nil }
      reasons.append("the way from \(from) to \(to) touches the versions \(text)")
    }
    if let strategy = selector["strategy"]?.text {
      guard upgrade["strategy"]?.text == strategy else { return nil }
      reasons.append("the strategy is \(strategy)")
    }
    if let environment = selector["environment"]?.text {
      reasons.append("the lesson is about \(environment)")
    }
    return reasons
  }

  private func stepReasons(_ selector: Value, _ step: Value) -> [String]? {
    var reasons: [String] = []
    if let phase = selector["phase"]?.text {
      guard step["phase"]?.text == phase else { return nil }
      reasons.append("the step belongs to the phase \(phase)")
    }
    if let key = selector["step"]?.text {
      guard step["key"]?.text == key || (step["aliases"]?.texts ?? []).contains(key) else {
        return nil
      }
      reasons.append("the lesson is about the step \(key)")
    }
    if let interface = selector["interface"]?.text {
      guard step["interface"]?.text == interface else { return nil }
      reasons.append("the step touches the interface \(interface)")
    }
    if let pattern = selector["command"]?.text {
      guard let command = step["command"]?.text, Wildcard.matches(pattern, anywhereIn: command)
      else { return nil }
      reasons.append("the command holds \(pattern)")
    }
    return reasons
  }
}

/// Patterns in which `*` stands for any text.
enum Wildcard {
  /// Whether the parts between the stars stand in the text, in order.
  static func matches(_ pattern: String, anywhereIn text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    for part in pattern.utf8.split(separator: UInt8(ascii: "*")) {
      let part = Array(part)
      guard rest.count >= part.count,
        let found = rest.indices.dropLast(part.count - 1).first(where: {
          rest[$0...].starts(with: part)
        })
      else { return false }
      rest = rest[(found + part.count)...]
    }
    return true
  }
}
