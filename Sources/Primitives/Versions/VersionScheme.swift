/// The rules by which the versions of one component are written and ordered (DESIGN §4).
public enum VersionScheme: String, Sendable, Hashable, CaseIterable {
  /// Semantic Versioning 2.0.0.
  case semver
  /// PEP 440, the versions of Python packages.
  case pep440
  /// Versions named after a date: `24.04`, `2025.1.2`, `2025-06-18-preview`.
  case calver
  /// Anything else: runs of digits and letters, such as OpenSSL's `1.1.1w`.
  case generic
}

extension VersionScheme {
  /// Place in the order of versions of different schemes, which has no meaning but is total.
  var rank: Int {
    switch self {
    case .semver: 0
    case .pep440: 1
    case .calver: 2
    case .generic: 3
    }
  }
}
