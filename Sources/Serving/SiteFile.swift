import Glibc

/// What there is at a path of the folder that is served.
enum SiteFile {
  case bytes([UInt8])
  case folder
  case absent

  /// Reads a regular file below a folder; links that lead out of it count as absent.
  init(_ path: String, in folder: String) {
    self = .absent
    guard let root = SiteFile.resolved(folder), let real = SiteFile.resolved("\(root)/\(path)"),
      real.hasPrefix(root + "/")
    else { return }
    let descriptor = open(real, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .folder
    case S_IFREG: self = SiteFile.read(descriptor, Int(status.st_size))
    default: break
    }
  }

  private static func read(_ descriptor: Int32, _ size: Int) -> SiteFile {
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), size - filled)
      }
      guard count > 0 else { return .absent }
      filled += count
    }
    return .bytes(bytes)
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
