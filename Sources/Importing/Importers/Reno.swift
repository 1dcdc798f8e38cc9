import Primitives
import Records

extension Importer {
  /// Release notes of OpenStack's reno, with their versions from the git history.
  static let reno = Importer(
    "reno", title: "reno", formats: ["a git repository"],
    documentation: """
      Reads the release notes that reno keeps in `releasenotes/notes`, and finds the version of each \
      in the git history by reno's own rules: the earliest tag that contains it, pre-releases \
      collapsed into their release, merges that only bring a tag in passed over, text of the newest \
      change, renamed and deleted notes followed, series by their stable branches or the `-eol` and \
      `-eom` tags that closed them. Every version becomes a release with its preludes as notes; every \
      text of a section becomes a change: features are added, upgrade notes are changes with an \
      action, deprecations deprecated, fixes and critical issues fixed, security and others what \
      they say. A note that a series carries too is one change with its backports. \
      reStructuredText becomes Markdown. Unknown sections, texts that are none and notes that no \
      version has are told of; nothing of the repository is executed, and shallow clones are refused.
      """,
    options: [
      .init(
        "component", "The component that the notes are about.", isRequired: true,
        example: "keystone"),
      .init(
        "repository", "The project's name or address, for the source of each record.",
        example: "https://opendev.org/openstack/keystone"),
      .init("licence", "The SPDX id of the notes' licence.", example: "Apache-2.0"),
      .init(
        "branch", "Only this branch or series instead of all of them.", example: "stable/2025.1"),
      .init("notes", "The folder that reno calls relnotesdir.", example: "releasenotes"),
      .init(
        "sections",
        "What unknown sections are: name=section, or name= to leave one out; parted by commas.",
        example: "feature=features,others="),
    ],
    repository: RepositoryReading(
      result: { (options) async throws(Diagnostics) in
        try await RenoImport(options.file, options).result()
      },
      state: { (options) async throws(Diagnostics) in
        let repository = try await GitRepository.open(options.file)
        return "\(RenoImport.edition) \(repository.digest.hex)"
      }))
}

/// One import of a repository's notes.
struct RenoImport {
  /// Raised when the same history would make other records than before.
  static let edition = 1

  private let folder: String
  private let options: ImportOptions

  init(_ folder: String, _ options: ImportOptions) {
    (self.folder, self.options) = (folder, options)
  }

  /// Everything that the repository says.
  func result() async throws(Diagnostics) -> ImportResult {
    let repository = try await GitRepository.open(folder)
    guard let head = repository.head else {
      throw Diagnostics(
        Diagnostic(
          "no-commits", "`\(folder)` has no commits", help: "check out a branch that has some"))
    }
    let (settings, problems) = try await settings(repository, head)
    if problems.containsError { throw Diagnostics(problems) }
    let history = try await RenoHistory.read(repository, settings)
    let files = try await GitObjects.files(below: settings.notesFolder, at: head, repository.git)
    let shared = Self.sharedNames(files.keys.sorted(), history)
    var scan = RenoScan(history, shared: shared)
    let placed = try RenoPlaces.find(&scan, history, branch: options["branch"] ?? settings.branch)
    let blobs = Set(placed.notes.map(\.file.object)).sorted()
    let contents = try await GitObjects.contents(blobs, repository.git)
    var account = RenoAccount(folder, settings, renamed: renamed, origin, placed)
    account.diagnostics = problems
    account.read(contents, patterns: history.patterns)
    if options["branch"] == nil {
      account.lost(files.keys.sorted(), scan)
    }
    return account.result
  }

  private var origin: RenoOrigin {
    let name = options["repository"]
    return RenoOrigin(
      component: options["component"] ?? "",
      name: name ?? folder.split(separator: "/").last.map(String.init) ?? folder,
      url: name.flatMap { RestructuredInline.isAddress($0) ? $0 : nil }, licence: options["licence"]
    )
  }

  private var renamed: [String: String?] {
    let pairs = (options["sections"] ?? "").split(separator: ",").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let target = parts.count == 2 ? String(parts[1]) : ""
      return (String(parts[0]), target.isEmpty ? nil : target)
    }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  private func settings(
    _ repository: GitRepository, _ head: String
  ) async throws(Diagnostics) -> (RenoSettings, [Diagnostic]) {
    let notes = options["notes"] ?? "releasenotes"
    let paths = ["\(notes)/config.yaml", "reno.yaml"]
    let found = try await GitObjects.contents(paths.map { "\(head):\($0)" }, repository.git)
    for path in paths {
      guard let bytes = found["\(head):\(path)"] else { continue }
      let source = try SourceText(file: "\(folder)/\(path)", bytes: bytes)
      return RenoSettings.read(source, releaseNotes: notes)
    }
    var settings = RenoSettings()
    settings.notesFolder = "\(notes)/notes"
    return (settings, [])
  }

  /// Unique ids that two files have at the same time: reno loses one of them or stops.
  private static func sharedNames(_ files: [String], _ history: RenoHistory) -> Set<String> {
    func doubled(_ paths: [String]) -> [String] {
      Dictionary(grouping: Set(paths).filter { $0.hasSuffix(".yaml") }, by: RenoTracker.uid)
        .filter { $0.value.count > 1 }.map(\.key)
    }
    let together = history.changes.values.flatMap { changes in
      doubled(changes.filter { $0.kind == .added }.map(\.path))
    }
    return Set(doubled(files) + together)
  }
}
