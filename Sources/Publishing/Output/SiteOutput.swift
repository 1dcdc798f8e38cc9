import CLibrary
import Dispatch
import Glibc
import Primitives
import Synchronization

/// The folder that is served, and the tree behind it in which the next site is made.
///
/// Every write goes to the back tree, which shares unchanged files with the front by hard links;
/// one `renameat2` then swaps both. So the folder is one complete build at any instant, also after
/// a kill. Each tree holds its own manifest. The back's is taken away before the first write there,
/// so a back tree that has one is whole, and one without is made anew.
final class SiteOutput: Sendable {
  let front: FileTree
  private let back: FileTree
  let state: String
  private let lock: Int32
  /// What is served now, and the fingerprint of its manifest.
  private let served: Manifest
  let servedFingerprint: Fingerprint
  /// The fingerprint of what is served once a build is finished.
  private let finished = Mutex<Fingerprint?>(nil)
  var nowServed: Fingerprint { finished.withLock { $0 } ?? servedFingerprint }
  /// What the back tree holds, once it is open for writing.
  private let prepared = Mutex<Prepared?>(nil)
  private let failure = Mutex<Diagnostic?>(nil)

  /// The back tree as it was opened.
  private final class Prepared: Sendable {
    let manifest: Manifest

    init(_ manifest: Manifest) { self.manifest = manifest }
  }

  /// Opens the folder and waits until no other build is in it.
  ///
  /// - Throws: when the folder holds files and is not one that Waymark made.
  init(folder: String, state: String?) throws(Diagnostics) {
    let target = SiteOutput.resolved(folder)
    self.state =
      state
      ?? SitePath.folder(of: target) + "." + target[SitePath.folder(of: target).endIndex...]
      + ".waymark"
    front = FileTree(root: target)
    back = FileTree(root: self.state + "/back")
    do {
      try FileTree.makeFolder(self.state)
    } catch {
      throw Diagnostics(SiteOutput.diagnostic(error))
    }
    let lockPath = self.state + "/lock"
    lock = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else {
      throw Diagnostics(
        SiteOutput.diagnostic(.init(action: "open", path: lockPath, code: errno)))
    }
    while flock(lock, LOCK_EX) != 0, errno == EINTR {}
    served = try SiteOutput.manifest(of: front, folder)
    servedFingerprint = Fingerprint(of: front.read(Manifest.name) ?? [])
  }

  deinit { close(lock) }

  /// Takes a file of the new site; safe to call from several threads.
  ///
  /// Answers whether it differs from what is served.
  func put(_ path: String, _ bytes: [UInt8], into entries: inout [Manifest.Entry]) -> Bool {
    let entry = Manifest.Entry(
      path: path, size: bytes.count, fingerprint: Fingerprint(of: bytes))
    entries.append(entry)
    if let old = served[path], old.size == entry.size, old.fingerprint == entry.fingerprint {
      return false
    }
    if let behind = opened() { write(path, bytes, entry, behind) }
    return true
  }

  /// Whether there is a site and every file of it is as it was written.
  var isSound: Bool {
    !served.entries.isEmpty && served.entries.allSatisfy { $0.size >= 0 }
  }

  /// The bytes of a file that is served; `nil` unless it is the one that was written there.
  func served(_ path: String) -> [UInt8]? {
    guard let entry = served[path], entry.size >= 0, let bytes = front.read(path),
      bytes.count == entry.size, Fingerprint(of: bytes) == entry.fingerprint
    else { return nil }
    return bytes
  }

  /// A report that everything is as it was; `nil` when a file is not what the manifest says.
  var unchangedReport: BuildReport? {
    guard isSound else { return nil }
    var report = BuildReport()
    report.unchanged = served.entries.count
    report.bytes = served.entries.reduce(0) { $0 + $1.size }
    return report
  }

  private func write(
    _ path: String, _ bytes: [UInt8], _ entry: Manifest.Entry, _ behind: Manifest
  ) {
    let old = behind[path]
    if let old, old.size == entry.size, old.fingerprint == entry.fingerprint,
      back.size(of: path) == entry.size
    {
      return
    }
    do throws(FileTree.Failure) {
      try back.write(path, bytes, mayExist: old != nil)
    } catch {
      note(error)
    }
  }

  /// Opens the back tree for writing and answers what it holds; the first call does it.
  private func opened() -> Manifest? {
    prepared.withLock { (prepared: inout Prepared?) -> Manifest? in
      if let prepared { return prepared.manifest }
      let found = back.read(Manifest.name).flatMap { Manifest($0) }
      if found == nil { back.removeAll() }
      _ = unlink(back.path(Manifest.name))
      do throws(FileTree.Failure) {
        try FileTree.makeFolder(back.root)
      } catch {
        note(error)
        return nil
      }
      let manifest = found ?? Manifest([])
      prepared = Prepared(manifest)
      return manifest
    }
  }

