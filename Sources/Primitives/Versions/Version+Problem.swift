extension Version {
  /// Why the text is no well-formed version of the scheme, in one sentence for a diagnostic's
  /// message; `nil` exactly when `isWellFormed`.
  public static func problem(in raw: String, scheme: VersionScheme) -> String? {
    let version = Version(raw, scheme)
    if version.isWellFormed { return nil }
    var scanner = VersionScanner(raw)
    if scanner.isAtEnd { return "the version is empty" }
    let name = "‘\(raw)’"
    scanner.skipV()
    let numbers = scanner.numbers()
    switch scheme {
    case .generic:
      return "\(name) holds no digit and no letter"
    case .calver:
      guard numbers != nil else { return "\(name) does not begin with a year" }
      return version.key.isParsed && !(scanner.bytes.contains { $0 >= 128 || $0 < 32 })
        ? "\(name) is not a year, further numbers and a modifier, such as 24.04 or 2025.1-rc1"
        : "\(name) holds a character that a calendar version can't have"
    case .pep440:
      guard numbers != nil else { return "\(name) does not begin with a number, as PEP 440 asks" }
      return "\(name) is no PEP 440 version: after the numbers come only a, b, rc, .post, .dev "
        + "and a +local part"
    case .semver:
      guard let numbers else { return "\(name) does not begin with a number, as SemVer asks" }
      if numbers.count != 3, version.key.isParsed {
        return "\(name) has \(numbers.count) number\(numbers.count == 1 ? "" : "s"); "
          + "SemVer has three, major.minor.patch"
      }
      if version.key.isParsed { return "\(name) has a number with a leading zero, unlike SemVer" }
      return "\(name) is no SemVer: after major.minor.patch come only a -pre.release and a +build"
    }
  }
}
