import Glibc
import Primitives

/// Reading and writing files with the system's own calls: Foundation's flush every file to disk.
enum Files {
  /// What the system says of a file.
  struct Stamp: Equatable {
    let size: Int
    let modifiedNanoseconds: Int
  }

  /// A file under a folder, by its path relative to it.
  struct Entry {
    let path: String
    let stamp: Stamp
  }

  /// The bytes of a file.
  static func bytes(at path: String) throws(Diagnostics) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem("can't read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw problem("can't read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Diagnostics(
        Diagnostic("not-a-file", "`\(path)` is no regular file", help: "name a file"))
    }
    var bytes: [UInt8] = []
    let expected = Int(status.st_size)
    if expected > 0 {
      bytes = [UInt8](unsafeUninitializedCapacity: expected) { buffer, count in
        count = max(0, read(descriptor, buffer.baseAddress, expected))
      }
    }
    var chunk = [UInt8](repeating: 0, count: expected > 0 ? 1 : 65_536)
    while case let count = read(descriptor, &chunk, chunk.count), count > 0 {
      bytes.append(contentsOf: chunk[0..<count])
      if chunk.count == 1 { chunk = [UInt8](repeating: 0, count: 65_536) }
    }
    return bytes
  }

  /// Writes a file so that it holds the old or the new bytes whatever happens, and its folder exists.
  static func write(_ bytes: [UInt8], to path: String) throws(Diagnostics) {
    if let slash = path.lastIndex(of: "/") { try makeFolder(String(path[..<slash])) }
    let temporary = "\(path).new-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw problem("can't write", path) }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      guard count > 0 else {
        let failure = problem("can't write", path)
        close(descriptor)
        unlink(temporary)
        throw failure
      }
      offset += count
    }
    fsync(descriptor)
    close(descriptor)
    guard rename(temporary, path) == 0 else { throw problem("can't write", path) }
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(Diagnostics) {
    guard !path.isEmpty, !exists(path) else { return }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw problem("can't make the folder", path)
    }
  }

  /// Whether there is something at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// All regular files below a folder with one of the endings, ordered by path; hidden ones are left out.
  ///
  /// Symbolic links are followed only while they stay inside the folder; others are reported.
  static func list(_ folder: String, endings: [String]) -> (
    entries: [Entry], diagnostics: [Diagnostic]
  ) {
    guard let root = resolved(folder) else { return ([], []) }
    var entries: [Entry] = []
    var diagnostics: [Diagnostic] = []
    var open = [""]
    var seen: Set<String> = [root]
    while let relative = open.popLast() {
      let path = relative.isEmpty ? folder : "\(folder)/\(relative)"
      guard let stream = opendir(path) else { continue }
      defer { closedir(stream) }
      while let item = readdir(stream) {
        let name = withUnsafePointer(to: &item.pointee.d_name) { tuple in
          tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name.hasPrefix(".") { continue }
        let child = relative.isEmpty ? name : "\(relative)/\(name)"
        let full = "\(folder)/\(child)"
        if item.pointee.d_type == UInt8(DT_LNK) {
          guard let target = resolved(full), target == root || target.hasPrefix(root + "/") else {
            diagnostics.append(
              Diagnostic(
                "link-out-of-workspace", "`\(full)` leads out of the workspace",
                help: "put the file itself there"))
            continue
          }
        }
        var status = stat()
        guard stat(full, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          if let target = resolved(full), seen.insert(target).inserted { open.append(child) }
        } else if status.st_mode & S_IFMT == S_IFREG,
          endings.contains(where: { name.hasSuffix($0) })
        {
          let modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
          entries.append(
            Entry(
              path: child, stamp: Stamp(size: Int(status.st_size), modifiedNanoseconds: modified)))
        }
      }
    }
    return (entries.sorted { $0.path < $1.path }, diagnostics)
  }

  /// What the system says of a file now; `nil` where there is none.
  static func stamp(of path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Stamp(
      size: Int(status.st_size),
      modifiedNanoseconds: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec)
  }

  /// Takes a file away; one that is not there is no error.
  static func remove(_ path: String) { unlink(path) }

  /// The real path of something that exists.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  static func problem(_ what: String, _ path: String) -> Diagnostics {
    let reason = String(cString: strerror(errno))
    let help =
      switch errno {
      case ENOSPC: "make room on the disk; nothing was lost"
      case EROFS, EACCES, EPERM: "check the rights of the folder, or use another one"
      case ENOENT: "check the path"
      default: "see what the system says"
      }
    return Diagnostics(Diagnostic("file-unusable", "\(what) `\(path)`: \(reason)", help: help))
  }
}
