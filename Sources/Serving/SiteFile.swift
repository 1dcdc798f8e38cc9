import Glibc

/// What there is at a path of the folder that is served.
enum SiteFile: Hashable {
  case bytes([UInt8])
  case folder
  case absent

  /// Reads what a descriptor is open for; what is neither a file nor a folder counts as absent.
  init(_ descriptor: Int32) {
    self = .absent
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
}
