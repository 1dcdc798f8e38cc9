import Dispatch
import Primitives
import Records
import Synchronization

/// Reads the texts of notes, makes records of them and accounts for every entry.
struct RenoAccount {
  var diagnostics: [Diagnostic] = []
  private let folder: String
  private let settings: RenoSettings
  private let renamed: [String: String?]
  private let places: RenoPlaces
  private var records: RenoRecords
  private var read = 0
  private var imported = 0
  private var refused = 0
  private var excluded: [ImportAccount.Exclusion] = []

  init(
    _ folder: String, _ settings: RenoSettings, renamed: [String: String?], _ origin: RenoOrigin,
    _ places: RenoPlaces
  ) {
    (self.folder, self.settings, self.renamed) = (folder, settings, renamed)
    self.places = places
    records = RenoRecords(origin)
  }

  /// What became of the entries.
  var result: ImportResult {
    ImportResult(
      records: records.records,
      account: ImportAccount(
        read: read, imported: imported, excluded: excluded, diagnosed: refused),
      diagnostics: diagnostics)
  }

  /// Reads the notes' texts, on all cores, and makes the records.
  mutating func read(_ contents: [String: [UInt8]], patterns: RenoPatterns) {
    let all = entries(contents)
    var preludes: [String: [(note: RenoNoteFile, markdown: String)]] = [:]
    for (note, entries) in zip(places.notes, all) {
      read += entries.entries.count + entries.excluded.count + entries.refused
      refused += entries.refused
      diagnostics += entries.diagnostics
      excluded += entries.excluded.map {
        .init("\(note.file.path): \($0.entry)", reason: $0.reason)
      }
      let targets = entries.targets
      for entry in entries.entries where entry.section == nil {
        guard let release = note.release else {
          excluded.append(
            .init("\(note.file.path): prelude", reason: "its release is not tagged yet"))
          continue
        }
        imported += 1
        preludes[release, default: []].append(
          (note.file, RestructuredText.markdown(entry.text, known: targets)))
      }
    }
    for version in places.versions {
      records.add(
        version.name, seconds: version.seconds, isPrerelease: patterns.isPrerelease(version.name),
        preludes: preludes[version.name] ?? [])
    }
    for (note, entries) in zip(places.notes, all) {
      let targets = entries.targets
      for entry in entries.entries where entry.section != nil {
        imported += 1
        records.add(
          entry, of: note.file, release: note.release, backports: note.backports, targets: targets)
      }
    }
  }

  private func entries(_ contents: [String: [UInt8]]) -> [RenoEntries] {
    let results = Mutex([RenoEntries?](repeating: nil, count: places.notes.count))
    let (notes, settings, renamed, folder) = (places.notes, settings, renamed, folder)
    DispatchQueue.concurrentPerform(iterations: (notes.count + 31) / 32) { chunk in
      for index in chunk * 32..<min(notes.count, chunk * 32 + 32) {
        let file = notes[index].file
        let entries = RenoEntries(
          file: "\(folder)/\(file.path)", contents[file.object], settings, renamed: renamed)
        results.withLock { $0[index] = entries }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  /// Tells of files that lie in the folder now and are in no version.
  mutating func lost(_ files: [String], _ scan: RenoScan) {
    let known = Set(places.notes.map(\.file.uid))
    let ignored = Set(settings.ignoredNotes.map(RenoTracker.uid))
    for path in files where !known.contains(scan.identity(path)) {
      read += 1
      if ignored.contains(RenoTracker.uid(path)) {
        excluded.append(.init(path, reason: "`ignore_notes` in reno's settings names it"))
      } else if path.hasSuffix(".yaml") {
        refused += 1
        diagnostics.append(
          Diagnostic(
            "reno-note-without-version", .warning,
            "`\(folder)/\(path)` is in no version: reno's rules find no commit on this line that adds it",
            help:
              "reno leaves it out too, perhaps for a merge that it passes over: try `ignore_null_merges: false` in reno.yaml"
          ))
      } else if path.hasSuffix(".yml") {
        refused += 1
        diagnostics.append(
          Diagnostic(
            "reno-note-not-read", .warning,
            "`\(folder)/\(path)` is not read: reno takes *.yaml alone",
            help: "rename it to `.yaml`"))
      } else {
        excluded.append(.init(path, reason: "it is no note"))
      }
    }
  }
}

extension RenoEntries {
  /// Reads the bytes of a note; none at all are a problem of the repository.
  fileprivate init(
    file: String, _ bytes: [UInt8]?, _ settings: RenoSettings, renamed: [String: String?]
  ) {
    guard let bytes else {
      self.init()
      refused = 1
      diagnostics = [
        Diagnostic(
          "object-missing", "the text of `\(file)` is not in the repository",
          help: "fetch it: this may be a partial clone (git fetch --refetch --no-filter)")
      ]
      return
    }
    do throws(Diagnostics) {
      let isLatin = settings.encoding != "utf-8" && settings.encoding != "utf8"
      let source =
        isLatin && !bytes.contains(0)
        ? SourceText(
          file: file, text: String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
        : try SourceText(file: file, bytes: bytes)
      self.init(source, settings, renamed: renamed)
    } catch {
      self.init()
      refused = 1
      diagnostics = error.all
    }
  }

  private init() {}
}
