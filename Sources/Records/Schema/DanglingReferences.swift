import Primitives

/// References of records that were read to records that do not exist.
public enum DanglingReferences {
  /// One diagnostic a reference that leads to none of the known records, in reading order.
  ///
  /// - `known`: every record of the workspace, those of `drafts` among them.
  public static func diagnostics(_ drafts: [Draft], known: Set<RecordID>) -> [Diagnostic] {
    let names = Dictionary(grouping: known, by: \.kind).mapValues { $0.map(\.id).sorted() }
    return drafts.flatMap { draft in
      draft.references.filter { !known.contains($0.target) }.map { path, target in
        let near = Spelling.nearest(to: target.id, among: names[target.kind] ?? [])
        return draft.diagnostic(
          "dangling-reference", "there is no record \(target)", at: path,
          help: near.map { "did you mean `\($0)`?" }
            ?? "write it with `waymark new \(target.kind) --id \(target.id)`, or take the reference out"
        )
      }
    }
  }
}
