import Documents
import Primitives

/// Writes a component's releases into a changelog that people keep.
public enum WriteChangelog {
  /// Puts the releases between the markers of a file; whether that changed it.
  ///
  /// - Parameters:
  ///   - situation: what is known.
  ///   - component: its id, and the name in the markers.
  ///   - path: the file, as the user named it.
  ///   - creating: makes markers, and the file, where there are none.
  /// - Returns: whether the file was written.
  /// - Throws: an unknown component, a file that can't be used, markers that are not a pair.
  public static func run(
    _ situation: Situation, component: String, into path: String, creating: Bool
  ) throws(Diagnostics) -> Bool {
    try situation.component(component)
    let markdown = try text(situation, component: component)
    guard !creating || Files.exists(path) else {
      try Files.write(ChangelogFile.made(of: markdown, name: component), to: path)
      return true
    }
    let old = try Files.bytes(at: path)
    let new = try ChangelogFile(old, path: path, name: component)
      .inserting(ChangelogFile.parts(of: markdown).releases, creating: creating)
    guard new != old else { return false }
    try Files.write(new, to: path)
    return true
  }

  /// The whole changelog as Markdown.
  public static func text(
    _ situation: Situation, component: String
  ) throws(Diagnostics) -> [UInt8] {
    try situation.document(named: "changelog/\(component)").markdown
  }
}
