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
    published(records, Secrets(in: records))
  }

  /// The same, when what is secret in the records is known.
  public static func published(_ records: [Record], _ secrets: Secrets) -> [Record] {
    secrets.isEmpty ? records : records.compactMap { shown($0, secrets) }
  }

  /// A record without what is secret; `nil` if it is so itself.
  static func shown(_ record: Record, _ secrets: Secrets) -> Record? {
    guard !secrets.hidden.contains(record.id), let kind = KindCatalog.kind(record.id.kind),
      let fields = object(secrets.withoutSteps(record), kind.fields, secrets.hidden)
    else { return nil }
    return Record(
      id: record.id, rev: record.rev, recordedAt: record.recordedAt,
      recordedBy: record.recordedBy, reason: record.reason,
      isRetired: record.isRetired, fields: fields, digest: record.digest)
  }

  /// Whether nothing in a record is marked internal.
  public static func isOpen(_ record: Record) -> Bool { Secrets(in: [record]).isEmpty }

  /// The observations that name nothing that is not published, given all records.
  public static func published(
    _ observations: [Observation], among records: [Record]
  ) -> [Observation] {
    observations.isEmpty ? [] : published(observations, hiding: Secrets(in: records).hidden)
  }

  /// The observations that name none of these records.
  public static func published(
    _ observations: [Observation], hiding hidden: Set<RecordID>
  ) -> [Observation] {
    guard !hidden.isEmpty else { return observations }
    return observations.filter { observation in
      guard let kind = ObservationCatalog.kind(observation.kind) else { return false }
      return object(observation.fields, kind.fields, hidden) != nil
    }
  }

  /// The object without what is hidden; `nil` when a field that must be there names something hidden.
  static func object(_ object: Object, _ fields: [Field], _ hidden: Set<RecordID>) -> Object? {
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
      // Not `? nil : value`: that would be `Value.null`, and the field would stay.
      if hidden.contains(target) { return Optional.none }
      return value
    case .list(let member, let minimum):
      let items = value.items.compactMap { self.value($0, member, hidden) }
      if items.count < minimum { return Optional.none }
      return .list(items)
    case .object(let fields):
      guard let inner = value.object else { return value }
      if inner["visibility"]?.text == "internal" { return Optional.none }
      return object(inner, fields, hidden).map(Value.object)
    default: return value
    }
  }
}
