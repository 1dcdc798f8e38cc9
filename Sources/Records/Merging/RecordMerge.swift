import Primitives

/// Two versions of a record that were made apart from the same one, brought together field by field.
///
/// What only one side changed is taken over, and so is what both changed alike. Members that both
/// added to a list all stay. Merging the other way round gives the same record.
public struct RecordMerge: Sendable {
  /// One of the two sides.
  public enum Side: Sendable { case ours, theirs }

  /// A value that both sides changed differently.
  public struct Conflict: Sendable, Hashable {
    /// Such as `severity` or `steps[install].command`.
    public let path: String
    /// The value that both started from; `nil` where there was none.
    public let base: Value?
    /// Our value; `nil` where we took it away.
    public let ours: Value?
    /// Their value; `nil` where they took it away.
    public let theirs: Value?

    /// Makes a conflict.
    public init(path: String, base: Value?, ours: Value?, theirs: Value?) {
      (self.path, self.base, self.ours, self.theirs) = (path, base, ours, theirs)
    }
  }

  /// The merged fields; where there is a conflict, with the value of the preferred side.
  public private(set) var fields: Object
  /// What can't be decided without preferring a side, in the order of the fields.
  public private(set) var conflicts: [Conflict] = []

  private let preferred: Side
  private let first: Side

  /// Merges two versions.
  ///
  /// - `base`: the fields that both started from; empty where both made the record.
  /// - `preferred`: whose value counts where both changed the same one.
  /// - `first`: whose additions to a list come first; the same whichever side is called ours.
  public init(
    base: Object, ours: Object, theirs: Object, preferred: Side = .ours, first: Side = .ours
  ) {
    self.preferred = preferred
    self.first = first
    fields = Object()
    fields = object(base, ours, theirs, "")
  }

  private mutating func object(_ base: Object, _ ours: Object, _ theirs: Object, _ path: String)
    -> Object
  {
    var merged = Object()
    let names = ours.names + theirs.names.filter { ours[$0] == nil }
    for name in names {
      let path = path.isEmpty ? name : "\(path).\(name)"
      if let value = value(base[name], ours[name], theirs[name], path) {
        merged.append(name, value)
      }
    }
    return merged
  }

  private mutating func value(_ base: Value?, _ ours: Value?, _ theirs: Value?, _ path: String)
    -> Value?
  {
    if ours == theirs || base == theirs { return ours }
    if base == ours { return theirs }
    switch (ours, theirs) {
    case (.object(let ours)?, .object(let theirs)?):
      return .object(object(base?.object ?? Object(), ours, theirs, path))
    case (.list(let ours)?, .list(let theirs)?):
      if let list = list(base?.items ?? [], ours, theirs, path) { return .list(list) }
    default: break
    }
    conflicts.append(Conflict(path: path, base: base, ours: ours, theirs: theirs))
    return preferred == .ours ? ours : theirs
  }

  // MARK: Lists

  private mutating func list(_ base: [Value], _ ours: [Value], _ theirs: [Value], _ path: String)
    -> [Value]?
  {
    let before = conflicts
    var merged: [Value] = []
    let (left, right) = (Self.matches(base, ours), Self.matches(base, theirs))
    var (b, o, t) = (0, 0, 0)
    while true {
      // The next member of the base that both sides still have as it was.
      let next = base.indices[b...].first { left[$0] != nil && right[$0] != nil }
      let (endO, endT) = next.map { (left[$0] ?? o, right[$0] ?? t) } ?? (ours.count, theirs.count)
      let chunk = self.chunk(
        Array(base[b..<(next ?? base.count)]), Array(ours[o..<endO]), Array(theirs[t..<endT]),
        path, at: merged.count)
      guard let chunk else {
        conflicts = before
        return nil
      }
      merged += chunk
      guard let next else { return merged }
      merged.append(base[next])
      (b, o, t) = (next + 1, endO + 1, endT + 1)
    }
  }

  /// What stands between two members that nobody touched; `nil` where the sides contradict each other.
  private mutating func chunk(
    _ base: [Value], _ ours: [Value], _ theirs: [Value], _ path: String, at start: Int
  ) -> [Value]? {
    if ours == theirs || theirs == base { return ours }
    if ours == base { return theirs }
    // Members that were changed in place, with others added after them.
    guard ours.count >= base.count, theirs.count >= base.count else { return nil }
    var merged: [Value] = []
    for index in base.indices {
      let name = ours[index]["key"]?.text ?? String(start + index)
      guard let value = value(base[index], ours[index], theirs[index], "\(path)[\(name)]") else {
        return nil
      }
      merged.append(value)
    }
    let added = (Array(ours[base.count...]), Array(theirs[base.count...]))
    // Which of two new steps comes first is a decision that people have to take.
    if !added.0.isEmpty, !added.1.isEmpty, added.0 != added.1, added.0[0]["phase"] != nil {
      return nil
    }
    return merged + union(added.0, added.1)
  }

  /// What both sides added at the same place, each member once.
  private func union(_ ours: [Value], _ theirs: [Value]) -> [Value] {
    if Self.isSubsequence(ours, of: theirs) { return theirs }
    if Self.isSubsequence(theirs, of: ours) { return ours }
    let (head, tail) = first == .ours ? (ours, theirs) : (theirs, ours)
    return head + tail.filter { !head.contains($0) }
  }

  private static func isSubsequence(_ short: [Value], of long: [Value]) -> Bool {
    var rest = long[...]
    for value in short {
      guard let index = rest.firstIndex(of: value) else { return false }
      rest = rest[(index + 1)...]
    }
    return true
  }

  /// For each member of the base its place in another list, in ascending order; `nil` where it is gone.
  private static func matches(_ base: [Value], _ other: [Value]) -> [Int?] {
    var found = [Int?](repeating: nil, count: base.count)
    let removed = Set(
      other.difference(from: base).removals.compactMap { change -> Int? in
        if case .remove(let offset, _, _) = change { offset } else { nil }
      })
    var place = 0
    for index in base.indices where !removed.contains(index) {
      while place < other.count, other[place] != base[index] { place += 1 }
      guard place < other.count else { break }
      found[index] = place
      place += 1
    }
    return found
  }
}
