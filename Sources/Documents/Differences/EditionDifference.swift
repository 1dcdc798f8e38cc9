/// What changed between two editions, section by section: for runbooks step by step.
///
/// Sections are matched by the anchors of their headings, which hold the keys of steps; so a step
/// that moved is the same step, and one that got another key is followed by its aliases.
public struct EditionDifference: Sendable, Hashable {
  /// What became of a section.
  public enum Change: String, Sendable, Hashable, CaseIterable {
    case added
    case removed
    /// It stands elsewhere among the sections that both editions have.
    case moved
    /// It has another key, and the old one is an alias of it.
    case renamed
    /// Its title, or text that is no code, is another.
    case reworded
    /// What is to be run is another.
    case command = "changed command"
  }

  /// One section that is not as it was.
  public struct Part: Sendable, Hashable {
    /// The anchor, as it is now.
    public let key: String
    /// The title, as it is now.
    public let title: String
    /// At least one, in the order of the cases.
    public let changes: [Change]
    /// Lines with `-` or `+` before them; the title counts as a line where it changed.
    public let lines: [String]
  }

  /// In the order of the new edition; what was removed stands where it was.
  public let parts: [Part]

  /// Compares two editions.
  ///
  /// - Parameters:
  ///   - old: the Markdown of the earlier one.
  ///   - new: the Markdown of the later one.
  ///   - aliases: earlier keys of steps, each with the key that the step has now.
  public init(from old: [UInt8], to new: [UInt8], aliases: [String: String] = [:]) {
    let (before, after) = (EditionSections(old).sections, EditionSections(new).sections)
    let now = Set(after.map(\.key))
    func current(_ key: String) -> String {
      guard !now.contains(key), key.hasPrefix("step-"),
        let renamed = aliases[String(key.dropFirst(5))], now.contains("step-\(renamed)")
      else { return key }
      return "step-\(renamed)"
    }
    let oldKeys = before.map { current($0.key) }
    let places = Dictionary(
      oldKeys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let moved = EditionDifference.moved(after.map { places[$0.key] })
    var parts: [(place: Double, part: Part)] = []
    for (index, section) in after.enumerated() {
      guard let place = places[section.key] else {
        let lines = (section.prose + section.code).map { "+ \($0)" }
        parts.append(
          (
            Double(index),
            Part(key: section.key, title: section.title, changes: [.added], lines: lines)
          ))
        continue
      }
      let part = EditionDifference.part(before[place], section, isMoved: moved.contains(index))
      if let part { parts.append((Double(index), part)) }
    }
    for (index, section) in before.enumerated() where !now.contains(oldKeys[index]) {
      let follows = oldKeys[..<index].last { now.contains($0) }
      let place =
        follows.flatMap { key in after.firstIndex { $0.key == key } }.map(Double.init) ?? -1
      let lines = (section.prose + section.code).map { "- \($0)" }
      parts.append(
        (
          place + 0.5,
          Part(key: section.key, title: section.title, changes: [.removed], lines: lines)
        ))
    }
    self.parts = parts.enumerated().sorted {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }.map(\.element.part)
  }

  /// Whether both editions say the same in the same order.
  public var isEmpty: Bool { parts.isEmpty }

  /// The difference for a terminal: a line a section, its changed lines below.
  public var text: String {
    parts.map { part in
      let changes = part.changes.map(\.rawValue).joined(separator: ", ")
      let name = part.key.isEmpty ? "the opening" : "\(part.key)  \(part.title)"
      let isWhole = part.changes == [.added] || part.changes == [.removed]
      let lines = isWhole ? [] : part.lines.map { "    \($0)\n" }
      return "\(changes): \(name)\n" + lines.joined()
    }.joined()
  }

  private static func part(
    _ old: EditionSections.Section, _ new: EditionSections.Section, isMoved: Bool
  ) -> Part? {
    var changes: [Change] = []
    if isMoved { changes.append(.moved) }
    if old.key != new.key { changes.append(.renamed) }
    // The tick at the end of a step repeats its title.
    func words(_ section: EditionSections.Section) -> [String] {
      [section.title] + section.prose.filter { $0 != "- [ ] Done: \(section.title)" }
    }
    let (oldWords, newWords) = (words(old), words(new))
    if oldWords != newWords { changes.append(.reworded) }
    if old.code != new.code { changes.append(.command) }
    guard !changes.isEmpty else { return nil }
    let lines =
      LineDifference(from: oldWords, to: newWords).changes
      + LineDifference(from: old.code, to: new.code).changes
    return Part(key: new.key, title: new.title, changes: changes, lines: lines)
  }

  /// The indices outside a longest run of old places that still ascends: those that moved.
  private static func moved(_ places: [Int?]) -> Set<Int> {
    let known = places.enumerated().compactMap { index, place in place.map { (index, $0) } }
    var lengths = [Int](repeating: 1, count: known.count)
    var previous = [Int?](repeating: nil, count: known.count)
    for (i, item) in known.enumerated() {
      for j in 0..<i where known[j].1 < item.1 && lengths[j] + 1 > lengths[i] {
        lengths[i] = lengths[j] + 1
        previous[i] = j
      }
    }
    var kept: Set<Int> = []
    var next = lengths.indices.max { lengths[$0] < lengths[$1] }
    while let index = next {
      kept.insert(known[index].0)
      next = previous[index]
    }
    return Set(known.map(\.0)).subtracting(kept)
  }
}
