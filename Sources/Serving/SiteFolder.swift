import Glibc

/// A site's folder, held open: what is read from it is of one build.
///
/// A build exchanges the folder that is shown with the next one at the same path. Who looks up the
/// path again would see the new pages before it is told of the build, with the problems of the one
/// before; an open folder stays the one that it was.
final class SiteFolder: Sendable {
  private let descriptor: Int32

  /// Opens a folder; `nil` where there is none.
  init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// What there is at a path below the folder, which `RequestPath` has made.
  ///
  /// Symbolic links count as absent, wherever they lead: no build makes any.
  func file(_ path: String) -> SiteFile {
    var names = path.split(separator: "/")[...]
    guard let last = names.popLast() else { return .folder }
    var folder = descriptor
    defer { if folder != descriptor { close(folder) } }
    for name in names {
      let next = openat(folder, String(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      if folder != descriptor { close(folder) }
      folder = next
      guard folder >= 0 else {
        folder = descriptor
        return .absent
      }
    }
    let file = openat(folder, String(last), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return .absent }
    defer { close(file) }
    return SiteFile(file)
  }
}
