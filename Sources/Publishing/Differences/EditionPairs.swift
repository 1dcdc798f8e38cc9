/// Which editions of a document are compared on the site.
///
/// All of the newest ten with each other; an older one with its neighbours and with the newest, so
/// that the pages of a document grow with its editions and not with their square.
enum EditionPairs {
  /// So many editions, the newest, are compared each with each.
  static let full = 10

  /// The pairs, earlier edition first, by places in the list of editions.
  static func all(_ count: Int) -> [(old: Int, new: Int)] {
    var pairs: [(old: Int, new: Int)] = []
    for new in 0..<count {
      for old in 0..<new where isCompared(old, new, of: count) { pairs.append((old, new)) }
    }
    return pairs
  }

  /// Whether there is a page for two places.
  static func isCompared(_ one: Int, _ other: Int, of count: Int) -> Bool {
    let (old, new) = (min(one, other), max(one, other))
    return old < new && (old >= count - full || new == old + 1 || new == count - 1)
  }

  /// The file that compares two editions, below the document's folder.
  static func file(_ old: Int, _ new: Int) -> String { "diff/v\(old)-v\(new).html" }

  /// The file that compares the newest edition with the text as of the build.
  static func draftFile(_ newest: Int) -> String { "diff/v\(newest)-now.html" }
}
