extension VersionEvents {
  /// Events in the order of their versions.
  struct Timeline {
    private var introduced: [Version] = []
    private var fixed: [Version] = []
    private var lastAffected: [Version] = []
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
          if let version = readable(raw, scheme) {
            introduced.append(version)
          } else {
            startsAffected = true
          }
        case .fixed(let raw): if let version = readable(raw, scheme) { fixed.append(version) }
        case .lastAffected(let raw):
          if let version = readable(raw, scheme) { lastAffected.append(version) }
        case .limit("*"): isUnlimited = true
        case .limit(let raw): if let version = readable(raw, scheme) { limits.append(version) }
        }
      }
      limits.sort()
      if isUnlimited { limits = [] }
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
      let all = (introduced + fixed + lastAffected).sorted()
      var stretches: [Stretch] = []
      var open = startsAffected ? Stretch(start: nil) : nil
      var index = 0
      while index < all.count {
        let version = all[index]
        let starts = introduced.contains { $0.isSame(as: version) }
        let fixes = fixed.contains { $0.isSame(as: version) }
        let ends = lastAffected.contains { $0.isSame(as: version) }
        if starts != fixes {
          if starts { open = open ?? Stretch(start: version) }
          if fixes, var stretch = open {
            stretch.end = version
            stretches.append(stretch)
            open = nil
          }
        }
        if ends, var stretch = open {
          stretch.end = version
          stretch.includesEnd = true
          stretches.append(stretch)
          open = nil
        }
        while index < all.count, all[index].isSame(as: version) { index += 1 }
      }
      if let open { stretches.append(open) }
      return stretches
    }
  }
}
