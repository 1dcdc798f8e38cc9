import Ledger
import Primitives
import Records

/// The files that records are exported to, and what those hold now.
struct ExportPlaces {
  /// The file that states a record, or that stands where it would be written.
  struct Found {
    /// Its path for people.
    let path: String
    /// Its path for the system.
    let name: String
    let source: SourceText?
    /// The record as the file states it; `nil` where it does not, or not alone.
    let draft: Draft?
    /// Whether it states other records as well.
    let isShared: Bool
    let digest: Digest
  }

  private let workspace: Workspace
  private let folder: String?
  private let known: [String: FileStamp]
  private let paths: [RecordID: String]
  private let newest: [RecordID: Int]
  /// What the ledger has to know of files that were written in place.
  private(set) var stamps: [String: FileStamp] = [:]

  init(_ workspace: Workspace, _ folder: String?, _ ledger: some LedgerReading) throws {
    self.workspace = workspace
    self.folder = folder
    known = folder == nil ? try ledger.knownFiles() : [:]
    newest = try ledger.newestFieldDigests().mapValues(\.rev)
    var paths: [RecordID: String] = [:]
    for (path, stamp) in known.sorted(by: { $0.key < $1.key }) {
      for id in stamp.records where paths[id] == nil && Files.exists(workspace.path(path)) {
        paths[id] = path
      }
    }
    self.paths = paths
  }

  /// The file of a record; `nil` where there is none yet.
  func file(of record: Record) throws -> Found? {
    if let path = paths[record.id] { return try found(path, workspace.path(path), record) }
    for ending in ["yaml", "yml", "md"] {
      let path = path(record, ending)
      if Files.exists(name(path)) { return try found(path, name(path), record) }
    }
    return nil
  }

  /// Where a record without a file goes.
  func path(for record: Record, _ kind: Kind) -> String {
    path(record, RecordWriter.markdown(record.fields, kind) == nil ? "yaml" : "md")
  }

  private func path(_ record: Record, _ ending: String) -> String {
    "\(folder ?? "records")/\(record.id.kind)/\(record.id.id).\(ending)"
  }

  private func name(_ path: String) -> String { folder == nil ? workspace.path(path) : path }

  private func found(_ path: String, _ name: String, _ record: Record) throws -> Found {
    let bytes = try Files.bytes(at: name)
    let digest = Digest(of: bytes)
    guard let source = try? SourceText(file: name, bytes: bytes) else {
      return Found(
        path: path, name: name, source: nil, draft: nil, isShared: false, digest: digest)
    }
    let place = RecordPlace(name)
    let contents = RecordReader.contents(
      source, kind: folder == nil ? place.kind : record.id.kind, stem: place.stem)
    let draft = contents.drafts.first { $0.id == record.id }
    let isShared = contents.drafts.count + contents.refused.count > 1
    // Among several, one that is as it should be is all the same a file that states it.
    let isUsable = draft?.fields == record.fields || !isShared
    return Found(
      path: path, name: name, source: source, draft: isUsable ? draft : nil, isShared: isShared,
      digest: digest)
  }

  /// Whether a file says something that was never recorded.
  ///
  /// In place, the ledger knows the bytes that it took in last. Elsewhere, a file that states any
  /// revision of its record is an earlier export.
  func isEdited(_ file: Found, _ record: Record, _ ledger: some LedgerReading) throws -> Bool {
    guard let draft = file.draft else { return true }
    if let stamp = known[file.path] { return stamp.digest != file.digest }
    return try !ledger.history(of: record.id).contains { $0.fields == draft.fields }
  }

  /// The file with the record's newest fields and everything else as it is; `nil` where that can't be.
  func patched(_ file: Found, _ draft: Draft, _ record: Record, _ kind: Kind) -> [UInt8]? {
    guard let source = file.source else { return nil }
    if let patch = RecordPatch.text(
      of: source, from: draft.fields, to: record.fields, kind: kind, revision: record.rev),
      states(Array(patch.utf8), record, file.name)
    {
      return Array(patch.utf8)
    }
    guard !source.text.contains("#"), draft.basedOn == nil else { return nil }
    return try? text(record, kind, file.path)
  }

  /// The whole text of a record's file.
  ///
  /// It names its revision only where that is not the newest of the ledger: an apply must not take an
  /// old state for news.
  func text(_ record: Record, _ kind: Kind, _ path: String) throws -> [UInt8] {
    let revision = isOld(record) ? record.rev : nil
    let text =
      path.hasSuffix(".md")
      ? RecordWriter.markdown(record.fields, kind, revision: revision)
        ?? RecordWriter.frontMatter(record.fields, kind, revision: revision)
      : RecordWriter.yaml(record.fields, kind, revision: revision)
    guard states(text, record, name(path)) else {
      throw Diagnostics(
        Diagnostic(
          "not-readable-again", "\(record.id) does not read back from a file as it is",
          help:
            "a rule of its kind has become stricter since; revise the record, or use `waymark journal`"
        ))
    }
    return text
  }

  private func isOld(_ record: Record) -> Bool {
    newest[record.id].map { $0 > record.rev } ?? false
  }

  private func states(_ text: [UInt8], _ record: Record, _ name: String) -> Bool {
    guard let source = try? SourceText(file: name, bytes: text) else { return false }
    let (drafts, problems) = RecordReader.drafts(
      source, kind: record.id.kind, stem: RecordPlace(name).stem)
    return !problems.containsError && drafts.count == 1 && drafts[0].id == record.id
      && drafts[0].fields == record.fields
  }

  /// Writes a file whole; in place, the ledger will know it.
  mutating func write(_ text: [UInt8], _ path: String, _ record: Record) throws {
    try Files.write(text, to: name(path))
    guard folder == nil, let stamp = Files.stamp(of: name(path)) else { return }
    stamps[path] = FileStamp(
      size: stamp.size, modifiedNanoseconds: stamp.modifiedNanoseconds, digest: Digest(of: text),
      records: [record.id], revisions: [record.id: record.rev])
  }
}
