import Dispatch
import Glibc
import Primitives
import Synchronization

extension FileTree {
  /// All files below the root, links and the like among them; in no order.
  func files() -> [String] {
    var found: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      guard let handle = opendir(folder.isEmpty ? root : path(folder)) else { continue }
      defer { closedir(handle) }
      while let entry = readdir(handle) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        let file = folder.isEmpty ? name : folder + "/" + name
        if isFolder(file, entry.pointee.d_type) { folders.append(file) } else { found.append(file) }
      }
    }
    return found
  }

  /// Whether an entry is a folder; asked for where the system did not say so with its name.
  private func isFolder(_ file: String, _ type: UInt8) -> Bool {
    guard type == UInt8(DT_UNKNOWN) else { return type == UInt8(DT_DIR) }
    var status = stat()
    return lstat(path(file), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// How many files there are in each of some trees, counted side by side.
  static func counts(_ trees: [FileTree]) -> [Int] {
    let counts = Mutex(trees.map { _ in 0 })
    DispatchQueue.concurrentPerform(iterations: trees.count) { number in
      let count = trees[number].count()
      counts.withLock { $0[number] = count }
    }
    return counts.withLock { $0 }
  }

  /// How many files there are below the root.
  func count() -> Int {
    guard let handle = opendir(root) else { return 0 }
    defer { closedir(handle) }
    var count = 0
    while let entry = readdir(handle) {
      if entry.pointee.d_type == UInt8(DT_REG) {
        count += 1
        continue
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      count += isFolder(name, entry.pointee.d_type) ? FileTree(root: path(name)).count() : 1
    }
    return count
  }

  /// The bytes of a file where the system keeps them; `nil` if it can't be read.
  func mapped(_ file: String) -> SharedBytes? {
    let descriptor = open(path(file), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size > 0,
      let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
      start != MAP_FAILED
    else { return nil }
    let size = Int(status.st_size)
    nonisolated(unsafe) let memory = start
    return SharedBytes(
      UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: size)
    ) { munmap(memory, size) }
  }

  /// Whether there is a folder at the root.
  var exists: Bool {
    var status = stat()
    return stat(root, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Takes the tree away, the root with it.
  func removeAll() {
    var folders: Set<String> = []
    for file in files() {
      _ = unlink(path(file))
      folders.insert(String(SitePath.folder(of: file)))
    }
    removeEmptyFolders()
  }

  /// Takes folders without files away, the root too if nothing is left in it.
  private func removeEmptyFolders() {
    guard let handle = opendir(root) else { return }
    var inner: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { inner.append(name) }
    }
    closedir(handle)
    for name in inner { FileTree(root: path(name)).removeEmptyFolders() }
    _ = rmdir(root)
  }

  /// Makes a folder and all above it.
  static func makeFolder(_ path: String) throws(Failure) {
    if path.isEmpty || mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw Failure(action: "make the folder", path: path, code: errno)
    }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw Failure(action: "make the folder", path: path, code: errno)
    }
  }
}
