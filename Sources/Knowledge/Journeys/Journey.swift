import Primitives
import Records

/// Everything on the way of a component from one version to another.
///
/// The range is half-open at its start: what `from` has already is not on the way.
public struct Journey: Sendable {
  /// What moves.
  public let component: Record
  /// Where it starts.
  public let from: Version
  /// Where it ends.
  public let to: Version
  /// Releases in (from, to], oldest first, without pre-releases unless `to` is one, and without
  /// those of older lines that came out after `to`.
  public let releases: [Record]
  /// What those releases bring, backports included, in their order and then of weight and id.
  ///
  /// An entry that another one on the way supersedes or reverts is left out, and so is the one that
  /// reverts: a reader of the whole way never meets either state.
  public let changes: [Record]
  /// Plans whose whole way lies within this one, in order.
  public let upgrades: [Record]
  /// Versions that may not be skipped, as plans declare that begin on the way, oldest first.
  public let requiredStops: [Version]
  /// Deprecations whose removal lies on the way.
  public let removals: [DeprecationLife]
  /// Deprecations that warn at `to` and are removed later.
  public let upcoming: [DeprecationLife]
  /// Known issues that affect `to`.
  public let issuesAtEnd: [Record]
  /// Known issues that affect `from` and no longer `to`: their workarounds can go.
  public let issuesLeftBehind: [Record]
  /// Holes that are closed at `from` and open at `to`: security changes and known issues, by id.
  public let lostFixes: [Record]
  /// The migrations of those plans, in their order.
  public let migrations: [Record]
  /// The lessons that those plans show.
  public let lessons: [LessonMatch]
  /// The support cycles of both ends; `nil` where none is declared.
  public let support: (from: SupportCycle?, to: SupportCycle?)
}

extension Graph {
  /// What lies between two versions of a component.
  public func journey(_ component: Record, from: String, to: String) -> Journey {
    let id = component.id.id
    let known = knownVersions(of: id)
    func version(_ raw: String) -> Version { known?[raw]?.version ?? self.version(raw, of: id) }
    let (start, end) = (version(from), version(to))
    func isOnTheWay(_ version: Version) -> Bool {
      start.isOlder(than: version) && !end.isOlder(than: version)
    }
    // A series such as 5.2 means its newest release as a goal and its newest as a start.
    func isOnTheWay(_ raw: String?) -> Bool { raw.map { isOnTheWay(version($0)) } ?? false }
    let reach = Reach(self, id, end)
    let releases = records("release", of: id).compactMap { release -> (Version, Record)? in
      guard let raw = release["version"]?.text else { return nil }
      let version = version(raw)
      guard isOnTheWay(version), !version.isPrerelease || end.isPrerelease, reach.has(raw) else {
        return nil
      }
      return (version, release)
    }.sorted { $0.0 < $1.0 }.map(\.1)
    let plans = records("upgrade", of: id).compactMap { upgrade -> (Version, Record)? in
      upgrade["from"]?.text.map { (version($0), upgrade) }
    }.filter { !$0.0.isOlder(than: start) }
    let upgrades = plans.filter { _, upgrade in
      upgrade["to"]?.text.map { !end.isOlder(than: version($0)) } ?? false
    }.sorted { $0.0 < $1.0 }.map(\.1)
    let lives = deprecations(of: id).filter { $0.state != .withdrawn }
    let issues = records("known-issue", of: id).filter { $0.status != "not-affected" }
    // A plan that leads further forbids to skip its stops on the first part of its way as well.
    let stops = plans.flatMap { begins, upgrade -> [String] in
      guard begins.isOlder(than: end) else { return [] }
      return (upgrade["requiredStops"]?.texts ?? []).filter {
        begins.isOlder(than: version($0)) && isOnTheWay($0)
      }
    }
    return Journey(
      component: component, from: start, to: end, releases: releases,
      changes: inOrder(entries(of: id, in: .range(from: from, to: to)), id, isOnTheWay),
      upgrades: upgrades,
      requiredStops: Set(stops).map(version).sorted(),
      removals: lives.filter { life in
        if let version = life.removal?.version { return isOnTheWay(version.raw) }
        return isBetween(life.removal?.on, start, end, id)
      },
      upcoming: lives.filter { life in
        guard life.isOpen || life.state == .removed,
          let warned = (life.warns ?? life.announced)?.version, !end.isOlder(than: warned)
        else { return false }
        return life.removal?.version.map { end.isOlder(than: $0) } ?? (life.state != .removed)
      },
      issuesAtEnd: issues.filter { affects($0, end) },
      issuesLeftBehind: issues.filter { affects($0, start) && !affects($0, end) },
      lostFixes: lostFixes(of: id, from: start, to: end),
      migrations: upgrades.flatMap { $0["migrations"]?.texts ?? [] }.compactMap {
        record("migration", $0)
      },
      lessons: upgrades.flatMap { lessons(for: $0) },
      support: (cycle(of: start, component: id), cycle(of: end, component: id)))
  }

