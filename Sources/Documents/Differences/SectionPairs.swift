/// Which section of one edition is which of another.
struct SectionPairs {
  /// By the place of a section in the new edition: its place in the old one.
  let old: [Int?]
  /// The places in the new edition of sections that stand elsewhere.
  let moved: Set<Int>
  /// The sections that are gone: the place that each had, and the place in the new edition of the
  /// section that it stood behind, -1 for none.
  let removed: [(place: Int, follows: Int)]
  /// The keys that old keys have in the new edition.
  private let renamed: [String: String]

  init(
    _ before: [EditionText.Section], _ after: [EditionText.Section], aliases: [String: String]
  ) {
    let (then, now) = (Set(before.map(\.key)), Set(after.map(\.key)))
    func canonical(_ key: String) -> String {
      guard key.hasPrefix("step-") else { return key }
      return aliases[String(key.dropFirst(5))].map { "step-\($0)" } ?? key
    }
    // A key that both editions have is the same step in both, whatever the aliases say.
    let newcomers = Dictionary(
      after.filter { $0.key.hasPrefix("step-") && !then.contains($0.key) }.map {
        (canonical($0.key), $0.key)
      }, uniquingKeysWith: { first, _ in first })
    var renamed: [String: String] = [:]
    var taken: Set<String> = []
    for key in before.map(\.key) where !now.contains(key) {
      guard let new = newcomers[canonical(key)], taken.insert(new).inserted else { continue }
      renamed[key] = new
    }
    let keys = before.map { renamed[$0.key] ?? $0.key }
    let places = Dictionary(
      keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let standing = Dictionary(
      after.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    self.renamed = renamed
    old = after.map { places[$0.key] }
    moved = SectionPairs.moved(old)
    var follows = -1
    var removed: [(place: Int, follows: Int)] = []
    for (place, key) in keys.enumerated() {
      if let here = standing[key] { follows = here } else { removed.append((place, follows)) }
    }
    self.removed = removed
  }

  /// The key that a step of the old edition has in the new one, if it is there.
  func current(_ key: String) -> String { renamed[key] ?? key }

  /// A line of the old edition with its links to steps as the new one has them.
  func current(_ line: EditionText.Line) -> EditionText.Line {
    guard !renamed.isEmpty else { return line }
    var line = line
    for (key, range) in EditionText.links(in: line.sense).reversed() {
      if let new = renamed[key] { line.sense.replaceSubrange(range, with: Array(new.utf8)) }
    }
    return line
  }

  /// The indices outside a longest run of old places that still ascends: those that moved.
  private static func moved(_ places: [Int?]) -> Set<Int> {
    let known = places.enumerated().compactMap { index, place in place.map { (index, $0) } }
    // The last element of the best run of each length, and what each element comes behind.
    var tails: [Int] = []
    var previous = [Int?](repeating: nil, count: known.count)
    for (index, item) in known.enumerated() {
      var (low, high) = (0, tails.count)
      while low < high {
        let middle = (low + high) / 2
        if known[tails[middle]].1 < item.1 { low = middle + 1 } else { high = middle }
      }
      previous[index] = low > 0 ? tails[low - 1] : nil
      if low == tails.count { tails.append(index) } else { tails[low] = index }
    }
    var kept: Set<Int> = []
    var next = tails.last
    while let index = next {
      kept.insert(known[index].0)
      next = previous[index]
    }
    return Set(known.map(\.0)).subtracting(kept)
  }
}
