import Primitives

/// What the scans of a repository's branches need: its commits, tags and changes of notes.
struct RenoHistory: Sendable {
  let repository: GitRepository
  let settings: RenoSettings
  let patterns: RenoPatterns
  let graph: CommitGraph
  /// The valid version tags of each commit, pre-releases first, then by when they were made.
  let tags: [Int: [String]]
  /// When each tag was made, in seconds since 1970.
  let dates: [String: Int]
  /// What each commit changed below the folder of notes.
  let changes: [Int: [TreeChange]]
  /// Merges that bring a tag in and change nothing.
  let nullMerges: Set<Int>

  /// Reads the history of what is checked out and of every series.
  static func read(
    _ repository: GitRepository, _ settings: RenoSettings
  ) async throws(Diagnostics) -> RenoHistory {
    let patterns = try RenoPatterns(settings)
    let series = patterns.series(repository.references)
    let names = series + [settings.defaultBranch] + [settings.branch].compactMap(\.self)
    let wanted = names.compactMap { patterns.commit(of: $0, repository) } + [repository.head]
    let heads = Set(wanted.compactMap(\.self)).sorted()
    let graph = try await CommitGraph.read(repository.git, from: heads)
    let below = try await TreeChanges.below(settings.notesFolder, repository.git, from: heads)
    var tags: [Int: [(name: String, seconds: Int)]] = [:]
    for reference in repository.references {
      guard let tag = reference.tag, let commit = graph.number(reference.commit),
        patterns.release.matchAtStart(of: tag) != nil
      else { continue }
      tags[commit, default: []].append((tag, reference.seconds))
    }
    let ordered = tags.mapValues { tags in
      tags.sorted { left, right in
        let (a, b) = (patterns.isPrerelease(left.name), patterns.isPrerelease(right.name))
        return a == b ? (left.seconds, left.name) < (right.seconds, right.name) : a
      }.map(\.name)
    }
    var nullMerges: Set<Int> = []
    if settings.ignoresNullMerges {
      let merges = (0..<graph.count).filter { commit in
        graph.parents(commit).dropFirst().contains { tags[Int($0)] != nil }
      }
      let own = try await TreeChanges.own(of: merges.map { graph.ids[$0] }, repository.git)
      nullMerges = Set(merges.filter { !own.contains(graph.ids[$0]) })
    }
    return RenoHistory(
      repository: repository, settings: settings, patterns: patterns, graph: graph, tags: ordered,
      dates: Dictionary(
        repository.references.compactMap { reference in
          reference.tag.map { ($0, reference.seconds) }
        },
        uniquingKeysWith: { $1 }),
      changes: Dictionary(
        below.compactMap { id, changes in graph.number(id).map { ($0, changes) } },
        uniquingKeysWith: { $1 }),
      nullMerges: nullMerges)
  }

  /// Calls a function for each commit from a head backwards, until it answers `false`.
  ///
  /// A merged branch comes whole before the line that it was merged into goes on, as reno's own
  /// traversal has it: tags of the main line then stand at the right place whatever the dates say.
  func traverse(_ reachable: [Int], _ visit: (Int) -> Bool) {
    guard let head = reachable.first else { return }
    var waiting = [Int32](repeating: 0, count: graph.count)
    for commit in reachable {
      for parent in distinctParents(commit) { waiting[parent] += 1 }
    }
    var isEmitted = [Bool](repeating: false, count: graph.count)
    var isOpen = isEmitted
    func emit(_ commit: Int) {
      guard !isEmitted[commit] else { return }
      isEmitted[commit] = true
      for parent in distinctParents(commit) { waiting[parent] -= 1 }
    }
    func open(_ commit: Int, _ stack: inout [Int]) {
      guard !isOpen[commit], !isEmitted[commit] else { return }
      isOpen[commit] = true
      stack.append(commit)
    }
    var stack = [head]
    while let commit = stack.popLast() {
      isOpen[commit] = false
      let parents = graph.parents(commit)
      if nullMerges.contains(commit) {
        for parent in parents.dropFirst() { emit(Int(parent)) }
        emit(commit)
        if let first = parents.first { open(Int(first), &stack) }
        continue
      }
      // Not yet: the last of its children will put it back.
      guard waiting[commit] == 0 else { continue }
      emit(commit)
      guard visit(commit) else { return }
      for parent in parents { open(Int(parent), &stack) }
    }
  }

