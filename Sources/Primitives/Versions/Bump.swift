/// Which part of a version an upgrade raises.
public enum Bump: String, Sendable, Hashable, CaseIterable {
  case major
  case minor
  /// The third number or a later one, or a post-release.
  case patch
  /// Only the pre-release part: `2.0rc1` to `2.0rc2` or to `2.0`.
  case prerelease
  /// The versions have the same precedence.
  case none
}

extension Version {
  /// Which part was raised from an older version to this one.
  ///
  /// `nil` where the question has no answer: calendar and generic versions, texts that the scheme
  /// can't read, different schemes, and a step back.
  public func bump(from old: Version) -> Bump? {
    guard scheme == old.scheme, scheme == .semver || scheme == .pep440 else { return nil }
    guard key.isParsed, old.key.isParsed, !isOlder(than: old) else { return nil }
    if isSame(as: old) { return Bump.none }
    if key.hasRelease(of: old.key) {
      let changed = zip(key.publicParts, old.key.publicParts).contains { $0 != $1 }
      let isPrerelease = key.isPrerelease || old.key.isPrerelease
      return isPrerelease && (changed || scheme == .semver) ? .prerelease : .patch
    }
    // PEP 440 keys begin with the epoch, whose change is as large as a major one.
    let numbers = scheme == .pep440 ? 1 : 0
    let longest = max(key.releaseEnd, old.key.releaseEnd)
    let zero = VersionPart(.number)
    let first = (0..<longest).first { index in
      let new = index < key.releaseEnd ? key.parts[index] : zero
      let old = index < old.key.releaseEnd ? old.key.parts[index] : zero
      return new != old
    }
    return switch (first ?? 0) - numbers {
    case ...0: .major
    case 1: .minor
    default: .patch
    }
  }
}
