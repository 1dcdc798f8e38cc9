import Primitives
import Records

/// What may be seen outside: records without anything that is marked internal.
public enum Redaction {
  /// The records for a public build.
  ///
  /// Records marked `internal` go, as do parts of records so marked (steps, timeline events) and
  /// references to what went. A record that can't be without such a reference goes as well, and so
  /// on until nothing public names anything internal.
  public static func published(_ records: [Record]) -> [Record] {
    var hidden = Set(records.filter { !$0.isPublic }.map(\.id))
    guard !hidden.isEmpty || records.contains(where: { holdsInternal(.object($0.fields)) }) else {
      return records
    }
    while true {
      let before = hidden.count
      for record in records where !hidden.contains(record.id) {
        guard let kind = KindCatalog.kind(record.id.kind) else { continue }
        if object(record.fields, kind.fields, hidden) == nil { hidden.insert(record.id) }
      }
      if hidden.count == before { break }
    }
    return records.compactMap { record in
      guard !hidden.contains(record.id), let kind = KindCatalog.kind(record.id.kind),
        let fields = object(record.fields, kind.fields, hidden)
      else { return nil }
      return Record(
        id: record.id, rev: record.rev, recordedAt: record.recordedAt, recordedBy: record.recordedBy,
        reason: record.reason, isRetired: record.isRetired, fields: fields, digest: record.digest)
    }
  }

  /// The observations that name nothing internal.
  public static func published(_ observations: [Observation], among records: [Record]) -> [Observation] {
    let hidden = Set(records.filter { !$0.isPublic }.map(\.id))
    guard !hidden.isEmpty else { return observations }
    return observations.filter { observation in
      guard let kind = ObservationCatalog.kind(observation.kind) else { return false }
      return object(observation.fields, kind.fields, hidden) != nil
    }
  }

  /// The object without what is hidden; `nil` when a field that must be there names something hidden.
  private static func object(_ object: Object, _ fields: [Field], _ hidden: Set<RecordID>) -> Object? {
    var kept = Object()
    for member in object.members {
      guard let field = fields.first(where: { $0.name == member.name }) else { continue }
      if let value = value(member.value, field.type, hidden) {
        kept.append(member.name, value)
      } else if field.presence == .required {
        return nil
      }
    }
    return kept
  }

  private static func value(_ value: Value, _ type: FieldType, _ hidden: Set<RecordID>) -> Value? {
    switch type {
    case .reference(let kinds):
      guard let target = value.text.flatMap({ References.target($0, kinds) }) else { return value }
      return hidden.contains(target) ? nil : value
    case .list(let member, let minimum):
      let items = value.items.compactMap { self.value($0, member, hidden) }
      return items.count < minimum ? nil : .list(items)
    case .object(let fields):
      guard let inner = value.object else { return value }
      if inner["visibility"]?.text == "internal" { return nil }
      return object(inner, fields, hidden).map(Value.object)
    default: return value
    }
  }

  private static func holdsInternal(_ value: Value) -> Bool {
    switch value {
    case .list(let items): items.contains(where: holdsInternal)
    case .object(let object):
      object["visibility"]?.text == "internal" || object.members.contains { holdsInternal($0.value) }
    default: false
    }
  }
}
