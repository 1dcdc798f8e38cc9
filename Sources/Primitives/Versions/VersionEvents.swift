/// The versions that a known issue affects, as OSV states them: events and a list.
///
/// Source: the OSV schema, `affected[].ranges[].events` and its evaluation algorithm.
public struct VersionEvents: Sendable, Hashable {
  /// One event of a range; the text is a version.
  public enum Event: Sendable, Hashable {
    /// Affected from this version on; `0` is the beginning of everything.
    case introduced(String)
    /// No longer affected from this version on.
    case fixed(String)
    /// Affected up to and including this version.
    case lastAffected(String)
    /// The range says nothing from this version on; `*` is no limit.
    case limit(String)
  }

  /// The rules that the versions are ordered by.
  public let scheme: VersionScheme
  /// The events as given.
  public let events: [Event]
  /// The versions that are affected whatever the events say, as given.
  public let versions: [String]
  /// Texts in the events that the scheme can't read, as given.
  ///
  /// Such an `introduced` counts as the beginning and any other such event is left out, so that
  /// nothing that may be affected is called safe.
  public let unreadable: [String]

  /// The stretches that the events come to, from the oldest; they don't touch.
  let stretches: [Stretch]
  private let limits: [Version]
  private let listed: [Version]
  private let listedKeys: Set<[VersionPart]>

  struct Stretch: Sendable, Hashable {
    let start: Version?
    var end: Version?
    var includesEnd = false
  }

  /// Sorts the events, which may come in any order, and reads the versions.
  public init(events: [Event], versions: [String] = [], scheme: VersionScheme) {
    self.events = events
    self.versions = versions
    self.scheme = scheme
    listed = versions.map { Version($0, scheme) }
    listedKeys = Set(listed.filter(\.key.isParsed).map(\.key.parts))
    let timeline = Timeline(events, scheme)
    stretches = timeline.stretches()
    limits = timeline.limits
    unreadable = timeline.unreadable
  }

  /// Whether the version is listed, or lies in the events' ranges below any of the limits.
  public func affects(_ version: Version) -> Bool {
    let version = version.read(as: scheme)
    guard version.key.isParsed else { return versions.contains(version.raw) }
    return listedKeys.contains(version.key.parts) || isInRange(version)
  }

  /// Whether the events alone say that the version is affected.
  public func isInRange(_ version: Version) -> Bool {
    let version = version.read(as: scheme)
    guard version.key.isParsed else { return false }
    guard limits.isEmpty || limits.contains(where: { version.isOlder(than: $0) }) else {
      return false
    }
    return stretches.contains { stretch in
      if let start = stretch.start, version.isOlder(than: start) { return false }
      guard let end = stretch.end else { return true }
      return version.isOlder(than: end) || (stretch.includesEnd && version.isSame(as: end))
    }
  }

  /// Whether both are the same.
  public static func == (left: VersionEvents, right: VersionEvents) -> Bool {
    left.scheme == right.scheme && left.events == right.events && left.versions == right.versions
  }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(scheme)
    hasher.combine(events)
    hasher.combine(versions)
  }
}

extension VersionEvents {
  /// The ranges in words, the newest first: `from 2.0 until 2.0.7; before 1.26.18`.
  ///
  /// Listed versions that no range holds follow, at most five of them by name.
  public var text: String {
    var phrases = stretches.reversed().map(Self.phrase)
    if let limit = limits.max(), !stretches.isEmpty { phrases.append("only below \(limit)") }
    let others = listed.filter { !isInRange($0) }.sorted()
    if !others.isEmpty {
      let names = others.prefix(5).map(\.raw).joined(separator: ", ")
      let more = others.count > 5 ? " and \(others.count - 5) more" : ""
      phrases.append((stretches.isEmpty ? "" : "also ") + names + more)
    }
    return phrases.isEmpty ? "no versions" : phrases.joined(separator: "; ")
  }

  private static func phrase(_ stretch: Stretch) -> String {
    switch (stretch.start, stretch.end) {
    case (nil, nil): "all versions"
    case (nil, let end?): stretch.includesEnd ? "up to and including \(end)" : "before \(end)"
    case (let start?, nil): "from \(start)"
    case (let start?, let end?) where stretch.includesEnd && start.isSame(as: end): "\(start)"
    case (let start?, let end?): "from \(start) \(stretch.includesEnd ? "through" : "until") \(end)"
    }
  }
}
