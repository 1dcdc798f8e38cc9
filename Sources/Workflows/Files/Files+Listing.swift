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
  static func list(_ folder: String, within workspace: String, endings: [String]) -> (
    entries: [Entry], diagnostics: [Diagnostic]
  ) {
    guard exists(folder) || isLink(folder) else { return ([], []) }
    var listing = Listing(folder: folder, root: resolved(workspace) ?? workspace, endings: endings)
    guard let start = listing.target(of: folder) else { return ([], listing.diagnostics) }
    listing.seen = [start]
    while let relative = listing.open.popLast() { listing.read(relative) }
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
    let endings: [String]
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

    mutating func read(_ relative: String) {
      let path = relative.isEmpty ? folder : "\(folder)/\(relative)"
      guard let stream = opendir(path) else {
        diagnostics += problem("can't read the folder", path).all
        return
      }
      defer { closedir(stream) }
      while true {
        errno = 0
        guard let item = readdir(stream) else {
          if errno != 0 { diagnostics += problem("can't read the folder", path).all }
          return
        }
        let name = withUnsafePointer(to: &item.pointee.d_name) { tuple in
          tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name.hasPrefix(".") {
          sweep("\(path)/\(name)")
          continue
        }
        take(name, item.pointee.d_type, in: relative, dirfd(stream))
      }
    }

    /// Ten thousand files are asked after one by one: by name in the open folder, so that the system
    /// need not go the whole path for each.
    private mutating func take(
      _ name: String, _ type: UInt8, in relative: String, _ descriptor: Int32
    ) {
      let isWanted = endings.contains(where: name.hasSuffix)
      guard isWanted || type != UInt8(DT_REG) else { return }
      let child = relative.isEmpty ? name : "\(relative)/\(name)"
      var full: String { "\(folder)/\(child)" }
      let mayBeLink = type == UInt8(DT_LNK) || type == UInt8(DT_UNKNOWN)
      if mayBeLink, isLink(full), target(of: full) == nil { return }
      var status = stat()
      guard fstatat(descriptor, name, &status, 0) == 0 else {
        // Gone since its name was read.
        if errno != ENOENT { diagnostics += problem("can't read", full).all }
        return
      }
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR {
        guard let real = resolved(full) else {
          diagnostics += problem("can't read the folder", full).all
          return
        }
        if seen.insert(real).inserted { open.append(child) }
      } else if isWanted {
        guard kind == S_IFREG else { return diagnostics.append(notAFile(full, kind)) }
        entries.append(Entry(path: child, stamp: Stamp(status)))
      }
    }
  }
}
