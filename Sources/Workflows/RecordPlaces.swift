import Checks
import Ledger
import Primitives
import Records

/// Where records are stated: reads a file once, and only if something in it was found.
struct RecordPlaces {
  private let workspace: Workspace
  private var files: [RecordID: String] = [:]
  private var drafts: [String: [Draft]] = [:]
  private var sources: [String: SourceText?] = [:]

  init(_ workspace: Workspace, _ stamps: [String: FileStamp]) {
    self.workspace = workspace
    for (path, stamp) in stamps.sorted(by: { $0.key < $1.key }) {
      for record in stamp.records { files[record] = path }
    }
  }

  /// The finding as a diagnostic of its file; `nil` where no file states the record any more.
  mutating func place(of finding: CheckFinding) -> Diagnostic? {
    guard let record = finding.record, let path = files[record] else { return nil }
    if drafts[path] == nil { drafts[path] = read(path) }
    guard let draft = drafts[path]?.first(where: { $0.id == record }) else { return nil }
    return draft.diagnostic(finding.rule, finding.message, at: finding.path ?? .root, help: nil)
  }

  /// The text of the file that states a record; `nil` where none does or it can't be read.
  mutating func source(of record: RecordID) -> SourceText? {
    guard let path = files[record] else { return nil }
    if let known = sources[path] { return known }
    let full = workspace.path(path)
    let source = (try? Files.bytes(at: full)).flatMap { try? SourceText(file: full, bytes: $0) }
    sources[path] = source
    return source
  }

  private mutating func read(_ path: String) -> [Draft] {
    guard let bytes = try? Files.bytes(at: workspace.path(path)),
      let source = try? SourceText(file: workspace.path(path), bytes: bytes)
    else { return [] }
    // records/KIND/NAME.yaml, as apply reads it.
    let parts = path.split(separator: "/").dropFirst().map(String.init)
    let name = parts.last ?? ""
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    return RecordReader.drafts(source, kind: parts.count > 1 ? parts[0] : nil, stem: stem).drafts
  }
}
