import ArgumentParser
import Primitives
import Records
import Workflows

/// The subcommand `waymark new`.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write an annotated scaffold of a record.",
    discussion: "Upgrades take --strategy: a complete starting plan for a Python service.")

  @OptionGroup var options: WorkspaceOptions
  @Argument(help: "The kind, such as upgrade.", completion: .list(KindCatalog.names))
  var kind: String
  @Option(help: "The record's id.") var id: String = "example"
  @Option(help: "For upgrades: canary, blue-green, rolling, in-place, shadow or offline.")
  var strategy: String?
  @Option(help: "For upgrades with --strategy: the id of the component that is upgraded.")
  var component: String?
  @Flag(name: .long, help: "Print it instead of writing records/<kind>/<id>.yaml.") var print =
    false

  func run() throws {
    let kind = try Kinds.named(kind)
    let text = try scaffold(kind)
    if print { return Output.bytes(Array(text.utf8)) }
    let path = try Scaffolding.write(text, kind: kind.name, id: id, in: try options.opened())
    Output.line("made \(path)")
    Output.line(
      strategy != nil && component == nil
        ? "next: waymark new component --id example-service (or name yours with --component), fill both in, then waymark apply"
        : "next: fill it in, then waymark apply")
  }

  private func scaffold(_ kind: Kind) throws(Diagnostics) -> String {
    guard let strategy else {
      if component == nil { return Scaffold.text(kind, id: id) }
      throw Diagnostics(
        Diagnostic(
          "unknown-word", "`--component` means nothing without `--strategy`",
          help: "write the component into the record, or choose a strategy for an upgrade"))
    }
    if let component, !Slug.isValid(component) {
      throw Diagnostics(
        Diagnostic(
          "bad-id", "`\(component)` can't be the id of a component",
          help:
            "use lower-case letters, digits and hyphens, such as `\(Slug.nearest(to: component))`"))
    }
    guard kind.name == "upgrade",
      let text = Scaffold.upgrade(strategy: strategy, id: id, component: component)
    else {
      throw Diagnostics(
        Diagnostic(
          "unknown-word", "`--strategy \(strategy)` means nothing for \(kind.name)",
          help: "upgrades can be canary, blue-green, rolling, in-place, shadow or offline"))
    }
    return text
  }
}
