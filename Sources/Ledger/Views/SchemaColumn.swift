import Records

/// A column that stands for a field of a schema: in the views of kinds and in the tables of
/// observations.
struct SchemaColumn: Equatable {
  /// In snake_case; a member of an object is named after both.
  let name: String
  /// The names that lead to the value.
  let path: [String]
  let type: FieldType
  let meaning: String

  /// One column a field, in the order of the schema.
  ///
  /// An object gives one column for each of its members instead, down to any depth; a list or a
  /// free map gives one with its JSON.
  static func columns(of fields: [Field], below path: [String] = []) -> [SchemaColumn] {
    fields.flatMap { field in
      let here = path + [field.name]
      if case .object(let members) = field.type { return columns(of: members, below: here) }
      return [
        SchemaColumn(
          name: here.map(SQLName.snake).joined(separator: "_"), path: here, type: field.type,
          meaning: field.meaning)
      ]
    }
  }

  /// The column's line in a view over JSON text: expression, name and meaning.
  func viewLine(over json: String, isLast: Bool) -> String {
    // Text, numbers, 1 and 0, and JSON for what has parts.
    let comment = meaning.split(separator: "\n").joined(separator: " ")
    return "  json_extract(\(json), '$.\(path.joined(separator: "."))') AS \(SQLName.quoted(name))"
      + "\(isLast ? "" : ",") -- \(comment)"
  }
}
