import Primitives
import Records

/// What a record becomes when the repository it came from has something new.
///
/// Three texts decide, field by field: what the last import made of it, what it says now, and what
/// the repository says now. A field that only one side changed takes that side; a field that both
/// changed is a conflict. The last import is the revision that brought the newest `source.digest`:
/// people who edit a record leave that alone.
public struct ImportMerge: Sendable {
  /// Which side holds in a conflict.
  public enum Winner: String, Sendable, CaseIterable {
    /// What people wrote stays.
    case ours
    /// What the repository says replaces it.
    case theirs
  }

  /// Fields that both sides changed, with both values.
  struct Conflict: Sendable {
    let field: String
    let ours: Value?
    let theirs: Value?
  }

  /// The merged fields.
  let fields: Object
  /// What could not be decided.
  let conflicts: [Conflict]

  /// Merges what the repository says with what the record says now.
  ///
  /// - `base`: what the last import made of it; `nil` for a record that people made themselves, which
  ///   gets only what it lacks.
  init(base: Object?, ours: Object, theirs: Object, _ kind: Kind, winner: Winner?) {
    var fields = Object()
    var conflicts: [Conflict] = []
    let names =
      kind.fields.map(\.name)
      + ours.names.filter { name in
        !kind.fields.contains { $0.name == name }
      }
    for name in names {
      let (mine, other) = (ours[name], theirs[name])
      guard let base else {
        fields[name] = mine ?? (name == "source" ? nil : other)
        continue
      }
      if name == "source" || mine == base[name] || mine == other {
        fields[name] = other
      } else if other == base[name] {
        fields[name] = mine
      } else {
        fields[name] = winner == .theirs ? other : mine
        if winner == nil { conflicts.append(Conflict(field: name, ours: mine, theirs: other)) }
      }
    }
    (self.fields, self.conflicts) = (fields, conflicts)
  }

  /// An error for each field that both sides changed.
  func diagnostics(_ id: RecordID, _ source: Value?) -> [Diagnostic] {
    conflicts.map { conflict in
      let place = [source?["path"]?.text, source?["commit"]?.text.map { "at \($0.prefix(12))" }]
        .compactMap(\.self).joined(separator: " ")
      func side(_ value: Value?) -> String { value.map(FieldDifference.short) ?? "nothing" }
      return Diagnostic(
        "import-conflict",
        "`\(conflict.field)` of \(id) was changed here and in the repository: here it says \(side(conflict.ours)), \(place) says \(side(conflict.theirs))",
        help:
          "the record stays as it is; import with `--ours` to keep it for good, or with `--theirs` to take over the repository's"
      )
    }
  }
}
