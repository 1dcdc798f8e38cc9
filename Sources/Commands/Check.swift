import ArgumentParser
import Primitives
import Workflows

/// `waymark check`.
struct CheckRecords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Hold the records against the rules; exit with 1 if an error is found.",
    discussion:
      "Severities and exemptions are set in waymark.yaml under `rules:` and `exemptions:`.")

  @OptionGroup var options: WorkspaceOptions
  @Option(
    help: ArgumentHelp(
      "How to write findings: text, json, sarif or annotations.", valueName: "format"))
  var format = "text"
  @OptionGroup var moment: AsOfOption
  @Flag(help: "List the rules.") var rules = false
  @Option(help: ArgumentHelp("Explain one rule.", valueName: "rule")) var explain: String?

  func run() throws {
    if let explain { return try show(explain) }
    if rules {
      return Output.table(
        ["rule", "severity", "what is wrong"], Check.rules.map { [$0.id, $0.severity, $0.title] })
    }
    guard let wanted = Check.Format(rawValue: format) else {
      let names = Check.Format.allCases.map(\.rawValue)
      let near = Spelling.nearest(to: format, among: names).map { "; did you mean `\($0)`?" } ?? ""
      throw ValidationError(
        "there is no format `\(format)`\(near) There are \(names.joined(separator: ", "))")
    }
    let workspace = try options.opened()
    let outcome = try Check.run(
      workspace, try moment.view(in: workspace), programVersion: Waymark.version)
    Output.bytes(outcome.rendered(wanted, programVersion: Waymark.version))
    if wanted == .text { Output.line(Self.summary(outcome)) }
    if outcome.count(.error) > 0 { throw ExitCode(1) }
  }

  private static func summary(_ outcome: Check.Outcome) -> String {
    let counts = [
      (outcome.count(.error), "error", "errors"), (outcome.count(.warning), "warning", "warnings"),
      (outcome.count(.note), "note", "notes"),
    ].filter { $0.0 > 0 }.map { Output.count($0.0, $0.1, $0.2) }
    let found = counts.isEmpty ? "every rule holds" : counts.joined(separator: ", ")
    return outcome.exempted == 0
      ? found
      : "\(found); \(Output.count(outcome.exempted, "breach is exempt", "breaches are exempt"))"
  }

  private func show(_ id: String) throws {
    guard let rule = Check.rules.first(where: { $0.id == id }) else {
      let near = Spelling.nearest(to: id, among: Check.rules.map(\.id))
      throw Diagnostics(
        Diagnostic(
          "unknown-rule", "there is no rule `\(id)`",
          help: near.map { "did you mean `\($0)`?" } ?? "`waymark check --rules` lists them"))
    }
    Output.line("\(rule.id) (\(rule.severity)): \(rule.title)\n\n\(rule.explanation)")
    for (heading, examples) in [
      ("Broken by", rule.examples.triggering), ("Not by", rule.examples.passing),
    ] where !examples.isEmpty {
      Output.line("\n\(heading):")
      for example in examples { Output.line("  - \(example)") }
    }
  }
}
