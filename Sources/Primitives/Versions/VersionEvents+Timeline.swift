extension VersionEvents {
  /// Events in the order of their versions.
  struct Timeline {
    private enum Kind { case introduced, fixed, lastAffected }

    private var marks: [(version: Version, kind: Kind)] = []
    /// Whether something is affected from the beginning.
    private var startsAffected = false
    private(set) var limits: [Version] = []
    private(set) var unreadable: [String] = []

    init(_ events: [Event], _ scheme: VersionScheme) {
      var isUnlimited = false
      for event in events {
        switch event {
        case .introduced("0"): startsAffected = true
        case .introduced(let raw):
          if !mark(raw, .introduced, scheme) { startsAffected = true }
        case .fixed(let raw): _ = mark(raw, .fixed, scheme)
        case .lastAffected(let raw): _ = mark(raw, .lastAffected, scheme)
        case .limit("*"): isUnlimited = true
        case .limit(let raw):
          if let version = readable(raw, scheme) { limits.append(version) }
        }
      }
      marks.sort { $0.version < $1.version }
      limits.sort()
      if isUnlimited { limits = [] }
    }

    /// Adds an event; false when the scheme can't read its version.
    private mutating func mark(_ raw: String, _ kind: Kind, _ scheme: VersionScheme) -> Bool {
      guard let version = readable(raw, scheme) else { return false }
      marks.append((version, kind))
      return true
    }

    private mutating func readable(_ raw: String, _ scheme: VersionScheme) -> Version? {
      let version = Version(raw, scheme)
      if version.key.isParsed { return version }
      unreadable.append(raw)
      return nil
    }

    /// What the events come to, walked from the oldest version to the newest.
    ///
    /// Introduced and fixed at one version change nothing: `0 … 2, 2 … 3` goes on, `2 … 2` is empty.
    /// Otherwise a version is introduced before it is the last affected.
    func stretches() -> [Stretch] {
      var stretches: [Stretch] = []
      var open = startsAffected ? Stretch(start: nil) : nil
      var rest = marks[...]
      while let version = rest.first?.version {
        let group = rest.prefix { $0.version.isSame(as: version) }
        rest = rest.dropFirst(group.count)
        let kinds = Set(group.map(\.kind))
        let starts = kinds.contains(.introduced)
        if starts, open == nil, !kinds.contains(.fixed) { open = Stretch(start: version) }
        let isFixed = kinds.contains(.fixed) && !starts
        if var stretch = open, isFixed || kinds.contains(.lastAffected) {
          stretch.end = version
          stretch.includesEnd = !isFixed
          stretches.append(stretch)
          open = nil
        }
      }
      if let open { stretches.append(open) }
      return stretches
    }
  }
}
