/// A version as somebody wrote it, with the scheme that orders it.
///
/// Equality and hashing are of the text and the scheme; precedence, where `1.0` and `1.0.0` may be
/// the same, is `isSame(as:)` and `isOlder(than:)`. Sources: SemVer 2.0.0 §11 and PEP 440.
public struct Version: Sendable, Hashable {
  /// The text as written, unchanged.
  public let raw: String
  /// The rules that it is ordered by.
  public let scheme: VersionScheme
  let key: VersionKey

  /// Reads any text; never fails.
  ///
  /// Texts are read leniently (SemVer's `1.2` is ordered as `1.2.0` though it is not well-formed).
  /// What even that can't read is ordered by its runs of digits and letters, before every version
  /// that can be read, and lies in no range.
  public init(_ raw: String, _ scheme: VersionScheme) {
    self.raw = raw
    self.scheme = scheme
    let parsed: VersionKey? =
      switch scheme {
      case .semver: SemVerGrammar.key(raw)
      case .pep440: PEP440Grammar.key(raw)
      case .calver: CalVerGrammar.key(raw)
      case .generic: GenericGrammar.key(raw)
      }
    if let parsed {
      key = parsed
    } else {
      var fallback = GenericGrammar.key(raw)
      fallback.isParsed = false
      fallback.isStrict = false
      key = fallback
    }
  }

  /// Whether the text is what the scheme's specification asks for, a leading `v` allowed.
  public var isWellFormed: Bool { key.isStrict }

  /// Whether it is an alpha, beta, candidate, development version or the like.
  public var isPrerelease: Bool { key.isPrerelease }

  /// Whether both have the same precedence under the same scheme: PEP 440's `1.0` and `v1.0.0`,
  /// SemVer's `1.0.0` and `1.0.0+build`.
  public func isSame(as other: Version) -> Bool { precedence(against: other) == 0 }

  /// Whether its precedence is lower; false for versions that are the same.
  public func isOlder(than other: Version) -> Bool { precedence(against: other) < 0 }

  /// The same text read by another scheme.
  func read(as scheme: VersionScheme) -> Version {
    scheme == self.scheme ? self : Version(raw, scheme)
  }

  /// Negative, zero or positive as it comes before, with or after the other.
  func precedence(against other: Version) -> Int {
    if scheme != other.scheme { return scheme.rank < other.scheme.rank ? -1 : 1 }
    if key.isParsed != other.key.isParsed { return key.isParsed ? 1 : -1 }
    return VersionPart.order(key.parts, other.key.parts)
  }

  /// Whether both are the same.
  public static func == (left: Version, right: Version) -> Bool {
    left.scheme == right.scheme && left.raw == right.raw
  }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(raw)
    hasher.combine(scheme)
  }
}

extension Version: Comparable {
  /// Total order for sorting: precedence, then the text, so that sorted output is always the same.
  ///
  /// To ask whether one version is older use `isOlder(than:)`, which does not tell `1.0` from
  /// `1.0.0`. Versions of different schemes are apart, in the order of the schemes.
  public static func < (left: Version, right: Version) -> Bool {
    let order = left.precedence(against: right)
    return order == 0 ? left.raw < right.raw : order < 0
  }
}

extension Version: CustomStringConvertible {
  /// The version as it was written.
  public var description: String { raw }
}
