import Primitives
import Yams

/// Tags that another program understands, such as `!secret` or `!!python/object`.
///
/// To read over them would take the name of a secret for its text, and nobody would notice.
enum UnknownTag {
  /// What YAML's own tags are called; they say what the schema knows better.
  private static let known: Set = [
    "", "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float",
    "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null", "tag:yaml.org,2002:map",
    "tag:yaml.org,2002:seq", "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge",
  ]

  /// One problem for each tag of a document that stands for nothing here.
  static func problems(_ node: Node, _ source: SourceText) -> [Diagnostic] {
    switch node {
    case .scalar(let scalar): problem(scalar.tag, scalar.mark, source)
    case .mapping(let mapping):
      problem(mapping.tag, mapping.mark, source)
        + mapping.flatMap { problems($0.key, source) + problems($0.value, source) }
    case .sequence(let sequence):
      problem(sequence.tag, sequence.mark, source) + sequence.flatMap { problems($0, source) }
    default: []
    }
  }

  private static func problem(_ tag: Tag, _ mark: Mark?, _ source: SourceText) -> [Diagnostic] {
    let name = tag.description
    guard !known.contains(name) else { return [] }
    let written =
      name.hasPrefix("tag:yaml.org,2002:") ? "!!" + name.dropFirst(18) : Substring(name)
    return [
      source.diagnostic(
        "unknown-tag", "the tag `\(written)` stands for nothing here", line: mark?.line ?? 1,
        column: mark?.column ?? 1,
        help: "take it out; text that starts with `!` goes in quotes")
    ]
  }
}
