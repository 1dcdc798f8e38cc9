import Glibc
import Primitives
import Records

/// What an append was told: by options, by a file, or in an editor on an annotated scaffold.
public struct Fragment: Sendable {
  /// Where the text comes from.
  public enum Origin: Sendable, Hashable {
    /// There is no text; options say it all.
    case options
    /// YAML, or Markdown with front matter.
    case file(String)
    /// A person fills in a scaffold.
    case editor
  }

  /// Where the text comes from.
  public let origin: Origin
  /// What options said, as texts; they win over the text.
  public var given: Object

  /// Makes a fragment.
  public init(_ origin: Origin, given: Object) {
    self.origin = origin
    self.given = given
  }

  /// What may be stated, and how it is asked for.
  struct Form {
    /// The name of drafts: `incident-event`.
    var name: String
    /// In messages: `an event`.
    var place: String
    var fields: [Field]
    /// The field that prose below front matter fills.
    var body: String?
    /// What holds where neither the text nor an option says anything.
    var defaults = Object()
  }

  /// Reads the fragment and goes on with what it states.
  ///
  /// What was typed into an editor is never lost: when the text, or what is done with it, is
  /// refused, it stays under `.waymark/drafts/`, and a note of the error names it.
  func read<T>(
    _ form: Form, _ workspace: Workspace, _ body: (Object) throws(Diagnostics) -> T
  ) throws(Diagnostics) -> T {
    switch origin {
    case .options: return try body(try object(nil, form))
    case .file(let path):
      return try body(
        try object(
          try SourceText(
            file: path, bytes: try Files.bytes(at: path, atMost: SourceText.largest, orPipe: true)),
          form))
    case .editor:
      let path = try draft(form, workspace)
      do throws(Diagnostics) {
        let bytes = try Files.bytes(at: path, atMost: SourceText.largest)
        let result = try body(try object(try SourceText(file: path, bytes: bytes), form))
        Files.remove(path)
        return result
      } catch {
        let note = Diagnostic(
          "draft-kept", .note, "what was typed is kept in `\(path)`",
          help:
            "correct it there and run the command again with `--file \(path)` in place of `--edit`")
        throw Diagnostics(error.all + [note])
      }
    }
  }

  private func object(_ source: SourceText?, _ form: Form) throws(Diagnostics) -> Object {
    // What options said was filled into the scaffold, where the person may have corrected it.
    let (object, problems) = FragmentReader.object(
      source, given: origin == .editor ? Object() : given, defaults: form.defaults,
      fields: form.fields, in: form.place, body: form.body)
    if problems.containsError { throw Diagnostics(problems) }
    return object
  }

  /// Writes the scaffold and lets a person fill it in.
  private func draft(_ form: Form, _ workspace: Workspace) throws(Diagnostics) -> String {
    var (path, number) = (workspace.path(".waymark/drafts/\(form.name).yaml"), 1)
    while Files.exists(path) {
      number += 1
      path = workspace.path(".waymark/drafts/\(form.name)-\(number).yaml")
    }
    var filled = form.defaults
    for member in given.members { filled[member.name] = member.value }
    let text = Array(
      Scaffold.fragment(
        form.fields, given: filled,
        heading: ["You state \(form.place). Save and leave; an unchanged text appends nothing."]
      ).utf8)
    try Files.write(text, to: path)
    try Editor.open(path)
    guard try Files.bytes(at: path) != text else {
      Files.remove(path)
      throw Diagnostics(
        Diagnostic(
          "nothing-typed", "the text was left as it was; nothing is appended",
          help: "fill in the fields and save, or say them with options"))
    }
    return path
  }
}
