import Glibc
import Primitives

extension Files {
  /// A file under a folder, by its path relative to it.
  struct Entry {
    let path: String
    let stamp: Stamp
  }

  /// All files below a folder with one of the endings, ordered by path; hidden ones are left out.
  ///
  /// Symbolic links are followed only while they stay inside the workspace. Whatever can't be read
  /// is reported: what is merely left out would count as deleted.
  ///
  /// - Parameters:
  ///   - folder: where to look.
  ///   - workspace: what links must not leave.
  ///   - endings: how the names end.
  ///   - name: what `isKnown` is told before a path, such as `records/`.
  ///   - isKnown: whether a file, by its path in UTF-8, may be left out; asked before anything is made
  ///     of it, because nearly all of ten thousand files are known.
  /// - Returns: the files, and what is wrong.
  static func list(
    _ folder: String, within workspace: String, endings: [String], as name: String = "",
    except isKnown: (UnsafeBufferPointer<UInt8>, Stamp) -> Bool = { _, _ in false }
  ) -> (entries: [Entry], diagnostics: [Diagnostic]) {
    guard exists(folder) || isLink(folder) else { return ([], []) }
    var listing = Listing(
      folder: folder, root: resolved(workspace) ?? workspace, name: name,
      endings: endings.map { Array($0.utf8) })
    guard let start = listing.target(of: folder) else { return ([], listing.diagnostics) }
    listing.seen = [start]
    while let relative = listing.open.popLast() { listing.read(relative, isKnown) }
    return (
      listing.entries.sorted { $0.path < $1.path },
      listing.diagnostics.sorted { $0.message < $1.message }
    )
  }

  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private struct Listing {
    let folder: String
    let root: String
    let name: String
    let endings: [[UInt8]]
    var entries: [Entry] = []
    var diagnostics: [Diagnostic] = []
    var open = [""]
    var seen: Set<String> = []

    /// The real path of something inside the workspace; reports what leads elsewhere.
    mutating func target(of path: String) -> String? {
      let target = resolved(path)
      if let target, target == root || root == "/" || target.hasPrefix(root + "/") {
        return target
      }
      diagnostics.append(
        target == nil
          ? Diagnostic(
            "link-to-nowhere", "`\(path)` leads nowhere",
            help: "mend the link or take it away")
          : Diagnostic(
            "link-out-of-workspace", "`\(path)` leads out of the workspace",
            help: "put the file itself there"))
      return nil
    }

    mutating func read(
      _ relative: String, _ isKnown: (UnsafeBufferPointer<UInt8>, Stamp) -> Bool
    ) {
      let path = relative.isEmpty ? folder : "\(folder)/\(relative)"
      guard let stream = opendir(path) else {
        diagnostics += problem("can't read the folder", path).all
        return
      }
      defer { closedir(stream) }
      let descriptor = dirfd(stream)
      var full = Array((relative.isEmpty ? name : "\(name)\(relative)/").utf8)
      let prefix = full.count
      while true {
        errno = 0
        guard let item = readdir(stream) else {
          if errno != 0 { diagnostics += problem("can't read the folder", path).all }
          return
        }
        let type = item.pointee.d_type
        withUnsafeBytes(of: &item.pointee.d_name) { tuple in
          guard let chars = tuple.assumingMemoryBound(to: CChar.self).baseAddress else { return }
          let bytes = UnsafeRawBufferPointer(rebasing: tuple[..<strlen(chars)])
          if bytes.first == UInt8(ascii: ".") {
            return sweep("\(path)/\(String(decoding: bytes, as: UTF8.self))")
          }
          let isWanted = endings.contains { bytes.hasSuffix($0) }
          guard isWanted, type == UInt8(DT_REG) else {
            let name = String(decoding: bytes, as: UTF8.self)
            if !isWanted, type == UInt8(DT_REG) { warnOfCase(name, path) }
            return take(name, type, isWanted, in: relative, descriptor, isKnown)
          }
          // By name in the open folder, so that the system need not go the whole path for each.
          var status = stat()
          guard fstatat(descriptor, chars, &status, 0) == 0 else {
            return gone("\(path)/\(String(decoding: bytes, as: UTF8.self))")
          }
          guard status.st_mode & S_IFMT == S_IFREG else {
            let name = String(decoding: bytes, as: UTF8.self)
            return take(name, UInt8(DT_UNKNOWN), isWanted, in: relative, descriptor, isKnown)
          }
          let stamp = Stamp(status)
          full.append(contentsOf: bytes)
          if !full.withUnsafeBufferPointer({ isKnown($0, stamp) }) {
            let child = String(decoding: full[name.utf8.count...], as: UTF8.self)
            entries.append(Entry(path: child, stamp: stamp))
          }
          full.removeSubrange(prefix...)
        }
      }
    }

    /// `r.YAML` is what somebody meant to be read, and nobody would hear that it is not.
    private mutating func warnOfCase(_ name: String, _ folder: String) {
      let lowered = name.lowercased()
      guard lowered != name,
        let ending = endings.first(where: { lowered.utf8.suffix($0.count).elementsEqual($0) })
      else { return }
      let text = String(decoding: ending, as: UTF8.self)
      diagnostics.append(
        Diagnostic(
          "ending-in-capitals", .warning,
          "`\(folder)/\(name)` is not read: its ending is in capitals",
          help: "rename it to `\(name.dropLast(ending.count))\(text)`"))
    }

    /// Why a file has no stamp: what is gone since its name was read is no problem.
    private mutating func gone(_ path: String) {
      if errno != ENOENT { diagnostics += problem("can't read", path).all }
    }

    /// Whatever is not plainly a file that is wanted: folders, links, and what the system says
    /// nothing of.
    private mutating func take(
      _ name: String, _ type: UInt8, _ isWanted: Bool, in relative: String, _ descriptor: Int32,
      _ isKnown: (UnsafeBufferPointer<UInt8>, Stamp) -> Bool
    ) {
      guard isWanted || type != UInt8(DT_REG) else { return }
      let child = relative.isEmpty ? name : "\(relative)/\(name)"
      let full = "\(folder)/\(child)"
      let mayBeLink = type == UInt8(DT_LNK) || type == UInt8(DT_UNKNOWN)
      if mayBeLink, isLink(full), target(of: full) == nil { return }
      var status = stat()
      guard fstatat(descriptor, name, &status, 0) == 0 else { return gone(full) }
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR {
        guard let real = resolved(full) else {
          diagnostics += problem("can't read the folder", full).all
          return
        }
        if seen.insert(real).inserted { open.append(child) }
      } else if isWanted {
        guard kind == S_IFREG else { return diagnostics.append(notAFile(full, kind)) }
        let (path, stamp) = (Array("\(self.name)\(child)".utf8), Stamp(status))
        guard !path.withUnsafeBufferPointer({ isKnown($0, stamp) }) else { return }
        entries.append(Entry(path: child, stamp: stamp))
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func hasSuffix(_ ending: [UInt8]) -> Bool {
    count >= ending.count && self[(count - ending.count)...].elementsEqual(ending)
  }
}
