import Primitives

/// Writing the start of a record into a workspace.
public enum Scaffolding {
  /// Writes the text to the record's place and says which path was made.
  ///
  /// Nothing is overwritten.
  public static func write(_ text: String, kind: String, id: String, in workspace: Workspace)
    throws(Diagnostics) -> String
  {
    guard Slug.isValid(id) else {
      throw Diagnostics(
        Diagnostic(
          "bad-id", "`\(id)` can't be used in an address",
          help: "use lower-case letters, digits and hyphens, such as `\(Slug.nearest(to: id))`"))
    }
    guard !Slug.isReserved(id) else {
      throw Diagnostics(
        Diagnostic(
          "reserved-id", "`\(id)` can't be an id: files of that name mean something else",
          help: "choose a longer one, such as `--id the-\(id)`"))
    }
    let path = try workspace.own("records/\(kind)/\(id).yaml")
    guard !Files.exists(path) else {
      throw Diagnostics(
        Diagnostic(
          "record-exists", "`\(path)` is there already", help: "edit it, or choose another --id"))
    }
    try Files.write(Array(text.utf8), to: path)
    return path
  }
}
