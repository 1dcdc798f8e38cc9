import Primitives

/// The dates of a record that can be plans, found by the schema's types.
///
/// A field of type `date`, or an object that names a moment by `version` and `on`.
public enum PlannedDates {
  /// One date, or one moment, and where it stands.
  public struct Entry: Sendable, Hashable {
    /// `plannedRemoval`, `date`, `cycles[5.2].eol`, `actions[backup].due`: members of lists by what
    /// names them, so that a path stays the same when members are added or moved.
    public let path: String
    /// The day or a less precise date; `nil` where only a version is named.
    public let on: PartialDate?
    /// The version with which it happens; `nil` where only a date is named.
    public let version: String?
    /// `actual`, `planned` or `estimated`, as declared.
    public let confidence: String?

    /// `3.12 (2023-10-02)`, `2027-Q1, estimated`, or whichever is known.
    public var text: String {
      let when =
        switch (version, on) {
        case (let version?, let on?): "\(version) (\(on))"
        case (let version?, nil): version
        case (nil, let on?): on.description
        case (nil, nil): "unknown"
        }
      return confidence.map { $0 == "actual" ? when : "\(when), \($0)" } ?? when
    }
  }

  /// The dates of a record in the order of the schema.
  public static func all(in record: Object, of kind: Kind) -> [Entry] {
    var found: [Entry] = []
    collect(record, kind.fields, "", &found)
    return found
  }

  private static func collect(
    _ object: Object, _ fields: [Field], _ path: String, _ found: inout [Entry]
  ) {
    for field in fields {
      guard let value = object[field.name] else { continue }
      if field.type == .date, let on = value.text.flatMap({ PartialDate($0) }) {
        found.append(
          Entry(
            path: path.isEmpty ? field.name : "\(path).\(field.name)", on: on, version: nil,
            confidence: object["confidence"]?.text))
        continue
      }
      collect(value, field.type, path.isEmpty ? field.name : "\(path).\(field.name)", &found)
    }
  }

  private static func collect(
    _ value: Value, _ type: FieldType, _ path: String, _ found: inout [Entry]
  ) {
    switch (type, value) {
    case (.object(let fields), .object(let object)):
      guard isMoment(fields) else { return collect(object, fields, path, &found) }
      let on = object["on"]?.text.flatMap { PartialDate($0) }
      guard on != nil || object["version"] != nil else { return }
      found.append(
        Entry(
          path: path, on: on, version: object["version"]?.text,
          confidence: object["confidence"]?.text))
    case (.list(let member, _), .list(let items)):
      let names = names(of: items, member)
      for (index, item) in items.enumerated() {
        collect(item, member, "\(path)[\(names?[index] ?? String(index))]", &found)
      }
    default: return
    }
  }

  private static func isMoment(_ fields: [Field]) -> Bool {
    fields.contains { $0.name == "on" && $0.type == .date }
      && fields.contains { $0.name == "version" && $0.type == .version }
  }

  /// What names each member: its key, or else its first required field; `nil` unless all differ.
  private static func names(of items: [Value], _ member: FieldType) -> [String]? {
    guard case .object(let fields) = member else { return nil }
    let field = fields.first { $0.presence == .required }?.name
    let names = items.compactMap { item in
      item["key"]?.text ?? field.flatMap { item[$0]?.text }
    }
    return names.count == items.count && Set(names).count == names.count ? names : nil
  }
}
