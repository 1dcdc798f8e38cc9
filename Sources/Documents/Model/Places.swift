import Primitives
import Records

/// The numbers and places of a plan's steps on the page.
struct Places {
  let forward: [Value]
  let back: [Value]

  init(_ upgrade: Record) {
    forward = upgrade["steps"]?.items ?? []
    back = upgrade["rollback"]?["steps"]?.items ?? []
  }

  /// The number of a step, such as `7`, or `R2` on the way back; earlier keys find the step too.
  func number(_ key: String) -> String {
    if let index = index(key, forward) { return String(index + 1) }
    return index(key, back).map { "R\($0 + 1)" } ?? "?"
  }

  /// The place of a step on the way forward, from 0; `nil` for steps of the way back.
  func position(_ key: String) -> Int? { index(key, forward) }

  /// `{number, title, href}` of a step; `nil` if the plan has none of that key.
  func link(_ key: String) -> Value? {
    guard let step = step(key), let key = step["key"]?.text else { return nil }
    return [
      "number": .string(number(key)), "title": step["title"] ?? "", "href": .string("#step-\(key)"),
    ]
  }

  private func step(_ key: String) -> Value? {
    index(key, forward).map { forward[$0] } ?? index(key, back).map { back[$0] }
  }

  private func index(_ key: String, _ steps: [Value]) -> Int? {
    steps.firstIndex { $0["key"]?.text == key }
      ?? steps.firstIndex { ($0["aliases"]?.texts ?? []).contains(key) }
  }
}
