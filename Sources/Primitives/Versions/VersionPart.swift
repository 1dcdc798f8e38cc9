/// One element of a version's sort key: compared by kind, then number, then text.
///
/// Keys compare element by element and a key that is the beginning of another comes first, so
/// every grammar ends a release with a mark that sorts below a further number.
struct VersionPart: Sendable, Hashable {
  enum Kind: UInt8, Sendable {
    /// Start of a pre-release: below the end of the release that it leads to.
    case prerelease = 1
    /// End of a release, a fixed slot after it, or a number that ranks below words.
    case low = 2
    case text = 3
    case number = 4
    /// Above everything: the upper end of a series.
    case top = 9
  }

  let kind: UInt8
  let number: UInt64
  let text: [UInt8]

  init(_ kind: Kind, _ number: UInt64 = 0, text: [UInt8] = []) {
    self.kind = kind.rawValue
    self.number = number
    self.text = text
  }

  /// A run of ASCII digits of any length, leading zeros ignored.
  ///
  /// Up to 18 digits are a number; a longer run ranks above those by its length, then its digits.
  init(digits: ArraySlice<UInt8>, _ kind: Kind = .number) {
    let run = digits.drop { $0 == UInt8(ascii: "0") }
    if run.count <= 18 {
      self.init(kind, run.reduce(0) { $0 * 10 + UInt64($1 - 48) })
    } else {
      self.init(kind, 1_000_000_000_000_000_000 + UInt64(run.count), text: Array(run))
    }
  }

  var isZero: Bool { number == 0 }

  /// Negative, zero or positive as `left` sorts before, with or after `right`.
  static func order(_ left: [VersionPart], _ right: [VersionPart]) -> Int {
    let shared = min(left.count, right.count)
    for index in 0..<shared {
      if left[index].kind != right[index].kind {
        return left[index].kind < right[index].kind ? -1 : 1
      }
      if left[index].number != right[index].number {
        return left[index].number < right[index].number ? -1 : 1
      }
      if left[index].text == right[index].text { continue }
      return left[index].text.lexicographicallyPrecedes(right[index].text) ? -1 : 1
    }
    return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
  }
}

/// A version as its scheme understands it: the parts to compare and what the grammar saw.
struct VersionKey: Sendable {
  var parts: [VersionPart]
  /// How many leading parts are the epoch and the numbers of the release.
  var releaseEnd: Int
  /// How many leading parts are the public version, without PEP 440's local segment.
  var publicEnd: Int
  /// Whether the scheme's grammar, read leniently, understood the text.
  var isParsed = true
  /// Whether the text is exactly what the scheme's specification asks for.
  var isStrict = true
  var isPrerelease = false
  var isPostrelease = false
  /// How many parts follow the numbers of a plain release.
  var marks = 1

  init(_ parts: [VersionPart], releaseEnd: Int) {
    self.parts = parts
    self.releaseEnd = releaseEnd
    publicEnd = parts.count
  }

  var release: [VersionPart] { Array(parts[..<releaseEnd]) }
  var publicParts: [VersionPart] {
    publicEnd == parts.count ? parts : Array(parts[..<publicEnd])
  }

  /// Whether the text is only epoch and numbers: no pre-release, post-release, word or local part.
  var isRelease: Bool {
    parts.count == releaseEnd + marks && !isPrerelease && !isPostrelease
  }

  /// Whether epoch and release numbers are equal.
  func hasRelease(of other: VersionKey) -> Bool {
    releaseEnd == other.releaseEnd
      && parts[..<releaseEnd].elementsEqual(other.parts[..<other.releaseEnd])
  }
}
