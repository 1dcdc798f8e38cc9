import Primitives
import Records

/// Earlier keys of the steps of a plan: attempts, ticks, lessons and comparisons follow them.
public enum StepAliases {
  /// Each earlier key with the key of today; empty for records that are no plans.
  public static func all(of upgrade: Record) -> [String: String] {
    let steps = (upgrade["steps"]?.items ?? []) + (upgrade["rollback"]?["steps"]?.items ?? [])
    var aliases: [String: String] = [:]
    for step in steps {
      for alias in step["aliases"]?.texts ?? [] { aliases[alias] = step["key"]?.text }
    }
    return aliases
  }
}
