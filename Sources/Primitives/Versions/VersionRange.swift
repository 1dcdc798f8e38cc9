/// A set of versions as somebody wrote it: PEP 440 specifiers, npm alternatives or VERS.
///
/// | written | means |
/// |---|---|
/// | `>=4.2,<5.3` `>=4.2 <5.3` | both hold; comma or blank |
/// | `4.2.* \|\| >=5.2` | either holds |
/// | `==1.4.*` `1.4.*` `1.4.x` | the series, its pre-releases included |
/// | `5.2` `5` | a bare version of one or two numbers is its series `5.2.*` |
/// | `5.2.0` `5.2rc1` `==5.2` | exactly this version, however padded |
/// | `~=2.2` `^1.2.3` `~1.2.3` | compatible: `>=2.2,==2.*`, `>=1.2.3,==1.*`, `>=1.2.3,==1.2.*` |
/// | `===text` | this text, letter case aside |
/// | `vers:pypi/>=1\|<2` | VERS; the type decides the scheme where it is known |
/// | `*` | any |
///
/// As in PEP 440, for every scheme, `<V` leaves out the pre-releases of `V` unless `V` is one.
/// Pre-releases are otherwise included. A version that its scheme can't read is only in `*` and
/// `===`.
public struct VersionRange: Sendable, Hashable {
  /// The range as written.
  public let text: String
  /// The rules that its versions are ordered by.
  public let scheme: VersionScheme
  let alternatives: [Alternative]

  /// Conditions that hold together.
  struct Alternative: Sendable, Hashable {
    var interval = VersionInterval.everything
    var excluded: [VersionInterval] = []
    /// The lower-case bytes after `===`.
    var exact: [UInt8]?
    /// Whether it was written `*`, which takes even what the scheme can't read.
    var isAny = false
  }

  /// Reads a range; the error says where and why the text is none.
  public init(
    parsing text: String, scheme: VersionScheme
  ) throws(VersionRangeProblem) {
    self.text = text
    var parser = VersionRangeParser(text, scheme: scheme)
    alternatives = try parser.alternatives()
    self.scheme = parser.scheme
  }

  /// Whether the version, read by the range's scheme, lies within.
  public func contains(_ version: Version) -> Bool {
    let version = version.read(as: scheme)
    return alternatives.contains { Self.holds($0, for: version) }
  }

  /// Whether an upgrade meets the range: either end lies within, or a version between them can.
  ///
  /// Between any two versions another is taken to be possible; the ends may come in any order.
  public func overlaps(from: Version, to: Version) -> Bool {
    if contains(from) || contains(to) { return true }
    let ends = [from.read(as: scheme), to.read(as: scheme)]
    guard ends.allSatisfy(\.key.isParsed) else { return false }
    let isForward = !ends[1].isOlder(than: ends[0])
    let (first, last) = isForward ? (ends[0], ends[1]) : (ends[1], ends[0])
    let between = VersionInterval.from(first, included: false)
      .intersection(.until(last, included: true))
    return alternatives.contains { alternative in
      if alternative.exact != nil { return false }
      var pieces = [alternative.interval.intersection(between)].filter { !$0.isEmpty }
      for hole in alternative.excluded {
        pieces = pieces.flatMap { $0.subtracting(hole) }
      }
      return !pieces.isEmpty
    }
  }

  private static func holds(_ alternative: Alternative, for version: Version) -> Bool {
    if let exact = alternative.exact, VersionScanner(version.raw, lowercased: true).bytes != exact {
      return false
    }
    if alternative.isAny { return true }
    // Only a text can be compared with what the scheme can't read.
    if !version.key.isParsed {
      return alternative.exact != nil && alternative.interval == .everything
        && alternative.excluded.isEmpty
    }
    let parts = version.key.parts
    return alternative.interval.contains(parts)
      && !alternative.excluded.contains { $0.contains(parts) }
  }
}

extension VersionRange: CustomStringConvertible {
  /// The range as it was written.
  public var description: String { text }
}
