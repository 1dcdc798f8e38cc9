/// A stretch of the order of one scheme, open or closed at either end; `nil` is without end.
struct VersionInterval: Sendable, Hashable {
  struct Bound: Sendable, Hashable {
    let parts: [VersionPart]
    let isIncluded: Bool
  }

  var lower: Bound?
  var upper: Bound?

  static let everything = VersionInterval()

  func contains(_ parts: [VersionPart]) -> Bool {
    if let lower {
      let order = VersionPart.order(parts, lower.parts)
      if order < 0 || (order == 0 && !lower.isIncluded) { return false }
    }
    guard let upper else { return true }
    let order = VersionPart.order(parts, upper.parts)
    return order < 0 || (order == 0 && upper.isIncluded)
  }

  /// Whether nothing can lie in it, taking the order of versions as dense.
  var isEmpty: Bool {
    guard let lower, let upper else { return false }
    let order = VersionPart.order(lower.parts, upper.parts)
    return order > 0 || (order == 0 && !(lower.isIncluded && upper.isIncluded))
  }

  func intersection(_ other: VersionInterval) -> VersionInterval {
    VersionInterval(
      lower: Self.inner(lower, other.lower, sign: 1),
      upper: Self.inner(upper, other.upper, sign: -1))
  }

  /// What is left of it on either side of the other; empty pieces are left out.
  func subtracting(_ other: VersionInterval) -> [VersionInterval] {
    var pieces: [VersionInterval] = []
    if let bound = other.lower {
      let below = VersionInterval(
        upper: Bound(parts: bound.parts, isIncluded: !bound.isIncluded))
      pieces.append(intersection(below))
    }
    if let bound = other.upper {
      let above = VersionInterval(
        lower: Bound(parts: bound.parts, isIncluded: !bound.isIncluded))
      pieces.append(intersection(above))
    }
    return pieces.filter { !$0.isEmpty }
  }

  /// The stricter of two bounds: the higher one with sign 1, the lower one with -1.
  private static func inner(_ left: Bound?, _ right: Bound?, sign: Int) -> Bound? {
    guard let left else { return right }
    guard let right else { return left }
    let order = VersionPart.order(left.parts, right.parts) * sign
    if order == 0 { return left.isIncluded ? right : left }
    return order > 0 ? left : right
  }
}

extension VersionInterval {
  /// Versions from `v` on.
  static func from(_ v: Version, included: Bool = true) -> VersionInterval {
    VersionInterval(lower: Bound(parts: v.key.parts, isIncluded: included))
  }

  /// Versions up to `v`.
  static func until(_ v: Version, included: Bool) -> VersionInterval {
    VersionInterval(upper: Bound(parts: v.key.parts, isIncluded: included))
  }

  /// Versions of a series, its pre-releases included: `1.4.*` with the numbers 1 and 4.
  static func series(_ parts: [VersionPart], scheme: VersionScheme) -> VersionInterval {
    let least = scheme == .pep440 ? 2 : 1
    let start = scheme == .generic ? parts : parts.withoutTrailingZeros(keeping: least)
    return VersionInterval(
      lower: Bound(parts: start, isIncluded: true),
      upper: Bound(parts: parts + [VersionPart(.top)], isIncluded: false))
  }

  /// `==V`: PEP 440 takes every local version of `V` for `V` unless `V` names one.
  static func equal(_ v: Version) -> VersionInterval {
    from(v).intersection(atMost(v))
  }

  /// `<=V`, which PEP 440 asks of the public part alone.
  static func atMost(_ v: Version) -> VersionInterval {
    let hasLocal = v.key.publicEnd < v.key.parts.count
    guard v.scheme == .pep440, !hasLocal else { return until(v, included: true) }
    return VersionInterval(
      upper: Bound(parts: v.key.parts + [VersionPart(.top)], isIncluded: false))
  }

  /// `<V`, which leaves out the pre-releases of `V` unless `V` is one.
  static func below(_ v: Version) -> VersionInterval {
    let key = v.key
    if key.isPrerelease { return until(v, included: false) }
    let parts: [VersionPart] =
      switch v.scheme {
      case .semver: key.release
      case .generic: key.parts.dropLast()
      case .calver: key.isRelease ? key.release : key.parts.dropLast()
      // Up to the number of the post-release, then the mark of a development version.
      case .pep440 where key.isPostrelease:
        Array(key.parts[..<(key.releaseEnd + 4)]) + [VersionPart(.low)]
      case .pep440: key.release
      }
    return VersionInterval(upper: Bound(parts: parts, isIncluded: false))
  }

  /// `>V`, which in PEP 440 leaves out local versions of `V`, and its post-releases unless `V` is
  /// one.
  static func above(_ v: Version) -> VersionInterval {
    guard v.scheme == .pep440 else { return from(v, included: false) }
    let key = v.key
    let isDevelopment = key.parts[key.releaseEnd + 4].isZero
    let parts =
      key.isPostrelease || isDevelopment
      ? key.publicParts + [VersionPart(.top)]
      : Array(key.parts[..<(key.releaseEnd + 2)]) + [VersionPart(.low, 2)]
    return VersionInterval(lower: Bound(parts: parts, isIncluded: false))
  }
}
