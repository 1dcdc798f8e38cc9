import ArgumentParser
import Primitives
import Workflows

/// What every command that appends takes, besides what it appends.
struct AppendOptions: ParsableArguments {
  @OptionGroup var workspace: WorkspaceOptions
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Take it from a YAML file, or Markdown with front matter; - is standard input. Several, one after the other.",
      valueName: "path"), completion: .file())
  var file: [String] = []
  @Flag(name: [.short, .long], help: "Fill in an annotated scaffold in $EDITOR.") var edit = false
  @Option(help: "Who, for the revision; $WAYMARK_AUTHOR or the user's name by default.") var by:
    String?
  @Option(name: .customLong("because"), help: "Why, for the revision's history.") var because:
    String?
  @Flag(name: [.short, .long], help: "Do not look for documents that are behind.") var quiet = false

  func validate() throws {
    if !file.isEmpty, edit { throw ValidationError("--file and --edit exclude each other") }
  }

  /// Appends what options, files or the editor state, and prints what became of it.
  ///
  /// Each file is an append of its own; the documents that are behind are looked for once.
  func each(
    _ given: Object, in workspace: Workspace, _ append: (Fragment) throws -> [Append.Change]
  ) throws {
    guard !file.isEmpty else {
      return try report(
        try append(Fragment(edit ? .editor : .options, given: given)), in: workspace)
    }
    var changes: [Append.Change] = []
    for (index, path) in file.enumerated() {
      do {
        changes += try append(Fragment(.file(path), given: given))
      } catch let error as Diagnostics where index > 0 {
        try report(changes, in: workspace)
        let note = Diagnostic(
          "append-stopped", .note,
          "the \(Output.count(index, "file", "files")) before `\(path)` \(index == 1 ? "is" : "are") appended, the rest \(file.count - index == 1 ? "is" : "are") not",
          help: "correct it and give what is left")
        throw Diagnostics(error.all + [note])
      }
    }
    try report(changes, in: workspace)
  }

  func options() -> Append.Options {
    var options = Append.Options(at: Clock.now())
    options.by = by ?? Author.name()
    options.reason = because
    return options
  }

  /// Prints what each record became, where its text is, and which documents are behind.
  private func report(_ changes: [Append.Change], in workspace: Workspace) throws {
    for change in changes {
      let verb = change.isUnchanged ? "is unchanged at revision" : "is now revision"
      Output.line("\(change.id) \(verb) \(change.revision)")
      switch change.file {
      case .written(let path): Output.line("  \(path) says so too")
      case .left(let path, let reason): Output.error("  \(path) was left as it is: \(reason)\n")
      case .none, .untouched: break
      }
    }
    guard !quiet else { return }
    let effect = try Append.behind(workspace, changes, programVersion: Waymark.version)
    if !effect.behind.isEmpty {
      Output.line(
        "\(Output.count(effect.behind.count, "document is", "documents are")) behind; `waymark publish` freezes new editions:"
      )
      for document in effect.behind {
        Output.line("  \(document.document) v\(document.edition)  \(document.reason)")
      }
    }
    guard effect.unseen > 0 else { return }
    Output.line(
      "\(Output.count(effect.unseen, "more document", "more documents")) may be behind; `waymark status` looks at each"
    )
  }
}

/// Options as an object: those that were not given are left out.
func given(_ pairs: (String, String?)...) -> Object {
  var object = Object()
  for (name, value) in pairs { if let value { object.append(name, .string(value)) } }
  return object
}
