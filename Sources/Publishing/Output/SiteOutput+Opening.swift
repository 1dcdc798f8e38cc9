import Glibc
import Primitives

extension SiteOutput {
  /// The absolute path of a folder, without a final slash; links to it are followed.
  static func resolved(_ folder: String) -> String {
    if let real = realpath(folder, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    var path = folder
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    guard !path.hasPrefix("/"), let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return String(cString: current) + "/" + path
  }

  /// What a folder holds by its manifest, checked against the sizes of the files.
  ///
  /// - Throws: when it holds files but no manifest: whatever made them, it was not Waymark.
  static func manifest(of tree: FileTree, _ name: String) throws(Diagnostics) -> Manifest {
    guard tree.exists else { return Manifest([]) }
    guard var manifest = tree.read(Manifest.name).flatMap({ Manifest($0) }) else {
      guard let file = tree.files().min() else { return Manifest([]) }
      throw Diagnostics(
        Diagnostic(
          "foreign-output",
          "`\(name)` holds files that Waymark didn't make, such as `\(file)`",
          help: "name another folder for the site, or empty this one; what you add to it after the "
            + "first build is kept"))
    }
    for number in tree.differing(manifest.entries.map { ($0.path, $0.size) }) {
      manifest.distrust(number)
    }
    return manifest
  }

  static func diagnostic(_ error: FileTree.Failure) -> Diagnostic {
    let help =
      switch error.code {
      case ENOSPC, EDQUOT: "make room on the disk; what was served before is still there, whole"
      case EACCES, EPERM, EROFS: "check who may write there"
      case EXDEV, EBUSY: "build into a folder inside that volume, not into its mount point"
      default: "what was served before is still there, whole"
      }
    return Diagnostic(
      "output-failed", "can't \(error.action) `\(error.path)`: \(error.reason)", help: help)
  }
}
