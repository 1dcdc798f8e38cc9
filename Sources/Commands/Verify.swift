import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark verify`.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove that nothing in the ledger was changed, and make its editions again.",
    discussion: """
      Each revision and each edition seals the one before it, so a row that was changed, removed or \
      added by hand is named. What no ledger can tell by itself is that its end was cut off together \
      with SQLite's own counters, or that all of it was written anew: keep the head that is printed \
      elsewhere, and give it with --head later. Observations bear a digest each and are numbered, but \
      do not seal one another. Ends with 3 when something was changed, an edition's file included, \
      and with 1 when an edition made again differs.
      """)

  @OptionGroup var options: WorkspaceOptions
  @Option(
    help: ArgumentHelp(
      "A head that was printed earlier: it must still be in the history.", valueName: "digest"))
  var head: String?

  func run() throws {
    let workspace = try options.opened()
    let proof = try Integrity.proof(workspace, head: head)
    guard proof.problems.isEmpty else { throw Diagnostics(proof.problems) }
    Output.line("every revision, edition and text is as it was recorded")
    if let head = proof.head {
      Output.line("head \(head.hex) of \(Output.count(proof.revisions, "revision", "revisions"))")
    }
    let outcome = try Rederivation.run(workspace, programVersion: Waymark.version)
    for (edition, reason) in outcome.skipped {
      Output.line("not made again  \(edition): \(reason)")
    }
    Output.line(
      "\(Output.count(outcome.same, "edition", "editions")) made again byte for byte, \(outcome.problems.count) differ, \(outcome.skipped.count) not made again"
    )
    Output.problems(outcome.problems)
    if !outcome.problems.isEmpty { throw ExitCode(1) }
  }
}

/// The subcommand `waymark sql`.
struct Query: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Ask the ledger in SQL; nothing can be written.")

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var format: FormatOption
  @Argument(help: "A SELECT; there is a view for each kind, such as upgrade.") var sql: String

  func run() throws {
    let workspace = try options.opened()
    guard format.output != .csv else { return try stream(workspace) }
    let (columns, rows) = try Integrity.query(workspace, sql)
    format.print(Answer(columns, rows, null: "NULL"))
  }
}

extension Query {
  /// Prints CSV as the rows come: an answer may be longer than the memory.
  private func stream(_ workspace: Workspace) throws {
    var out: [UInt8] = []
    try Integrity.query(workspace, sql) { columns in
      out += OutputFormat.csvLine(columns.map(Value.string)).utf8
    } row: { row in
      out += OutputFormat.csvLine(row).utf8
      guard out.count > 1 << 16 else { return true }
      Output.bytes(out)
      out.removeAll(keepingCapacity: true)
      // Nobody listens any more.
      return !Output.isLost
    }
    Output.bytes(out)
  }
}

/// The subcommand `waymark search`.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search the titles and texts of all records.",
    discussion: """
      Finds the records that hold every word, whatever its case, its accents and its English ending \
      (lock finds locked); the last word may go on. Titles weigh most, and the best come first.
      """)

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var format: FormatOption
  @Option(help: ArgumentHelp("How many at most.", valueName: "number")) var limit = 20
  @Argument(help: "Words.") var words: [String]

  func validate() throws {
    guard (1...100_000).contains(limit) else {
      throw ValidationError("--limit has to be a number from 1 to 100000.")
    }
  }

  func run() throws {
    // One more than wanted tells whether there are more.
    var hits = try Integrity.search(
      try options.opened(), words.joined(separator: " "), limit: limit + 1)
    let isCut = hits.count > limit
    if isCut { hits.removeLast() }
    guard format.output == .table else {
      if isCut { Output.error("only the best \(limit) are listed; --limit lists more\n") }
      format.print(
        Answer(
          ["record", "title", "snippet"],
          hits.map { [.string($0.id.description), .string($0.title), .string(marked($0.snippet))] })
      )
      return
    }
    for hit in hits {
      Output.line("\(hit.id)  \(TerminalText.line(hit.title))")
      Output.line("    \(TerminalText.line(marked(hit.snippet)))")
    }
    Output.line(
      isCut
        ? "the best \(Output.count(limit, "record", "records")); --limit lists more"
        : Output.count(hits.count, "record", "records"))
  }

  /// The words that matched between asterisks, on one line.
  private func marked(_ snippet: String) -> String {
    String(
      snippet.map { letter in
        switch letter {
        case "\u{2}", "\u{3}": "*"
        case "\n", "\r\n": " "
        default: letter
        }
      })
  }
}
