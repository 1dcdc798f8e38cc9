import Primitives
import Yams

/// Reads a YAML file of settings by fields, with the same messages as records get.
public enum ConfigurationReader {
  /// The settings of a file, defaults filled in, and every problem in it; an empty file has defaults only.
  public static func settings(_ source: SourceText, fields: [Field]) -> (
    settings: Object, diagnostics: [Diagnostic]
  ) {
    let (nodes, problems) = YAMLDocuments.nodes(source)
    var reader = FieldReader(source)
    guard problems.isEmpty else { return (Object(), problems) }
    guard let node = nodes.first else {
      return (
        reader.object(Node.Mapping([]), fields, in: "the settings", at: Node("")),
        reader.diagnostics
      )
    }
    guard let mapping = node.mapping else {
      reader.report(
        "wrong-type", "settings have to be a mapping", node,
        help: "write `title: …` and the other settings, one a line")
      return (Object(), reader.diagnostics)
    }
    let settings = reader.object(mapping, fields, in: "the settings", at: node)
    return (settings, reader.diagnostics.inReadingOrder)
  }
}
