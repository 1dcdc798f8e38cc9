import Primitives

/// A version and the notes that appeared with it.
struct RenoVersion: Sendable, Hashable {
  let name: String
  /// When it was tagged, in seconds since 1970; `nil` for what no tag has yet.
  let seconds: Int?
  /// By path.
  var notes: [RenoNoteFile]
}

/// Finds the versions of notes by reno's rules.
struct RenoScan {
  private let history: RenoHistory
  /// Names that two files share: there the whole stem is the identity.
  private let shared: Set<String>
  private var walks: [Int: [Int]] = [:]

  /// Takes in a history.
  ///
  /// - `shared`: unique ids that several files have at once.
  init(_ history: RenoHistory, shared: Set<String>) {
    (self.history, self.shared) = (history, shared)
  }

  private var graph: CommitGraph { history.graph }
  private var settings: RenoSettings { history.settings }

  /// The identity of a note's file.
  func identity(_ path: String) -> String {
    let uid = RenoTracker.uid(path)
    return shared.contains(uid) ? RenoTracker.stem(path) : uid
  }

  /// The versions of a branch with their notes, newest first; of what is checked out when `nil`.
  ///
  /// - `stopsAtBranchBase`: only what came after the series before.
  /// - Throws: a branch that is not there, an earliest version that no tag bears.
  mutating func versions(
    of branch: String?, stopsAtBranchBase: Bool
  ) throws(Diagnostics) -> [RenoVersion] {
    guard let head = try head(of: branch) else { return [] }
    let reachable = walk(head)
    var versions = reachable.flatMap { history.tags[$0] ?? [] }
    var (earliest, stop) = (settings.earliestVersion, nil as String?)
    if let earliest {
      guard versions.contains(earliest) else {
        throw Diagnostics(
          Diagnostic(
            "unknown-earliest-version",
            "`earliest_version` names \(earliest), which is no tag here",
            help: "fetch the tags with `git fetch --tags`, or mend reno's settings"))
      }
      stop = try stopPoint(earliest, versions, branch)
    } else if stopsAtBranchBase {
      if let branch {
        (earliest, stop) = try limits(ofBranch: branch, versions)
      } else {
        (earliest, stop) = try limits(ofHead: versions)
      }
    }
    let current = currentVersion(head)
    if !versions.contains(current) { versions.insert(current, at: 0) }
    let tracker = tracker(reachable, current, until: stop)
    return collected(tracker, versions, until: earliest)
  }

  private func head(of branch: String?) throws(Diagnostics) -> Int? {
    guard let branch else { return history.repository.head.flatMap(graph.number) }
    guard let id = history.patterns.commit(of: branch, history.repository) else {
      let names = history.repository.references.map { reference in
        ["refs/remotes/origin/", "refs/heads/", "refs/tags/"].first {
          reference.name.hasPrefix($0)
        }.map { String(reference.name.dropFirst($0.utf8.count)) } ?? reference.name
      }
      throw Diagnostics(
        Diagnostic(
          "unknown-branch", "there is no branch `\(branch)`, nor a tag that closes it",
          help: Spelling.nearest(to: branch, among: names).map { "did you mean `\($0)`?" }
            ?? "fetch it, or name another one"))
    }
    return graph.number(id)
  }

  private mutating func walk(_ head: Int) -> [Int] {
    if let known = walks[head] { return known }
    let walk = graph.walk(from: head)
    walks[head] = walk
    return walk
  }

  /// The newest tag on the way back along first parents, and how many commits came since.
  private func currentVersion(_ head: Int) -> String {
    var (commit, count) = (head, 0)
    while true {
      if let tag = history.tags[commit]?.last { return count == 0 ? tag : "\(tag)-\(count)" }
      guard let parent = graph.parents(commit).first else { return "0.0.0" }
      (commit, count) = (Int(parent), count + 1)
    }
  }

  // MARK: - Where a series begins

  /// The tag of the newest commit that a branch shares with the default branch.
  private mutating func base(of branch: String) throws(Diagnostics) -> String? {
    let main = try head(of: settings.defaultBranch)
    guard let head = try head(of: branch), let main else { return nil }
    let shared = Set(walk(main))
    for commit in walk(head) where shared.contains(commit) {
      if let tag = history.tags[commit]?.last { return tag }
    }
    return nil
  }

