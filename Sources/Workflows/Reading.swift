import Dispatch
import Ledger
import Primitives
import Records
import Synchronization

/// What the files of a workspace state, read on all cores.
struct Reading: Sendable {
  var drafts: [Draft] = []
  /// Records with a problem, as far as they could be read.
  var refused: [Draft] = []
  var observations: [Observation] = []
  var diagnostics: [Diagnostic] = []
  /// What the ledger knew of the files that were read.
  var known: [String: FileStamp] = [:]
  /// The files that were read, as they were.
  var stamps: [String: FileStamp] = [:]
  /// How many records the files state that the ledger knows byte for byte.
  var unchanged = 0
  /// Those of files that were only touched since.
  var skipped: [RecordID] = []
  /// Files that the ledger knows and that are gone, to be forgotten with a prune.
  var missing: [String] = []

  /// Reads the files that the ledger does not know as they are.
  ///
  /// - `stamps`: what the ledger knows of those that have to be read.
  static func read(
    _ workspace: Workspace, _ files: ChangedFiles, progress: Progress = Progress(),
    stamps: ([String]) throws -> [String: FileStamp]
  ) throws -> Reading {
    var reading = Reading()
    reading.unchanged = files.unchanged
    let changed = [("records", files.records), ("observations", files.observations)]
      .flatMap { folder, entries in
        entries.map { (folder: folder, entry: $0, path: "\(folder)/\($0.path)") }
      }
    let found = try stamps(changed.map(\.path))
    let jobs = changed.map {
      Job(folder: $0.folder, entry: $0.entry, path: $0.path, known: found[$0.path])
    }
    reading.known = found
    // Results land by position, so that their order does not depend on which worker was faster.
    let results = Mutex([Reading](repeating: Reading(), count: jobs.count))
    let all = jobs
    progress.begin("files", of: all.count)
    DispatchQueue.concurrentPerform(iterations: (all.count + 31) / 32) { chunk in
      for index in chunk * 32..<min(all.count, chunk * 32 + 32) {
        let result = all[index].run(workspace)
        results.withLock { $0[index] = result }
        progress.advance()
      }
    }
    for part in results.withLock({ $0 }) { reading.take(part) }
    return reading
  }

  private mutating func take(_ other: Reading) {
    drafts += other.drafts
    refused += other.refused
    observations += other.observations
    diagnostics += other.diagnostics
    stamps.merge(other.stamps) { $1 }
    skipped += other.skipped
    unchanged += other.skipped.count
  }

  private struct Job: Sendable {
    let folder: String
    let entry: Files.Entry
    let path: String
    let known: FileStamp?

    func run(_ workspace: Workspace) -> Reading {
      var reading = Reading()
      do throws(Diagnostics) {
        let bytes = try Files.bytes(
          at: workspace.path(path), atMost: SourceText.largest)
        let digest = Digest(of: bytes)
        let size = entry.stamp.size
        if let known, !known.isStale, known.digest == digest {
          reading.skipped = known.records
          reading.stamps[path] = stamp(size, digest, known.records, known.revisions, known.named)
          return reading
        }
        let source = try SourceText(file: workspace.path(path), bytes: bytes)
        if folder == "observations" {
          (reading.observations, reading.diagnostics) = ObservationReader.observations(source)
        } else {
          let parts = entry.path.split(separator: "/").map(String.init)
          let name = parts.last ?? ""
          let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
          let contents = RecordReader.contents(
            source, kind: parts.count > 1 ? parts[0] : nil, stem: stem)
          reading.drafts = contents.drafts
          reading.refused = contents.refused
          reading.diagnostics = contents.diagnostics
        }
        reading.stamps[path] = stamp(
          size, digest, reading.drafts.map(\.id), [:],
          Dictionary(reading.drafts.map { ($0.id, $0.basedOn ?? 0) }, uniquingKeysWith: max))
      } catch {
        reading.diagnostics += error.all
      }
      return reading
    }

    private func stamp(
      _ size: Int, _ digest: Digest, _ records: [RecordID], _ revisions: [RecordID: Int],
      _ named: [RecordID: Int]
    ) -> FileStamp {
      FileStamp(
        size: size, modifiedNanoseconds: entry.stamp.modifiedNanoseconds, digest: digest,
        records: records, revisions: revisions, named: named)
    }
  }
}
