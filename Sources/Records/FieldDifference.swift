import Primitives

/// One value that differs between two revisions of a record, by its path.
public struct FieldDifference: Sendable, Hashable {
  /// `severity`, `impact.users`, `timeline[3]`, or `steps[install].command` where members have keys.
  public let path: String
  /// The value before; `nil` where there was none.
  public let old: Value?
  /// The value after; `nil` where there is none any more.
  public let new: Value?

  /// Everything that differs, in the order of the newer object's members and then of the older's.
  public static func between(_ old: Object, _ new: Object) -> [FieldDifference] {
    var found: [FieldDifference] = []
    compare(old, new, "", &found)
    return found
  }

  /// `severity: 3 → 2` in one line; long texts are cut.
  public var line: String {
    switch (old, new) {
    case (let old?, let new?): "\(path): \(Self.short(old)) → \(Self.short(new))"
    case (nil, let new?): "\(path): added \(Self.short(new))"
    case (let old?, nil): "\(path): removed \(Self.short(old))"
    case (nil, nil): path
    }
  }

  /// A value in at most 100 letters of canonical JSON.
  public static func short(_ value: Value) -> String {
    let text = String(decoding: JSONText.canonical(value), as: UTF8.self)
    guard text.unicodeScalars.count > 100 else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(99))) + "…"
  }

  private static func compare(
    _ old: Object, _ new: Object, _ path: String, _ found: inout [FieldDifference]
  ) {
    for member in new.members {
      compare(old[member.name], member.value, joined(path, member.name), &found)
    }
    for member in old.members where new[member.name] == nil {
      compare(member.value, nil, joined(path, member.name), &found)
    }
  }

  private static func compare(
    _ old: Value?, _ new: Value?, _ path: String, _ found: inout [FieldDifference]
  ) {
    switch (old, new) {
    case (let old?, let new?) where old == new: return
    case (.object(let old)?, .object(let new)?): compare(old, new, path, &found)
    case (.list(let old)?, .list(let new)?):
      if let left = keyed(old), let right = keyed(new) {
        compareKeyed(left, right, path, &found)
      } else {
        compareByPlace(old, new, path, &found)
      }
    default: found.append(FieldDifference(path: path, old: old, new: new))
    }
  }

  private static func compareKeyed(
    _ old: [(key: String, value: Value)], _ new: [(key: String, value: Value)], _ path: String,
    _ found: inout [FieldDifference]
  ) {
    for (key, value) in new {
      compare(old.first { $0.key == key }?.value, value, "\(path)[\(key)]", &found)
    }
    let (left, right) = (old.map(\.key), new.map(\.key))
    for (key, value) in old where !right.contains(key) {
      compare(value, nil, "\(path)[\(key)]", &found)
    }
    let kept = (left.filter(right.contains), right.filter(left.contains))
    if kept.0 != kept.1 {
      found.append(
        FieldDifference(
          path: "\(path) in order", old: .list(kept.0.map(Value.string)),
          new: .list(kept.1.map(Value.string))))
    }
  }

  /// What both ends share is the same; members between are compared in pairs.
  private static func compareByPlace(
    _ old: [Value], _ new: [Value], _ path: String, _ found: inout [FieldDifference]
  ) {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var end = 0
    while end < min(old.count, new.count) - start,
      old[old.count - 1 - end] == new[new.count - 1 - end]
    { end += 1 }
    let (left, right) = (Array(old[start..<old.count - end]), Array(new[start..<new.count - end]))
    for index in 0..<max(left.count, right.count) {
      // A bare `nil` would be the value `null` here.
      compare(
        left.dropFirst(index).first, right.dropFirst(index).first, "\(path)[\(start + index)]",
        &found)
    }
  }

  /// The members with their keys; `nil` unless each has one of its own.
  private static func keyed(_ items: [Value]) -> [(key: String, value: Value)]? {
    let keys = items.compactMap { $0["key"]?.text }
    guard keys.count == items.count, Set(keys).count == keys.count else { return nil }
    return Array(zip(keys, items)).map { (key: $0.0, value: $0.1) }
  }

  private static func joined(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : "\(path).\(name)"
  }
}
