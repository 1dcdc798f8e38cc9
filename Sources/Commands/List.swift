import ArgumentParser
import Records
import Workflows

/// The subcommand `waymark list`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List records.")

  @OptionGroup var options: WorkspaceOptions
  @Argument(help: "A kind, such as upgrade; all when left out.") var kind: String?
  @Option(name: .long, help: ArgumentHelp("Show what was known then.", valueName: "day")) var asOf:
    String?

  func run() throws {
    let view = try Situation.View(asOf: asOf)
    let records = try Inventory.records(try options.opened(), kind: kind, knownAt: view.knownAt)
      .filter { !$0.isRetired }
    Output.table(
      ["record", "rev", "status", "title"],
      records.map { [$0.id.description, "\($0.rev)", $0.status, $0.title] })
    Output.line(Output.count(records.count, "record", "records"))
  }
}

/// The subcommand `waymark history`.
struct History: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the revisions of a record.")

  @OptionGroup var options: WorkspaceOptions
  @Argument(help: "The record, such as upgrade/django-4.2-to-5.2.") var record: String

  func run() throws {
    let history = try Inventory.history(try options.opened(), record)
    Output.table(
      ["rev", "recorded", "by", "digest", "why"],
      history.map {
        [
          "\($0.rev)", $0.recordedAt.description, $0.recordedBy, $0.digest.short,
          $0.isRetired ? "retired: \($0.reason ?? "")" : $0.reason ?? "",
        ]
      })
  }
}
