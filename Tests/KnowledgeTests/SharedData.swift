import FoundationEssentials

/// Files that the tests read but don't own.
enum SharedData {
  /// The text of a file of the shared data; `nil`, with a printed message, where there is none.
  static func text(_ path: String, from source: String = #filePath) -> String? {
    let repository = source.split(separator: "/").dropLast(3).joined(separator: "/")
    let folder =
      ProcessInfo.processInfo.environment["WAYMARK_SHARED_DATA"] ?? "/\(repository)/../shared/data"
    guard let text = try? String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8) else {
      print("skipped: no \(path) in \(folder); set WAYMARK_SHARED_DATA")
      return nil
    }
    return text
  }
}
