import ArgumentParser
import Primitives
import Records
import Workflows

/// The subcommand `waymark list`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List records.",
    discussion: """
      Conditions compare fields by their dotted paths; what is absent compares with nothing, and a \
      field alone asks whether it is there:

        severity<=2 and component=django
        title ~ "lock" or not tags=postgres
        impact.users>100
        status in (active, stable)
        from>=4.2            by the component's version scheme
        startedAt>=2024-11   a month, a quarter (2024-Q4), a year or a day
      """)

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var format: FormatOption
  @Argument(
    help: "A kind, such as upgrade; all when left out.", completion: .list(KindCatalog.names))
  var kind: String?
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("Only those that fulfil a condition.", valueName: "condition"))
  var condition: String?
  @Option(help: "The columns: dotted paths of fields, separated by commas.") var columns: String?
  @OptionGroup var moment: AsOfOption

  func run() throws {
    let workspace = try options.opened()
    let view = try moment.view(in: workspace)
    if let condition, columns == nil, view.knownAt == nil,
      let found = try Inventory.summaries(workspace, kind: kind, where: condition)
    {
      return print(
        ["status", "title"],
        found.map {
          [.string($0.id.description), .int($0.rev), .string($0.status), .string($0.title)]
        })
    }
    let records = try Inventory.records(
      workspace, kind: kind, view, where: condition
    ).filter { !$0.isRetired }
    let names =
      columns?.split(separator: ",").map { String($0.filter { $0 != " " }) } ?? ["status", "title"]
    print(
      names,
      records.map { record in
        [.string(record.id.description), .int(record.rev)] + names.map { value($0, record) }
      })
  }

  private func print(_ names: [String], _ rows: [[Value]]) {
    format.print(Answer(["record", "rev"] + names, rows))
    if format.output == .table { Output.line(Output.count(rows.count, "record", "records")) }
  }

  /// What stands at a path; of lists all members.
  private func value(_ path: String, _ record: Record) -> Value {
    if path == "title" { return .string(record.title) }
    let names = path.split(separator: ".").map(String.init)
    return names.reduce(.object(record.fields)) { value, name in
      if case .list(let items) = value { return .list(items.compactMap { $0[name] }) }
      return value[name] ?? .null
    }
  }
}

/// The subcommand `waymark history`.
struct History: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List the revisions of a record.",
    discussion: "The column `ledger` is the place among all revisions, for `--as-of r123`.")

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var format: FormatOption
  @Argument(help: "The record, such as upgrade/django-4.2-to-5.2.") var record: String
  @OptionGroup var moment: AsOfOption

  func run() throws {
    let workspace = try options.opened()
    let history = try Inventory.history(workspace, record, try moment.view(in: workspace))
    format.print(
      Answer(
        ["rev", "ledger", "recorded", "by", "digest", "why"],
        history.map { revision in
          let record = revision.record
          return [
            .int(record.rev), .string("r\(revision.sequence)"),
            .string(record.recordedAt.description), .string(record.recordedBy),
            .string(record.digest.short), .string(Self.why(record)),
          ]
        }))
  }

  /// The reason, and what else is special about a revision.
  static func why(_ record: Record) -> String {
    let origin: String? =
      switch record.origin {
      case .elsewhere(let digest)?: "(merged, \(digest.short) elsewhere)"
      case .merge?: "(a merge)"
      case nil: nil
      }
    let retired = record.isRetired ? "retired:" : nil
    return [retired, record.reason, origin].compactMap(\.self).joined(separator: " ")
  }
}