  /// Completes the back tree and puts it in front, unless nothing changed.
  ///
  /// - Throws: when a file could not be written; what is served stays as it was.
  ///
  /// Answers the fingerprint of the manifest that is then served.
  func finish(
    _ entries: [Manifest.Entry], _ report: inout BuildReport
  ) throws(Diagnostics) -> Fingerprint {
    let new = Manifest(entries)
    var changed: Set<String> = []
    for entry in new.entries {
      let old = served[entry.path]
      if let old, old.size == entry.size, old.fingerprint == entry.fingerprint {
        report.unchanged += 1
      } else {
        report.written += 1
        report.bytesWritten += entry.size
        changed.insert(entry.path)
      }
      report.bytes += entry.size
    }
    let removed = served.entries.filter { new[$0.path] == nil }
    report.removed = removed.count
    if report.changed == 0, front.exists { return servedFingerprint }
    do throws(FileTree.Failure) {
      if let behind = opened() { try complete(new, changed, behind, &report) }
    } catch {
      note(error)
    }
    return try putInFront(new)
  }

  /// The same where all files but these stay as they are served.
  func finish(
    replacing entries: [Manifest.Entry], removing removed: Set<String>, _ report: inout BuildReport
  ) throws(Diagnostics) {
    var changed: Set<String> = []
    let new = served.replacing(entries, removing: removed)
    for entry in entries {
      let old = served[entry.path]
      if old?.size == entry.size, old?.fingerprint == entry.fingerprint { continue }
      if changed.insert(entry.path).inserted { report.bytesWritten += entry.size }
    }
    report.written = changed.count
    report.removed = removed.count
    report.unchanged = new.entries.count - changed.count
    report.bytes = new.entries.reduce(0) { $0 + $1.size }
    guard report.changed > 0 else { return }
    do throws(FileTree.Failure) {
      if let behind = opened() {
        try follow(new, changed, behind)
        // Anything of somebody else's takes a look at every file.
        if FileTree.counts([front, back]) != [served.entries.count + 1, new.entries.count] {
          try complete(new, changed, behind, &report)
        }
      }
    } catch {
      note(error)
    }
    _ = try putInFront(new)
  }

  /// Brings into the back tree what changed since it was in front.
  private func follow(
    _ new: Manifest, _ changed: Set<String>, _ behind: Manifest
  ) throws(FileTree.Failure) {
    var old = behind.entries[...]
    var shared: [String] = []
    for entry in new.entries {
      while let first = old.first, first.path < entry.path {
        back.remove(first.path)
        old.removeFirst()
      }
      let same = old.first?.path == entry.path ? old.removeFirst() : nil
      if changed.contains(entry.path)
        || (same?.fingerprint == entry.fingerprint && same?.size == entry.size)
      {
        continue
      }
      shared.append(entry.path)
    }
    for gone in old { back.remove(gone.path) }
    try back.share(shared, from: front)
  }

  private func putInFront(_ new: Manifest) throws(Diagnostics) -> Fingerprint {
    let text = new.text
    // Nothing is swapped after a failed write: what is served stays as it was.
    if let problem = failure.withLock({ $0 }) { throw Diagnostics(problem) }
    do throws(FileTree.Failure) {
      try back.writeDurably(Manifest.name, text)
      try swap()
    } catch {
      throw Diagnostics(SiteOutput.diagnostic(error))
    }
    let fingerprint = Fingerprint(of: text)
    finished.withLock { $0 = fingerprint }
    return fingerprint
  }

  /// Brings the files that did not change into the back tree, and takes away what is gone.
  private func complete(
    _ new: Manifest, _ changed: Set<String>, _ behind: Manifest, _ report: inout BuildReport
  ) throws(FileTree.Failure) {
    let present = Set(back.files())
    let missing = new.entries.filter { entry in
      guard !changed.contains(entry.path) else { return false }
      guard let old = behind[entry.path], old.fingerprint == entry.fingerprint else { return true }
      return old.size != entry.size || !present.contains(entry.path)
    }
    try back.share(missing.map(\.path), from: front)
    // Files that people put into the folder, such as a host's `CNAME`, come along.
    let foreign = front.files().filter { $0 != Manifest.name && served[$0] == nil }.sorted()
    for file in foreign where new[file] == nil { try back.share(file, from: front) }
    let kept = Set(foreign)
    for file in present.sorted() where new[file] == nil && !kept.contains(file) {
      back.remove(file)
    }
    if !foreign.isEmpty {
      let names = foreign.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
      report.diagnostics.append(
        Diagnostic(
          "foreign-files", .note,
          "kept \(foreign.count) file(s) that Waymark didn't make in the site's folder: \(names)",
          help: "remove them there if they are not meant to be served"))
    }
  }

  private func swap() throws(FileTree.Failure) {
    if !front.exists {
      try FileTree.makeFolder(String(SitePath.folder(of: front.root).dropLast()))
      guard rename(back.root, front.root) == 0 else {
        throw FileTree.Failure(action: "rename", path: back.root, code: errno)
      }
    } else if waymark_exchange(back.root, front.root) != 0 {
      // A file system without the exchange: the folder is missing for a moment between the two.
      guard errno == EINVAL || errno == ENOSYS else {
        throw FileTree.Failure(action: "swap", path: front.root, code: errno)
      }
      let aside = state + "/old"
      FileTree(root: aside).removeAll()
      guard rename(front.root, aside) == 0, rename(back.root, front.root) == 0,
        rename(aside, back.root) == 0
      else { throw FileTree.Failure(action: "swap", path: front.root, code: errno) }
    }
  }

  private func note(_ error: FileTree.Failure) {
    failure.withLock { if $0 == nil { $0 = SiteOutput.diagnostic(error) } }
  }
}
