import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark templates`.
struct Templates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "List, show, take over and check templates.",
    subcommands: [
      ListTemplates.self, ShowTemplate.self, EjectTemplate.self, CheckTemplates.self,
      DocumentTemplates.self,
    ])
}

extension Templates {
  struct ListTemplates: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the templates.")
    @OptionGroup var options: WorkspaceOptions

    func run() throws {
      Output.table(
        ["template", "from"],
        try TemplateFiles.list(try options.opened()).map {
          [$0.name, TemplateFiles.isBuiltIn($0) ? "built in" : $0.file]
        })
    }
  }

  struct ShowTemplate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print a template.")
    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "Its name, such as runbook or partials/step.") var name: String

    func run() throws { Output.bytes(try TemplateFiles.template(try options.opened(), name).bytes) }
  }

  struct EjectTemplate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "eject",
      abstract: "Copy a built-in template into the workspace, to change it there.")
    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "Its name, such as runbook or partials/step.") var name: String

    func run() throws { Output.line("made \(try TemplateFiles.eject(try options.opened(), name))") }
  }

  struct CheckTemplates: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Check every template against the data that it gets.")
    @OptionGroup var options: WorkspaceOptions

    func run() throws {
      let (count, unused) = try TemplateFiles.check(
        try options.opened(), programVersion: Waymark.version)
      Output.problems(unused)
      guard unused.isEmpty else { throw ExitCode(1) }
      Output.line("\(Output.count(count, "template", "templates")): nothing is wrong")
    }
  }

  struct DocumentTemplates: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "docs", abstract: "Print what a document's template can name.",
      discussion: """
        In a workspace the examples are values of its own documents. Without a document all are \
        described.
        """)
    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The document, such as runbook.") var document: String?

    func run() throws {
      // The reference is of use before there is any workspace.
      let workspace = options.workspace == nil ? try? options.opened() : try options.opened()
      let situation = workspace.flatMap {
        try? Situation($0, Situation.View(), programVersion: Waymark.version)
      }
      Output.line(try TemplateFiles.reference(document, examplesFrom: situation))
    }
  }
}
