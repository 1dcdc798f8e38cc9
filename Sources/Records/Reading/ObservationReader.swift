import Primitives
import Yams

/// Reads observation files: YAML documents with `observation: <kind>` and a list under `rows`.
public enum ObservationReader {
  /// All observations that a file states, in order, and every problem in it.
  public static func observations(_ source: SourceText) -> (
    observations: [Observation], diagnostics: [Diagnostic]
  ) {
    let (nodes, problems) = YAMLDocuments.nodes(source)
    var diagnostics = problems
    var observations: [Observation] = []
    for node in nodes {
      var reader = FieldReader(source)
      observations += rows(node, &reader)
      diagnostics += reader.diagnostics
    }
    return (observations, diagnostics.inReadingOrder)
  }

  private static func rows(_ node: Node, _ reader: inout FieldReader) -> [Observation] {
    guard let mapping = node.mapping, let name = mapping["observation"]?.scalar?.string else {
      reader.report(
        "missing-kind", "nothing says which observations these are", node,
        help: "start the file with `observation: compatibility` and list them under `rows:`")
      return []
    }
    guard let kind = ObservationCatalog.kind(name), let rows = mapping["rows"]?.sequence else {
      reader.report(
        "unknown-kind", "`\(name)` observations need a known kind and a list `rows`", node,
        help: "the kinds are \(ObservationCatalog.all.map(\.name).joined(separator: ", "))")
      return []
    }
    for (key, _) in mapping
    where !["observation", "rows", "source"].contains(key.scalar?.string ?? "") {
      reader.report(
        "unknown-field", "`\(key.scalar?.string ?? "")` is no field of an observation file", key,
        help: "the fields are observation, source and rows")
    }
    return rows.compactMap { row in
      guard let mapping = row.mapping else {
        reader.report(
          "wrong-type", "an observation has to be a mapping", row,
          help: "write its fields one a line")
        return nil
      }
      let before = reader.diagnostics.count
      let fields = reader.object(mapping, kind.fields, in: "a \(kind.name) observation", at: row)
      return reader.diagnostics.count == before ? Observation(kind: kind.name, fields: fields) : nil
    }
  }
}
