import Glibc
import Ledger
import Primitives
import Records

extension Mirror {
  /// Makes the files of many new records, and flushes them to the disk together.
  ///
  /// - Returns: files that were there already with something else in them, each with the reason.
  static func make(
    _ workspace: Workspace, _ records: [Record], _ transaction: inout LedgerTransaction
  ) throws -> [String] {
    var left: [String] = []
    var stamps: [String: FileStamp] = [:]
    for record in records {
      guard let kind = KindCatalog.kind(record.id.kind) else { continue }
      let path = "records/\(kind.name)/\(record.id.id).yaml"
      let text = RecordWriter.yaml(record.fields, kind)
      if Files.exists(workspace.path(path)) {
        // An import that was killed between its files and its ledger left the very same.
        guard try Files.bytes(at: workspace.path(path)) == text else {
          left.append("\(path): it was there already; `waymark apply` will show both sides")
          stamps[path] = .notTaken(record.id, since: 0)
          continue
        }
      } else {
        // Flushed together with all others below.
        try Files.write(text, to: try workspace.own(path), flushing: false)
      }
      guard let stamp = Files.stamp(of: workspace.path(path)) else { continue }
      stamps[path] = FileStamp(
        size: stamp.size, modifiedNanoseconds: stamp.modifiedNanoseconds, digest: Digest(of: text),
        records: [record.id], revisions: [record.id: record.rev])
    }
    if !stamps.isEmpty { sync() }
    try transaction.remember(stamps)
    return left
  }

  /// Takes the file of a record that was retired away, where its bytes are those that were taken in
  /// last: an apply would bring the record back.
  static func remove(
    _ workspace: Workspace, _ record: Record, _ transaction: inout LedgerTransaction
  ) throws -> Outcome {
    let files = try transaction.files(stating: record.id).sorted { $0.key < $1.key }
    guard let (path, stamp) = files.first, Files.exists(workspace.path(path)) else { return .none }
    guard stamp.records.count == 1,
      Digest(of: try Files.bytes(at: workspace.path(path))) == stamp.digest
    else {
      return .left(
        path: path, reason: "it was changed since, or states more; an apply brings the record back")
    }
    Files.remove(workspace.path(path))
    try transaction.forget([path])
    return .written(path: path)
  }
}