  private mutating func stopPoint(
    _ earliest: String?, _ versions: [String], _ branch: String?
  ) throws(Diagnostics) -> String? {
    guard let earliest, let index = versions.firstIndex(of: earliest) else { return nil }
    if let branch, branch != settings.defaultBranch {
      guard let before = seriesBefore(branch) else { return nil }
      return try base(of: before)
    }
    let rest = versions[(index + 1)...]
    if history.patterns.isPrerelease(earliest), !settings.collapsesPrereleases { return rest.first }
    return rest.first { Self.parts($0) != Self.parts(earliest) }
  }

  private func seriesBefore(_ branch: String) -> String? {
    let names = history.patterns.series(history.repository.references)
    let name = branch.hasPrefix("origin/") ? String(branch.dropFirst(7)) : branch
    guard let index = names.firstIndex(of: name), index > 0 else { return nil }
    return names[index - 1]
  }

  private mutating func limits(
    ofHead versions: [String]
  ) throws(Diagnostics) -> (earliest: String?, stop: String?) {
    for branch in history.patterns.series(history.repository.references).reversed() {
      guard let base = try base(of: branch), let index = versions.firstIndex(of: base) else {
        continue
      }
      return (versions.dropFirst(index + 1).first ?? base, base)
    }
    return (nil, nil)
  }

  private mutating func limits(
    ofBranch branch: String, _ versions: [String]
  ) throws(Diagnostics) -> (earliest: String?, stop: String?) {
    let base = try base(of: branch)
    let stop = try stopPoint(base, versions, branch)
    var earliest = base
    if let stop, let index = versions.firstIndex(of: stop) {
      // The tag after the stop; Python's index -1 is the last one.
      earliest = index > 0 ? versions[index - 1] : versions.last
    }
    if settings.collapsesPrereleases {
      earliest = earliest.map(history.patterns.withoutPrerelease)
    }
    return (earliest, stop)
  }

  /// The first three numbers of a version, as reno compares them.
  private static func parts(_ version: String) -> [String] {
    let parts = version.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return (parts + ["0", "0", "0"]).prefix(3).map { part in Int(part).map(String.init) ?? part }
  }

  // MARK: - Notes

  private func tracker(
    _ reachable: [Int], _ current: String, until stop: String?
  ) -> RenoTracker {
    var tracker = RenoTracker()
    var version = current
    let ignored = Set(settings.ignoredNotes.map(RenoTracker.uid))
    history.traverse(reachable) { commit in
      let tags = history.tags[commit] ?? []
      if let tag = tags.last { version = tag }
      if let changes = history.changes[commit] {
        take(changes, commit, version, ignored, &tracker)
      }
      guard let stop else { return true }
      return !(tags.isEmpty ? version == stop : tags.contains(stop))
    }
    return tracker
  }

  private func take(
    _ changes: [TreeChange], _ commit: Int, _ version: String, _ ignored: Set<String>,
    _ tracker: inout RenoTracker
  ) {
    let notes = changes.filter { $0.path.hasSuffix(".yaml") }
    for (uid, changes) in Dictionary(grouping: notes, by: { identity($0.path) })
    where !ignored.contains(uid) {
      func note(_ change: TreeChange) -> RenoNoteFile {
        RenoNoteFile(
          uid: uid, path: change.path, firstPath: change.path, object: change.object,
          commit: graph.ids[commit])
      }
      let added = changes.filter { $0.kind == .added }
      let deleted = changes.filter { $0.kind == .deleted }
      if let first = added.first, !deleted.isEmpty {
        tracker.change(note(first), in: version)
        continue
      }
      for change in added { tracker.add(note(change), in: version) }
      for change in changes where change.kind == .modified {
        tracker.change(note(change), in: version)
      }
      for _ in deleted { tracker.delete(uid, in: version) }
    }
  }

  private func collected(
    _ tracker: RenoTracker, _ versions: [String], until earliest: String?
  ) -> [RenoVersion] {
    var notes: [String: [RenoNoteFile]] = [:]
    let known = Set(versions)
    for (uid, version) in tracker.earliest {
      guard let note = tracker.found[uid] else { continue }
      var final = version
      if settings.collapsesPrereleases, history.patterns.isPrerelease(version) {
        let stripped = history.patterns.withoutPrerelease(version)
        if known.contains(stripped) { final = stripped }
      }
      notes[final, default: []].append(note)
    }
    var found: [RenoVersion] = []
    for version in versions {
      // A tag may stand twice in a history that was merged into itself.
      if let notes = notes.removeValue(forKey: version) {
        let sorted = notes.sorted { left, right in
          left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
        }
        found.append(RenoVersion(name: version, seconds: history.dates[version], notes: sorted))
        if version == earliest { break }
      }
    }
    return found
  }
}
