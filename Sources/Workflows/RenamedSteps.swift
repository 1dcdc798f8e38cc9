import Ledger
import Primitives
import Records

/// Steps of plans that a revision takes away while it brings others: perhaps the same ones, renamed.
enum RenamedSteps {
  /// A warning for each step that is gone without being anybody's alias, where new ones came.
  static func diagnostics(_ drafts: [Draft], _ ledger: Ledger) throws -> [Diagnostic] {
    try drafts.filter { $0.id.kind == "upgrade" }.flatMap { draft -> [Diagnostic] in
      guard let before = try ledger.record(draft.id), !before.isRetired else { return [] }
      let (old, new) = (steps(before.fields), steps(draft.fields))
      let keys = Set(new.compactMap(\.key))
      let known = keys.union(new.flatMap(\.aliases))
      let fresh = new.filter { step in
        step.key.map { key in
          !old.contains { $0.key == key || $0.aliases.contains(key) }
        } ?? false
      }
      guard !fresh.isEmpty else { return [] }
      return old.compactMap { step in
        guard let key = step.key, !known.contains(key) else { return nil }
        let likely =
          fresh.first { $0.title == step.title || $0.command == step.command } ?? fresh[0]
        return draft.diagnostic(
          "step-renamed",
          "the step `\(key)` of \(draft.id) is gone, and `\(likely.key ?? "")` is new",
          severity: .warning, at: likely.place.appending("key"),
          help:
            "if it is the same step, write `aliases: [\(key)]` under it: attempts, ticks, lessons and differences follow the alias"
        )
      }
    }
  }

  private struct Step {
    let place: FieldPath
    let key: String?
    let title: String?
    let command: String?
    let aliases: [String]
  }

  private static func steps(_ fields: Object) -> [Step] {
    let lists: [(FieldPath, Value?)] = [
      ("steps", fields["steps"]),
      (FieldPath("rollback").appending("steps"), fields["rollback"]?["steps"]),
    ]
    return lists.flatMap { path, list in
      (list?.items ?? []).enumerated().map { index, step in
        Step(
          place: path.appending(index), key: step["key"]?.text, title: step["title"]?.text,
          command: step["command"]?.text ?? step["key"]?.text,
          aliases: step["aliases"]?.texts ?? [])
      }
    }
  }
}
