/// What a metric left out, counted by reason.
struct Exclusions: Sendable {
  private var counts: [String: (one: String, many: String, count: Int)] = [:]
  private var notes: [String] = []

  /// Counts something left out; the reason follows the number: "result without a conclusion".
  mutating func add(_ one: String, _ many: String, count: Int = 1) {
    guard count > 0 else { return }
    counts[one, default: (one, many, 0)].count += count
  }

  /// Says something that is no count, such as a contradiction or the window; shown first.
  mutating func note(_ text: String) { notes.append(text) }

  /// Every note, then every reason with its count, ordered by reason.
  var texts: [String] {
    notes
      + counts.keys.sorted().compactMap { key in
        counts[key].map { "\($0.count) \($0.count == 1 ? $0.one : $0.many)" }
      }
  }
}
