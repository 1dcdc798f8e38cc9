import Primitives

/// A repository that may be read: whole, and named at its root.
struct GitRepository: Sendable {
  let git: GitCommand
  /// Branches and tags, in git's order.
  let references: [GitReference]
  /// The commit that is checked out; `nil` in a repository without commits.
  let head: String?

  /// Looks at a folder.
  ///
  /// - Throws: a folder that is no repository or lies inside one, and a shallow clone, whose
  ///   history ends where it was cut: versions found in it would be wrong.
  static func open(_ folder: String) async throws(Diagnostics) -> GitRepository {
    let git = GitCommand(folder: folder)
    let bytes = try await git.output(
      ["rev-parse", "--is-shallow-repository", "--absolute-git-dir", "--show-prefix"])
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    if lines.count > 2, !lines[2].isEmpty {
      let root = lines[1].hasSuffix("/.git") ? String(lines[1].dropLast(5)) : String(lines[1])
      throw Diagnostics(
        Diagnostic(
          "inside-repository", "`\(folder)` is a folder inside a repository",
          help: "name the repository itself: \(root)"))
    }
    guard lines.first != "true" else {
      throw Diagnostics(
        Diagnostic(
          "shallow-clone", "`\(folder)` is a shallow clone: its history is cut off",
          help: "fetch the rest with `git -C \(folder) fetch --unshallow --tags`, then import"))
    }
    return GitRepository(
      git: git, references: try await GitReference.all(git), head: try await head(git))
  }

  private static func head(_ git: GitCommand) async throws(Diagnostics) -> String? {
    var bytes: [UInt8] = []
    let ended = try await git.run(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]) {
      bytes.append(contentsOf: $0)
    }
    guard ended.isSuccess else { return nil }
    return String(decoding: bytes.prefix(40), as: UTF8.self)
  }

  /// The digest of everything that decides what the history says: references and the head.
  var digest: Digest {
    var text = "\(head ?? "-")\n"
    for reference in references { text += "\(reference.name) \(reference.object)\n" }
    return Digest(of: text)
  }

  /// The commit that a reference leads to, by its full name.
  func commit(_ name: String) -> String? { references.first { $0.name == name }?.commit }
}

/// A branch or tag, and the commit that it leads to.
struct GitReference: Sendable, Hashable {
  /// The full name: `refs/tags/1.0`.
  let name: String
  /// The object that it names: a commit, or the object of an annotated tag.
  let object: String
  /// The commit behind it.
  let commit: String
  /// When it was made: of an annotated tag when it was tagged, else when it was committed.
  let seconds: Int

  /// Its name without `refs/tags/`; `nil` for branches.
  var tag: String? { name.hasPrefix("refs/tags/") ? String(name.dropFirst(10)) : nil }

  /// Every branch and tag that leads to a commit, in git's order.
  static func all(_ git: GitCommand) async throws(Diagnostics) -> [GitReference] {
    var found: [GitReference] = []
    var nested: [(String, String, Int)] = []
    let fields = ["refname", "objecttype", "objectname", "*objecttype", "*objectname"]
    let format = (fields + ["creatordate:unix"]).map { "%(\($0))" }.joined(separator: "%00")
    try await git.parts(
      ["for-each-ref", "--format=\(format)", "refs/heads", "refs/remotes", "refs/tags"],
      endingIn: 10
    ) { line in
      let parts = line.split(separator: 0, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard parts.count == 6 else { return }
      let seconds = Int(parts[5]) ?? 0
      switch (parts[1], parts[3]) {
      case ("commit", _):
        found.append(
          GitReference(name: parts[0], object: parts[2], commit: parts[2], seconds: seconds))
      case ("tag", "commit"):
        found.append(
          GitReference(name: parts[0], object: parts[2], commit: parts[4], seconds: seconds))
      case ("tag", "tag"): nested.append((parts[0], parts[2], seconds))
      default: break
      }
    }
    // A tag of a tag: rare enough for a process each.
    for (name, object, seconds) in nested {
      let bytes = try await git.output(["rev-parse", "--verify", "\(object)^{commit}"])
      found.append(
        GitReference(
          name: name, object: object, commit: String(decoding: bytes.prefix(40), as: UTF8.self),
          seconds: seconds))
    }
    return found.sorted { $0.name < $1.name }
  }
}
