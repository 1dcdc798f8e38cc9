import Knowledge
import Primitives
import Records

/// One text of a record with its place and its type.
struct RecordText {
  let record: RecordID
  let path: FieldPath
  let type: FieldType
  let text: String

  /// The name that a map gives it, such as that of a variable; `nil` for what is in no map.
  var mapName: String?

  /// The name of the field that holds it; for a member of a list or map, that of the list or map.
  var field: String {
    for part in path.parts.reversed() {
      if case .name(let name) = part { return name }
    }
    return ""
  }

  /// Whether somebody is to run it: not an example of code, not expected output.
  var isCommand: Bool {
    guard type == .code else { return false }
    return field == "commands" || field == "query" || field == "command"
      || field.hasSuffix("Command")
  }
}

extension Graph {
  /// Every text of every record that is not retired, in the order of the schema.
  var texts: [RecordText] {
    KindCatalog.all.flatMap { kind in records(kind.name).flatMap { $0.texts(of: kind) } }
  }
}

extension Record {
  /// Every text of the record, in the order of the schema.
  func texts(of kind: Kind) -> [RecordText] {
    var found: [RecordText] = []
    RecordText.collect(id, .object(fields), .object(kind.fields), .root, &found)
    return found
  }
}

extension RecordText {
  /// Adds every text of a value to what was found; `id` is the record that it belongs to.
  static func collect(
    _ id: RecordID, _ value: Value, _ type: FieldType, _ path: FieldPath,
    _ found: inout [RecordText]
  ) {
    switch type {
    case .text, .markdown, .code, .url:
      if let text = value.text {
        found.append(RecordText(record: id, path: path, type: type, text: text))
      }
    case .list(let member, _):
      for (index, item) in value.items.enumerated() {
        collect(id, item, member, path.appending(index), &found)
      }
    case .object(let fields):
      for field in fields {
        guard let member = value[field.name] else { continue }
        collect(id, member, field.type, path.appending(field.name), &found)
      }
    case .map:
      for member in value.object?.members ?? [] {
        let start = found.count
        collect(id, member.value, .code, path.appending(member.name), &found)
        for place in start..<found.count { found[place].mapName = member.name }
      }
    default: break
    }
  }
}
