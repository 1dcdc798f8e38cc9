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
  @Flag(name: .long, help: "Print JSON.") var json = false

  func run() throws {
    let history = try Inventory.history(try options.opened(), record)
    guard let found = rev.map({ rev in history.first { $0.rev == rev } }) ?? history.last else {
      throw Diagnostics(
        Diagnostic(
          "unknown-revision", "\(record) has no revision \(rev ?? 0)",
          help: "it has \(history.count), see `waymark history \(record)`"))
    }
    guard !json, let kind = KindCatalog.kind(found.id.kind) else {
      return Output.bytes(JSONText.pretty(.object(found.fields)))
    }
    Output.bytes(RecordWriter.yaml(found.fields, kind))
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