  private func distinctParents(_ commit: Int) -> [Int] {
    let parents = graph.parents(commit)
    return parents.count < 2 ? parents.map(Int.init) : Set(parents).map(Int.init)
  }
}

/// The settings' regular expressions, and what follows from them.
struct RenoPatterns: Sendable {
  let release: PythonPattern
  let prerelease: PythonPattern
  private let branch: PythonPattern
  private let closedBranch: PythonPattern
  private let sort: PythonPattern
  private let settings: RenoSettings

  init(_ settings: RenoSettings) throws(Diagnostics) {
    func made(_ text: String) throws(Diagnostics) -> PythonPattern {
      guard let pattern = PythonPattern(text) else {
        throw Diagnostics(
          Diagnostic(
            "bad-reno-setting", "the pattern `\(text)` can't be read", help: "mend reno's settings")
        )
      }
      return pattern
    }
    self.settings = settings
    release = try made(settings.releaseTag)
    prerelease = try made(settings.prereleaseTag)
    branch = try made(settings.branchName)
    closedBranch = try made(settings.closedBranchTag)
    sort = try made(settings.branchSort)
  }

  func isPrerelease(_ version: String) -> Bool { prerelease.firstMatch(in: version) != nil }

  /// A version without the part that makes it a pre-release.
  func withoutPrerelease(_ version: String) -> String {
    guard let match = prerelease.firstMatch(in: version),
      let range = prerelease.names["pre_release"].flatMap({ match.groups[$0] })
    else { return version }
    var scalars = Array(version.unicodeScalars)
    scalars.removeSubrange(range)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// The names of the branches of series, open and closed, in the order of the series.
  func series(_ references: [GitReference]) -> [String] {
    var names: Set<String> = []
    for reference in references {
      let remote = "refs/remotes/origin/"
      let name =
        reference.name.hasPrefix(remote)
        ? reference.name.dropFirst(remote.utf8.count)
        : reference.name.hasPrefix("refs/heads/") ? reference.name.dropFirst(11) : ""
      if !name.isEmpty, branch.firstMatch(in: String(name)) != nil {
        names.insert(String(name))
      } else if reference.tag != nil {
        let last = reference.name.split(separator: "/").last.map(String.init) ?? ""
        if let match = closedBranch.firstMatch(in: last),
          let series = PythonPattern.group(1, of: match, in: last)
        {
          names.insert(settings.branchNamePrefix + series)
        }
      }
    }
    return names.map { (key(of: $0), $0) }.sorted { $0 < $1 }.map(\.1)
  }

  private func key(of branch: String) -> String {
    guard let match = sort.firstMatch(in: branch),
      let rest = PythonPattern.group(1, of: match, in: branch)
    else { return branch }
    return settings.branchSortPrefix + rest
  }

  /// The commit that a branch leads to; a closed one by its tag.
  func commit(of branch: String, _ repository: GitRepository) -> String? {
    let last = branch.split(separator: "/").last.map(String.init) ?? branch
    var names = [
      "refs/heads/\(branch)", "refs/remotes/\(branch)", "refs/tags/\(branch)",
      "refs/tags/\(last)-eol", "refs/tags/\(last)-eom", "refs/remotes/origin/\(branch)",
    ]
    if branch.hasPrefix("origin/") { names.append("refs/heads/\(branch.dropFirst(7))") }
    for name in names {
      if let commit = repository.commit(name) { return commit }
    }
    return nil
  }
}
