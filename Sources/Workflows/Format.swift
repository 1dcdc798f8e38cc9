import Ledger
import Primitives
import Records

/// Brings record files into the canonical layout, without changing what they state.
public enum Format {
  /// What became of one file.
  public struct File: Sendable {
    /// The file, as the user named it.
    public let path: String
    /// The text before.
    public let old: String
    /// The text in the canonical layout.
    public let new: String

    /// Whether there is nothing to do.
    public let isCanonical: Bool
  }

  /// What became of all files.
  public struct Outcome: Sendable {
    /// The files that could be read, in order.
    public var files: [File] = []
    /// Why the others were left as they are.
    public var problems: [Diagnostic] = []

    /// The files that are not, or were not, in the canonical layout.
    public var changed: [File] { files.filter { !$0.isCanonical } }
  }

  /// Formats files, or every record file of the workspace where none is named.
  ///
  /// A file with errors is left as it is; the others are formatted all the same.
  ///
  /// - `isDryRun`: whether nothing is written.
  public static func run(_ workspace: Workspace, _ paths: [String], isDryRun: Bool)
    throws(Diagnostics) -> Outcome
  {
    var outcome = Outcome()
    var paths = paths
    if paths.isEmpty {
      let found = Files.list(
        workspace.path("records"), within: workspace.folder, endings: [".yaml", ".yml", ".md"])
      outcome.problems = found.diagnostics
      paths = found.entries.map { workspace.path("records/\($0.path)") }
    }
    for path in paths {
      do throws(Diagnostics) {
        let file = try file(path)
        outcome.files.append(file)
        if !file.isCanonical, !isDryRun { try write(file, workspace) }
      } catch {
        outcome.problems += error.all
      }
    }
    return outcome
  }

  private static func file(_ path: String) throws(Diagnostics) -> File {
    guard [".yaml", ".yml", ".md"].contains(where: path.hasSuffix) else {
      throw Diagnostics(
        Diagnostic(
          "not-a-record-file", "`\(path)` is no record file",
          help: "record files end in .yaml, .yml or .md"))
    }
    let bytes = try Files.bytes(at: path)
    let source = try SourceText(file: path, bytes: bytes)
    let place = RecordPlace(path)
    let new = try RecordFormat.text(of: source, kind: place.kind, stem: place.stem)
    return File(
      path: path, old: String(decoding: bytes, as: UTF8.self), new: new,
      isCanonical: bytes == Array(new.utf8))
  }

  /// Writes the new text; where the ledger knew the old bytes, it knows the new ones.
  private static func write(_ file: File, _ workspace: Workspace) throws(Diagnostics) {
    let bytes = Array(file.new.utf8)
    let ledger = workspace.path(workspace.settings.ledger)
    guard Files.exists(ledger), let folder = Files.resolved(workspace.folder),
      let real = Files.resolved(file.path), real.hasPrefix(folder + "/")
    else { return try Files.write(bytes, to: file.path) }
    let path = String(real.dropFirst(folder.utf8.count + 1))
    do {
      try workspace.ledger(.readWrite).write { transaction in
        try Files.write(bytes, to: file.path)
        guard let known = try transaction.knownFiles()[path],
          known.digest == Digest(of: Array(file.old.utf8)), let stamp = Files.stamp(of: file.path)
        else { return }
        try transaction.remember([
          path: FileStamp(
            size: known.isStale ? known.size : stamp.size,
            modifiedNanoseconds: stamp.modifiedNanoseconds,
            digest: Digest(of: bytes), records: known.records, revisions: known.revisions,
            named: known.named)
        ])
      }
    } catch {
      throw Diagnostics(failure: error)
    }
  }
}

/// What the path of a record file says: `records/<kind>/<stem>.yaml`.
struct RecordPlace {
  /// The kind that a folder names; `nil` if none does.
  let kind: String?
  /// The name without its ending.
  let stem: String

  init(_ path: String) {
    let parts = path.split(separator: "/").map(String.init)
    let name = parts.last ?? ""
    stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    let folders = parts.dropLast()
    if let records = folders.lastIndex(of: "records") {
      kind = records + 1 < folders.endIndex ? folders[records + 1] : nil
    } else {
      kind = folders.last.flatMap { KindCatalog.kind($0)?.name }
    }
  }
}
