import ArgumentParser
import Primitives
import Records
import Workflows

/// The subcommand `waymark show`.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print a record as YAML or JSON.")

  @OptionGroup var options: WorkspaceOptions
  @Argument(help: "The record, such as upgrade/django-4.2-to-5.2.") var record: String
  @Option(help: "Which revision; the newest by default.") var rev: Int?
  @Option(
    name: .long,
    help: ArgumentHelp("Show what was known then: a day or an instant.", valueName: "day"))
  var asOf: String?
  @Option(name: .shortAndLong, help: "yaml, json, or table or csv with a row for each value.")
  var output: OutputFormat = .yaml
  @Flag(name: .long, help: "Print JSON.") var json = false

  func run() throws {
    let view = try Situation.View(asOf: asOf)
    let history = try Inventory.history(try options.opened(), record, knownAt: view.knownAt)
    guard let found = rev == nil ? history.last : history.first(where: { $0.rev == rev }) else {
      throw Diagnostics(
        Diagnostic(
          "unknown-revision", "\(record) has no revision \(rev ?? 0)",
          help: "it has \(history.count), see `waymark history \(record)`"))
    }
    switch json ? .json : output {
    case .json: Output.bytes(JSONText.pretty(.object(found.fields)))
    case .yaml:
      guard let kind = KindCatalog.kind(found.id.kind) else { return }
      Output.bytes(RecordWriter.yaml(found.fields, kind))
    case .table, .csv:
      let values = found.fields.members.flatMap { Flattened.values($0.value, $0.name) }
      output.print(Answer(["field", "value"], values.map { [.string($0.path), $0.value] }))
    }
  }
}

/// The subcommand `waymark schema`.
struct SchemaOf: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a kind, for editors.")

  @Argument(help: "The kind, such as upgrade.") var kind: String

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
