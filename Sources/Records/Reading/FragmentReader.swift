import Primitives
import Yams

/// Reads a part of a record, such as one event of a timeline, from a text, from options or both.
public enum FragmentReader {
  /// What a text and options state together, and every problem in it.
  ///
  /// - Parameters:
  ///   - source: YAML, or Markdown with front matter; `nil` where there are only options.
  ///   - given: what options say, as texts or lists and objects of texts; wins over the text.
  ///   - defaults: what holds where neither says anything.
  ///   - fields: what may be stated.
  ///   - place: what it is, for messages: `an event`.
  ///   - body: the field that prose below the front matter fills.
  /// - Returns: the object in the order of the fields, and the problems in reading order.
  public static func object(
    _ source: SourceText?, given: Object, defaults: Object = Object(), fields: [Field],
    in place: String, body: String? = nil
  ) -> (object: Object, diagnostics: [Diagnostic]) {
    var (mapping, root) = (Node.Mapping([]), Node("", Tag(.str), .plain))
    var reader = FieldReader(source ?? SourceText(file: "options", text: ""))
    if let source {
      do throws(Diagnostics) {
        let parts = try FrontMatter.parts(source)
        reader = FieldReader(source, lineOffset: parts.lineOffset)
        let yaml = SourceText(file: source.file, text: parts.yaml)
        let (nodes, problems) = YAMLDocuments.nodes(yaml)
        guard problems.isEmpty else {
          return (Object(), problems.map { $0.movedDown(parts.lineOffset, in: source) })
        }
        if let node = nodes.first, !isNothing(node) {
          guard let stated = node.mapping, nodes.count == 1 else {
            reader.report(
              "wrong-type", "\(place) has to be one mapping of fields", node,
              help: "write one field a line, such as `\(fields.first?.name ?? "title"): …`")
            return (Object(), reader.diagnostics)
          }
          (mapping, root) = (stated, node)
        }
        if let prose = parts.body, let body, mapping[body] == nil {
          mapping[Node(body)] = Node(prose, Tag(.str), .literal)
        }
      } catch {
        return (Object(), error.all)
      }
    }
    for field in fields {
      if let value = given[field.name] ?? (mapping[field.name] == nil ? defaults[field.name] : nil)
      {
        mapping[Node(field.name)] = node(value, field.type)
      }
    }
    for member in given.members where !fields.contains(where: { $0.name == member.name }) {
      mapping[Node(member.name)] = node(member.value, .text)
    }
    // Envelopes of exported files; they say nothing about a part.
    for name in ["rev", "record"] where !fields.contains(where: { $0.name == name }) {
      mapping[name] = nil
    }
    let object = reader.object(mapping, fields, in: place, at: root)
    return (object, reader.diagnostics.inReadingOrder)
  }

  /// A value as the node that a file would have for it: only numbers and truth values are plain.
  private static func node(_ value: Value, _ type: FieldType) -> Node {
    switch (value, type) {
    case (.list(let items), .list(let member, _)): return Node(items.map { node($0, member) })
    case (.object(let object), _):
      let fields = type.fields ?? []
      return Node(
        object.members.map { member in
          let type = fields.first { $0.name == member.name }?.type ?? .text
          return (Node(member.name), node(member.value, type))
        })
    case (_, .int), (_, .number), (_, .bool): return Node(plain(value), Tag(.str), .plain)
    default: return Node(plain(value), Tag(.str), .doubleQuoted)
    }
  }

  private static func plain(_ value: Value) -> String {
    value.text ?? String(decoding: JSONText.canonical(value), as: UTF8.self)
  }

  private static func isNothing(_ node: Node) -> Bool {
    node.scalar.map { ["", "~", "null"].contains($0.string) } ?? false
  }
}
