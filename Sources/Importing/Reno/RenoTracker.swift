import Primitives

/// A note as a scan found it.
struct RenoNoteFile: Sendable, Hashable {
  /// What tells it from other notes, whatever its file is called.
  let uid: String
  /// Its newest path.
  let path: String
  /// The path under which it was first added: the stem of stable ids.
  var firstPath: String
  /// The object with its newest text.
  let object: String
  /// The commit that brought that text.
  let commit: String
}

/// Follows each note backwards through a history, newest change first.
///
/// The rules are reno's: a note belongs to the earliest version in which it was seen, has the text
/// of the newest change, and is gone if its newest change deleted it.
struct RenoTracker {
  /// The earliest version in which each note was seen, so far.
  private(set) var earliest: [String: String] = [:]
  private(set) var found: [String: RenoNoteFile] = [:]
  private var deleted: Set<String> = []
  /// Notes that were changed, and not added as far as the scan has come.
  private var changed: [String: RenoNoteFile] = [:]

  mutating func add(_ note: RenoNoteFile, in version: String) {
    earliest[note.uid] = version
    guard !deleted.contains(note.uid) else { return }
    if let newer = changed.removeValue(forKey: note.uid) { found[note.uid] = newer }
    if found[note.uid] == nil { found[note.uid] = note }
    found[note.uid]?.firstPath = note.path
  }

  mutating func change(_ note: RenoNoteFile, in version: String) {
    earliest[note.uid] = version
    guard !deleted.contains(note.uid) else { return }
    if found[note.uid] == nil, changed[note.uid] == nil { changed[note.uid] = note }
  }

  mutating func delete(_ uid: String, in version: String) {
    earliest[uid] = version
    if found[uid] == nil { deleted.insert(uid) }
  }

  /// The names that reno takes for a note's identity: the last 16 characters of the file's stem, or
  /// the first 16 where those hold a hyphen.
  static func uid(_ path: String) -> String {
    let stem = stem(path).unicodeScalars
    let tail = stem.suffix(16)
    return String(String.UnicodeScalarView(tail.contains("-") ? stem.prefix(16) : tail))
  }

  /// A file's name without its ending.
  static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
