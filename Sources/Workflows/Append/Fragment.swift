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
    case .options:
      do throws(Diagnostics) {
        return try body(try object(nil, form))
      } catch {
        throw error.all.contains { $0.id == "missing-field" }
          ? Diagnostics(error.all + [Self.forms]) : error
      }
    case .file(let path):
      // As everywhere, - is standard input; a file of that name is ./-.
      let bytes = try Files.bytes(
        at: path == "-" ? "/dev/stdin" : path, atMost: SourceText.largest, orPipe: true)
      return try body(
        try object(
          try SourceText(file: path == "-" ? "standard input" : path, bytes: bytes), form))
    case .editor:
      let (path, scaffold) = try draft(form, workspace)
      do throws(Diagnostics) {
        try Editor.open(path)
        let bytes = try typed(at: path, scaffold)
        let result = try body(try object(try SourceText(file: path, bytes: bytes), form))
        Files.remove(path)
        return result
      } catch {
        // An editor that failed may have left all that was typed, or the scaffold as it was.
        if !Files.exists(path) { throw error }
        if let bytes = try? Files.bytes(at: path), bytes == scaffold || Self.isEmpty(bytes) {
          Files.remove(path)
          throw error
        }
        let note = Diagnostic(
          "draft-kept", .note, "what was typed is kept in `\(path)`",
          help:
            "correct it there and run the command again with `--file \(path)` in place of `--edit`")
        throw Diagnostics(error.all + [note])
      }
    }
  }

  /// The text that a person left.
  ///
  /// - Throws: `nothing-typed` for the scaffold as it was, and for one that was emptied or taken away.
  private func typed(at path: String, _ scaffold: [UInt8]) throws(Diagnostics) -> [UInt8] {
    let bytes = Files.exists(path) ? try Files.bytes(at: path, atMost: SourceText.largest) : []
    guard bytes == scaffold || Self.isEmpty(bytes) else { return bytes }
    throw Diagnostics(
      Diagnostic(
        "nothing-typed",
        "the text was \(bytes == scaffold ? "left as it was" : "emptied"); nothing is appended",
        help: "fill in the fields and save, or say them with options"))
  }

  /// Whether there are only comments and blanks.
  private static func isEmpty(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: 10).allSatisfy { line in
      let first = line.first { $0 != 32 && $0 != 9 && $0 != 13 }
      return first == nil || first == UInt8(ascii: "#")
    }
  }

  /// How else fields can be said: messages name them as a file would.
  private static var forms: Diagnostic {
    Diagnostic(
      "append-forms", .note, "fields are said with options, in a file or in an editor",
      help:
        "see `--help` for the options; `--edit` opens an annotated scaffold, `--file` takes a text")
  }

  private func object(_ source: SourceText?, _ form: Form) throws(Diagnostics) -> Object {
    // What options said was filled into the scaffold, where the person may have corrected it.
    let (object, problems) = FragmentReader.object(
      source, given: origin == .editor ? Object() : given, defaults: form.defaults,
      fields: form.fields, in: form.place, body: form.body)
    if problems.containsError { throw Diagnostics(problems) }
    return object
  }

  /// Writes the scaffold for a person to fill in; returns where it is and what it says.
  private func draft(_ form: Form, _ workspace: Workspace) throws(Diagnostics) -> (
    path: String, scaffold: [UInt8]
  ) {
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
    return (path, text)
  }
}
