import Primitives

/// What a commit did to one file, compared with its parent; in a merge with all of them.
struct TreeChange: Sendable, Hashable {
  enum Kind: Sendable {
    case added
    case modified
    case deleted
  }

  let kind: Kind
  let path: String
  /// The file's new object; of a deleted one zeros.
  let object: String
}

/// The changes of commits, by the commit.
enum TreeChanges {
  /// What commits changed below a folder.
  ///
  /// Merges count for what differs from every parent, as conflicts do; what came from one of them
  /// alone is that one's change.
  static func below(
    _ folder: String, _ git: GitCommand, from heads: [String]
  ) async throws(Diagnostics) -> [String: [TreeChange]] {
    guard !heads.isEmpty else { return [:] }
    var commits: [UInt8] = []
    try await git.parts(
      ["rev-list", "--full-history", "--stdin", "--", folder],
      input: Array(heads.joined(separator: "\n").utf8) + [10], endingIn: 10
    ) { commits.append(contentsOf: $0 + [10]) }
    guard !commits.isEmpty else { return [:] }
    return try await of(commits, git, ["--", folder])
  }

  /// Which of some merges changed something themselves.
  static func own(
    of merges: [String], _ git: GitCommand
  ) async throws(Diagnostics) -> Set<String> {
    guard !merges.isEmpty else { return [] }
    let commits = Array(merges.joined(separator: "\n").utf8) + [10]
    return Set(try await of(commits, git, []).keys)
  }

  private static func of(
    _ commits: [UInt8], _ git: GitCommand, _ limits: [String]
  ) async throws(Diagnostics) -> [String: [TreeChange]] {
    var reader = RawDiffReader()
    try await git.parts(
      [
        "diff-tree", "--stdin", "-r", "-c", "--root", "--raw", "-z", "--no-renames", "--no-abbrev",
        "--no-ext-diff", "--no-textconv",
      ] + limits, input: commits, endingIn: 0
    ) { reader.take($0) }
    return reader.changes
  }
}

/// Reads the raw form of `git diff-tree -z`.
///
/// Each change is `:modes objects letters`, then the path; a commit's id stands before its changes.
/// A merge has as many colons, letters and old objects as parents.
private struct RawDiffReader {
  private(set) var changes: [String: [TreeChange]] = [:]
  private var commit = ""
  private var pending: (kind: TreeChange.Kind, object: String)?
  private var isSkipping = false

  mutating func take(_ part: UnsafeRawBufferPointer) {
    if pending != nil || isSkipping {
      if let (kind, object) = pending {
        changes[commit, default: []].append(
          TreeChange(kind: kind, path: String(decoding: part, as: UTF8.self), object: object))
      }
      (pending, isSkipping) = (nil, false)
    } else if part.first == UInt8(ascii: ":") {
      header(part)
    } else {
      commit = String(decoding: part, as: UTF8.self)
    }
  }

  private mutating func header(_ part: UnsafeRawBufferPointer) {
    let parents = part.prefix { $0 == UInt8(ascii: ":") }.count
    let words = part.dropFirst(parents).split(separator: 32).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard words.count == 2 * parents + 3, let letters = words.last else {
      isSkipping = true
      return
    }
    let (old, object) = (words[(parents + 1)...(2 * parents)], words[2 * parents + 1])
    if words[parents].allSatisfy({ $0 == "0" }) {
      // Gone from several parents that had the very same: none of them disagrees.
      if parents > 1, Set(old).count == 1 {
        isSkipping = true
      } else {
        pending = (.deleted, object)
      }
    } else {
      pending = (letters.allSatisfy { $0 == "A" } ? .added : .modified, object)
    }
  }
}
