import Foundation

/// Data that nobody on this project wrote, which lies beside the repository and not in it.
///
/// The folder is `WAYMARK_SHARED_DATA` if that is set, else `<repository>/../shared/data`. Where it
/// is absent, tests that need it print what they skipped and pass.
public enum SharedData {
  /// The address of a file or folder; `nil`, with a printed line, when it is not there.
  public static func url(_ path: String) -> URL? {
    let repository = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder =
      ProcessInfo.processInfo.environment["WAYMARK_SHARED_DATA"].map { URL(filePath: $0) }
      ?? repository.deletingLastPathComponent().appending(path: "shared/data")
    let url = folder.appending(path: path)
    guard FileManager.default.fileExists(atPath: url.path) else {
      print("skipped: there is no \(path) under \(folder.path)")
      return nil
    }
    return url
  }

  /// The bytes of a file; `nil`, with a printed line, when it is not there.
  public static func bytes(_ path: String) -> [UInt8]? {
    url(path).flatMap { try? Data(contentsOf: $0) }.map(Array.init)
  }

  /// The names of the files in a folder with an ending, sorted; empty when it is not there.
  public static func files(_ folder: String, endingIn suffix: String) -> [String] {
    guard let url = url(folder),
      let names = try? FileManager.default.contentsOfDirectory(atPath: url.path)
    else { return [] }
    return names.filter { $0.hasSuffix(suffix) }.sorted()
  }
}
