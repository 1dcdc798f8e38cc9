import ArgumentParser
import Documents
import Primitives
import Workflows

/// The subcommand `waymark diff`.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two editions of a document, step by step.",
    discussion: """
      Steps are matched by their keys, so one that moved is not one that changed. Without numbers the \
      newest two editions are compared, or the only one with the draft of today.
      """)

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var view: ViewOptions
  @Argument(help: "The document, such as runbook/django-4.2-to-5.2.") var document: String
  @Argument(help: "The earlier edition, such as v1.") var from: String?
  @Argument(help: "The later edition, such as v2.") var to: String?

  func validate() throws {
    for text in [from, to].compactMap(\.self) where EditionHistory.number(text) == nil {
      throw ValidationError("`\(text)` is no edition: write v1.")
    }
  }

  func run() throws {
    let workspace = try options.opened()
    let comparison = try Situation.asking(
      about: document, workspace, try view.view(in: workspace), programVersion: Waymark.version
    ) { situation throws(Diagnostics) in
      try EditionHistory.compare(
        situation, document, from: from.flatMap(EditionHistory.number),
        to: to.flatMap(EditionHistory.number))
    }
    Output.line(comparison.title)
    Output.line(Diff.text(comparison.difference))
  }

  /// What changed, or in which way nothing did.
  static func text(_ difference: EditionDifference) -> String {
    guard difference.isEmpty else { return "\n" + difference.text }
    return difference.isIdentical
      ? "nothing changed" : "only numbers, or headings without a text, changed"
  }
}

/// The subcommand `waymark explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what an edition was made from, why, and what it changed.")

  @OptionGroup var options: WorkspaceOptions
  @Argument(help: "The edition, such as runbook/django-4.2-to-5.2@v2.") var edition: String

  func run() throws {
    let explanation = try Situation.asking(
      try options.opened(), Situation.View(), programVersion: Waymark.version, documents: []
    ) { situation throws(Diagnostics) in try EditionHistory.explain(situation, self.edition) }
    let (edition, before) = (explanation.edition, explanation.before)
    Output.line("\(edition.document)@v\(edition.number)  \(edition.title)")
    Output.line("published  \(edition.publishedAt), for \(edition.asOf)")
    Output.line("because    \(edition.reason)")
    if let corrects = edition.corrects { Output.line("corrects   v\(corrects)") }
    Output.line("program    \(edition.programVersion)")
    Output.line("text       sha256:\(edition.textDigest.hex)")
    Output.line("inputs     sha256:\(edition.inputsDigest.hex)\n")
    let revisions = Dictionary(
      (before?.sources ?? []).map { ($0.id, $0.rev) }, uniquingKeysWith: { $1 })
    Output.table(
      ["revision", "digest", "since v\(before?.number ?? 0)"],
      edition.sources.map { source in
        let old = revisions[source.id]
        let change = old == nil ? "new" : old == source.rev ? "" : "was \(old ?? 0)"
        return ["\(source.id)@\(source.rev)", source.digest.short, before == nil ? "" : change]
      })
    let now = Set(edition.sources.map(\.id))
    for source in before?.sources ?? [] where !now.contains(source.id) {
      Output.line("\(source.id)@\(source.rev) is no longer used")
    }
    Output.line("")
    let templates = Dictionary(
      (before?.templates ?? []).map { ($0.name, $0.digest) }, uniquingKeysWith: { $1 })
    Output.table(
      ["template", "digest", "since v\(before?.number ?? 0)"],
      edition.templates.map { template in
        let isChanged = before != nil && templates[template.name] != template.digest
        return [template.name, template.digest.short, isChanged ? "changed" : ""]
      })
    guard let difference = explanation.difference, let before else {
      return Output.line("\nthe first edition")
    }
    Output.line("\nsince v\(before.number):")
    Output.line(difference.isEmpty ? Diff.text(difference) : difference.text)
  }
}
