import ArgumentParser
import Knowledge
import Primitives
import Records
import Workflows

/// The subcommand `waymark show`.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a record as YAML or JSON, or how its planned dates moved.",
    discussion: """
      `waymark show upgrade/django-5.2@3` prints the third revision. With --slips, every planned date \
      that was moved, derived from the revisions alone: from, to, by how much, who recorded it, when \
      and why.
      """)

  @OptionGroup var options: WorkspaceOptions
  @Argument(help: "The record, such as upgrade/django-4.2-to-5.2, or one revision of it with @3.")
  var record: String
  @Option(help: "Which revision; the newest by default.") var rev: Int?
  @OptionGroup var moment: AsOfOption
  @Option(
    name: .shortAndLong,
    help: "yaml, json, or table or csv with a row for each value; with --slips a table by default.")
  var output: OutputFormat?
  @Flag(name: .long, help: "Print JSON.") var json = false
  @Flag(name: .long, help: "List the planned dates that were moved.") var slips = false

  func run() throws {
    let workspace = try options.opened()
    let (name, number) = try named()
    let history = try Inventory.history(workspace, name, try moment.view(in: workspace))
      .map(\.record)
    guard let found = number == nil ? history.last : history.first(where: { $0.rev == number })
    else {
      throw Diagnostics(
        Diagnostic(
          "unknown-revision", "\(name) has no revision \(number ?? 0)",
          help: "it has \(history.count), see `waymark history \(name)`"))
    }
    if slips { return try print(slipsOf: history.filter { $0.rev <= found.rev }, workspace) }
    switch json ? .json : output ?? .yaml {
    case .json: Output.bytes(JSONText.pretty(.object(found.fields)))
    case .yaml:
      guard let kind = KindCatalog.kind(found.id.kind) else { return }
      Output.bytes(RecordWriter.yaml(found.fields, kind))
    case .table, .csv:
      let values = found.fields.members.flatMap { Flattened.values($0.value, $0.name) }
      (output ?? .table).print(
        Answer(["field", "value"], values.map { [.string($0.path), $0.value] }))
    }
  }

  /// `kind/id@3` as record and revision.
  private func named() throws -> (String, Int?) {
    guard let at = record.lastIndex(of: "@") else { return (record, rev) }
    guard let number = Int(record[record.index(after: at)...]), rev == nil || rev == number else {
      throw ValidationError("`\(record)` names no revision: write kind/id@3.")
    }
    return (String(record[..<at]), number)
  }

  private func print(slipsOf history: [Record], _ workspace: Workspace) throws {
    let slips = try Slips.of(history, workspace, try moment.view(in: workspace))
    let format = json ? .json : output ?? .table
    guard format != .table || !slips.isEmpty else {
      return Output.line("no planned date of \(record) was moved")
    }
    format.print(
      Answer(
        ["date", "from", "to", "days", "moved", "recorded", "by", "rev", "why"],
        slips.map { slip in
          [
            .string(slip.path), .string(slip.from.text), Value(slip.to?.text),
            slip.days.map(Value.int) ?? .null, .string(slip.movement),
            .string(slip.at.description), .string(slip.by), .int(slip.rev), Value(slip.reason),
          ]
        }))
  }
}

/// The subcommand `waymark schema`.
struct SchemaOf: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a kind, for editors.")

  @Argument(help: "The kind, such as upgrade.", completion: .list(KindCatalog.names))
  var kind: String

  func run() throws { Output.bytes(JSONText.pretty(JSONSchema.value(of: try Kinds.named(kind)))) }
}

/// Kinds by the names that users give.
enum Kinds {
  static func named(_ name: String) throws(Diagnostics) -> Kind {
    if let kind = KindCatalog.kind(name) { return kind }
    let near = Spelling.nearest(to: name, among: KindCatalog.names)
    throw Diagnostics(
      Diagnostic(
        "unknown-kind", "there is no kind of record `\(name)`",
        help: near.map { "did you mean `\($0)`?" }
          ?? "the kinds are \(KindCatalog.names.joined(separator: ", "))"))
  }
}
