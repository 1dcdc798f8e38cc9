import Primitives

/// Every note with the versions that have it.
struct RenoPlaces: Sendable {
  /// A note and its place.
  struct Placed: Sendable {
    let file: RenoNoteFile
    /// The version that it appeared with; `nil` while no tag has it.
    let release: String?
    /// Other versions that carry it, in the order of the series.
    var backports: [String] = []
  }

  /// By the order of the versions, newest first, and in each by path.
  var notes: [Placed] = []
  /// The versions, with when each was tagged; the unreleased one is none.
  var versions: [(name: String, seconds: Int)] = []

  /// Scans what is checked out and every series, or one branch alone.
  static func find(
    _ scan: inout RenoScan, _ history: RenoHistory, branch: String?
  ) throws(Diagnostics) -> RenoPlaces {
    var places = RenoPlaces()
    if let branch {
      places.take(
        try scan.versions(of: branch, stopsAtBranchBase: history.settings.stopsAtBranchBase),
        hasPrimary: true)
      return places
    }
    places.take(try scan.versions(of: nil, stopsAtBranchBase: false), hasPrimary: true)
    for series in history.patterns.series(history.repository.references) {
      places.take(try scan.versions(of: series, stopsAtBranchBase: true), hasPrimary: false)
    }
    return places
  }

  private mutating func take(_ versions: [RenoVersion], hasPrimary: Bool) {
    var known = Dictionary(
      notes.enumerated().map { ($0.element.file.uid, $0.offset) }, uniquingKeysWith: { $1 })
    for version in versions {
      if let seconds = version.seconds, !self.versions.contains(where: { $0.name == version.name })
      {
        self.versions.append((version.name, seconds))
      }
      let name = version.seconds == nil ? nil : version.name
      for note in version.notes {
        guard let index = known[note.uid] else {
          known[note.uid] = notes.count
          notes.append(Placed(file: note, release: name))
          continue
        }
        guard !hasPrimary, let name, notes[index].release != name,
          !notes[index].backports.contains(name)
        else { continue }
        notes[index].backports.append(name)
      }
    }
  }
}