  /// The changes of entries by their own release where it is on the way, else by the version that
  /// brings them, and then by weight.
  private func inOrder(
    _ entries: [NotesEntry], _ component: String, _ isOnTheWay: (String?) -> Bool
  ) -> [Record] {
    let keyed = entries.compactMap { entry -> (Version, Int, Record)? in
      let release = entry.change["release"]?.text
      let own = isOnTheWay(release) ? release.map { version($0, of: component) } : nil
      guard let at = own ?? entry.arrival else { return nil }
      return (at, entry.change["weight"]?.int ?? 0, entry.change)
    }
    return keyed.sorted { left, right in
      if !left.0.isSame(as: right.0) { return left.0 < right.0 }
      return (left.1, left.2.id) < (right.1, right.2.id)
    }.map(\.2)
  }

  /// Whether a day without a version lies between the days on which two versions came out.
  private func isBetween(
    _ day: PartialDate?, _ start: Version, _ end: Version, _ component: String
  ) -> Bool {
    guard let day, let from = releaseDate(of: start.raw, component: component),
      let to = releaseDate(of: end.raw, component: component)
    else { return false }
    return from.last < day.first && day.last <= to.last
  }

  /// The entries of one release, or of all releases that pass, without those that cancel out.
  public func changes(of component: String, _ isIncluded: (String?) -> Bool) -> [Record] {
    changes(of: component) { (change: Record) in isIncluded(change["release"]?.text) }
  }

  /// The entries that pass, without those that cancel out.
  func changes(of component: String, _ isIncluded: (Record) -> Bool) -> [Record] {
    standing(
      records("change", of: component).filter { $0.status == "done" && isIncluded($0) },
      of: component)
  }

  /// Some entries of a component without those among them that cancel out, by release and weight.
  public func standing(_ found: [Record], of component: String) -> [Record] {
    var gone = Set(found.flatMap { $0["supersedes"]?.texts ?? [] })
    let reverters = Dictionary(grouping: found.filter { $0["reverts"] != nil }) {
      $0["reverts"]?.text ?? ""
    }
    let ids = reverters.isEmpty ? [] : Set(found.map(\.id.id))
    for change in found where !reverters.isEmpty {
      if isReverted(change.id.id, reverters) { gone.insert(change.id.id) }
      if let target = change["reverts"]?.text, ids.contains(target) { gone.insert(change.id.id) }
    }
    return found.filter { !gone.contains($0.id.id) }.sorted { left, right in
      let a = left["release"]?.text.map { version($0, of: component) }
      let b = right["release"]?.text.map { version($0, of: component) }
      if let a, let b, a != b { return a < b }
      return (left["weight"]?.int ?? 0, left.id) < (right["weight"]?.int ?? 0, right.id)
    }
  }

  /// Whether an entry is taken back, by one that is not itself taken back.
  private func isReverted(
    _ id: String, _ reverters: [String: [Record]], seen: Set<String> = []
  ) -> Bool {
    guard !seen.contains(id) else { return false }
    return (reverters[id] ?? []).contains {
      !isReverted($0.id.id, reverters, seen: seen.union([id]))
    }
  }

  /// Whether a known issue affects a version.
  public func affects(_ issue: Record, _ version: Version) -> Bool {
    events(of: issue).affects(version)
  }

  /// The affected ranges of a known issue.
  public func events(of issue: Record) -> VersionEvents {
    var events: [VersionEvents.Event] = []
    for range in issue["affected"]?.items ?? [] {
      events.append(.introduced(range["introduced"]?.text ?? "0"))
      if let fixed = range["fixed"]?.text { events.append(.fixed(fixed)) }
      if let last = range["lastAffected"]?.text { events.append(.lastAffected(last)) }
    }
    return VersionEvents(events: events, scheme: version("0", of: issue.component ?? "").scheme)
  }
}
