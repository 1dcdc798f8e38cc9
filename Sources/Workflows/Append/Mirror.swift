import Glibc
import Ledger
import Primitives
import Records

/// Keeps a record's file in step with a revision that was appended to the ledger.
///
/// The file is changed only where its bytes are those that the ledger took in last: then it is known
/// that nothing of the user's is lost. It is written inside the ledger's transaction; killed between
/// the two, the file is ahead, and the next `apply` takes in what it says.
public enum Mirror {
  /// What became of the file.
  public enum Outcome: Sendable, Hashable {
    /// There is nothing to write.
    case untouched
    /// The file states the new revision.
    case written(path: String)
    /// The record has no file.
    case none
    /// The file was left as it is, for a reason.
    case left(path: String, reason: String)
  }

  static func update(
    _ workspace: Workspace, from old: Record?, to record: Record,
    _ transaction: inout LedgerTransaction
  ) throws -> Outcome {
    guard let kind = KindCatalog.kind(record.id.kind) else { return .none }
    guard let old else { return try make(workspace, record, kind, &transaction) }
    let files = try transaction.files(stating: record.id).sorted { $0.key < $1.key }
    guard let (path, stamp) = files.first else {
      return try follow(workspace, from: old, to: record, kind, &transaction)
    }
    guard Files.exists(workspace.path(path)) else { return .none }
    let bytes = try Files.bytes(at: workspace.path(path))
    guard Digest(of: bytes) == stamp.digest else {
      return .left(
        path: path,
        reason: "it was changed since it was applied; `waymark apply` will show both sides")
    }
    guard stamp.revisions[record.id].map({ $0 == old.rev }) ?? true else {
      return .left(path: path, reason: "it is of revision \(stamp.revisions[record.id] ?? 0)")
    }
    let source = try SourceText(file: workspace.path(path), bytes: bytes)
    guard stamp.records.count == 1, let text = text(source, old, record, kind, path) else {
      return .left(
        path: path, reason: "its comments or its form can't be kept; take the change over by hand")
    }
    try write(text, workspace, path, record, &transaction)
    return .written(path: path)
  }

  /// The same where the ledger knows nothing of a file, as after a journal was imported: the file is
  /// changed where it states what the ledger had.
  private static func follow(
    _ workspace: Workspace, from old: Record, to record: Record, _ kind: Kind,
    _ transaction: inout LedgerTransaction
  ) throws -> Outcome {
    let paths = ["yaml", "md", "yml"].map { "records/\(kind.name)/\(record.id.id).\($0)" }
    guard let path = paths.first(where: { Files.exists(workspace.path($0)) }) else { return .none }
    let bytes = try Files.bytes(at: workspace.path(path))
    if let source = try? SourceText(file: workspace.path(path), bytes: bytes),
      states(bytes, source.file, old, path), let text = text(source, old, record, kind, path)
    {
      try write(text, workspace, path, record, &transaction)
      return .written(path: path)
    }
    try transaction.remember([path: .notTaken(record.id, since: old.rev)])
    return .left(
      path: path, reason: "it was never applied as it is; `waymark apply` will show both sides")
  }

  /// A new record gets a file of its own, so that the text stays complete.
  private static func make(
    _ workspace: Workspace, _ record: Record, _ kind: Kind, _ transaction: inout LedgerTransaction
  ) throws -> Outcome {
    let path = "records/\(kind.name)/\(record.id.id).yaml"
    guard !Files.exists(workspace.path(path)) else {
      try transaction.remember([path: .notTaken(record.id, since: 0)])
      return .left(path: path, reason: "it was there already; `waymark apply` will show both sides")
    }
    try write(RecordWriter.yaml(record.fields, kind), workspace, path, record, &transaction)
    return .written(path: path)
  }

  /// The new text of a file: the fewest lines changed, else written anew where it has no comments.
  private static func text(
    _ source: SourceText, _ old: Record, _ record: Record, _ kind: Kind, _ path: String
  ) -> [UInt8]? {
    if let patched = RecordPatch.text(
      of: source, from: old.fields, to: record.fields, kind: kind, revision: record.rev),
      states(Array(patched.utf8), source.file, record, path)
    {
      return Array(patched.utf8)
    }
    guard !source.text.contains("#") else { return nil }
    let written =
      path.hasSuffix(".md")
      ? RecordWriter.markdown(record.fields, kind) : RecordWriter.yaml(record.fields, kind)
    guard let written, states(written, source.file, record, path) else { return nil }
    return written
  }

  /// Whether a text, read back, is the record and nothing else.
  private static func states(_ text: [UInt8], _ file: String, _ record: Record, _ path: String)
    -> Bool
  {
    guard let source = try? SourceText(file: file, bytes: text) else { return false }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    let (drafts, problems) = RecordReader.drafts(source, kind: record.id.kind, stem: stem)
    return !problems.containsError && drafts.count == 1 && drafts[0].id == record.id
      && drafts[0].fields == record.fields
  }

  private static func write(
    _ text: [UInt8], _ workspace: Workspace, _ path: String, _ record: Record,
    _ transaction: inout LedgerTransaction
  ) throws {
    try Files.write(text, to: try workspace.own(path))
    guard let stamp = Files.stamp(of: workspace.path(path)) else { return }
    try transaction.remember([
      path: FileStamp(
        size: stamp.size, modifiedNanoseconds: stamp.modifiedNanoseconds, digest: Digest(of: text),
        records: [record.id], revisions: [record.id: record.rev])
    ])
  }
}
