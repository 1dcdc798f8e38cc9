import Primitives
import Records
import Yams

/// One text of a note: an item of a section, or the prelude.
struct RenoEntry: Sendable, Hashable {
  /// `nil` for the prelude.
  let section: RenoSection?
  /// Counts from 1 within its section.
  let number: Int
  /// The text as the note has it, in reStructuredText.
  let text: String
}

/// What a note's file says, entry by entry.
struct RenoEntries: Sendable {
  var entries: [RenoEntry] = []
  var excluded: [ImportAccount.Exclusion] = []
  var diagnostics: [Diagnostic] = []
  /// How many entries were refused.
  var refused = 0

  /// The addresses that the note gives names to: reno makes one page of all texts, and people write
  /// what all items of a note point to below its last one.
  var targets: [String: String] {
    RestructuredText.targets(entries.flatMap { RestructuredText.lines($0.text) })
  }

  /// Reads a note.
  ///
  /// - `renamed`: what the user says about sections: their real names, or `nil` to leave them out.
  init(_ source: SourceText, _ settings: RenoSettings, renamed: [String: String?]) {
    let (nodes, problems) = YAMLDocuments.nodes(source)
    guard problems.isEmpty else {
      refuse(problems)
      return
    }
    guard let mapping = nodes.first?.mapping, nodes.count == 1 else {
      let problem =
        nodes.count > 1
        ? source.problem(
          "reno-note-unreadable", "a note is one document; this file has \(nodes.count)", nodes[1],
          help: "take the second `---` away, or make a second note of it")
        : source.diagnostic(
          "reno-note-unreadable", "the note is no mapping of sections", line: 1, column: 1,
          help: "write a section's name such as `fixes:` and its texts as a list below it")
      refuse([problem])
      return
    }
    for (key, value) in mapping { section(key, value, source, settings, renamed) }
  }

  private mutating func refuse(_ problems: [Diagnostic]) {
    diagnostics = problems
    refused += 1
  }

  private mutating func section(
    _ key: Node, _ value: Node, _ source: SourceText, _ settings: RenoSettings,
    _ renamed: [String: String?]
  ) {
    let written = key.scalar?.string ?? "?"
    let name = renamed[written] ?? written
    guard let name else {
      for number in 1...max(1, value.sequence?.count ?? 1) {
        excluded.append(
          .init("\(written) \(number)", reason: "the option --section leaves `\(written)` out"))
      }
      return
    }
    if name == settings.preludeName { return prelude(value, source) }
    guard let section = settings.sections.first(where: { $0.name == name }) else {
      refused += max(1, value.sequence?.count ?? 1)
      let known = settings.sections.map(\.name)
      let near = Spelling.nearest(to: name, among: known)
      diagnostics.append(
        source.problem(
          "reno-unknown-section",
          "there is no section `\(written)`: reno leaves its texts out without a word", key,
          help: (near.map { "did you mean `\($0)`? " } ?? "")
            + "import it with --section \(written)=\(near ?? known.first ?? "other"), or leave it out with --section \(written)="
        ))
      return
    }
    items(value, section, source)
  }

  private mutating func prelude(_ value: Node, _ source: SourceText) {
    guard let text = value.scalar?.string else {
      refused += 1
      diagnostics.append(
        source.problem(
          "reno-prelude-no-text", "the prelude has to be one text", value,
          help: "write it as a block below `|`, without dashes"))
      return
    }
    add(RenoEntry(section: nil, number: 1, text: text), "the prelude")
  }

  private mutating func items(_ value: Node, _ section: RenoSection, _ source: SourceText) {
    // reno too takes a text without a dash for a list of one.
    let items = value.sequence.map(Array.init) ?? [value]
    for (index, item) in items.enumerated() {
      guard let text = item.scalar?.string else {
        refused += 1
        diagnostics.append(
          source.problem(
            "reno-item-no-text",
            "item \(index + 1) of `\(section.name)` is a \(item.mapping == nil ? "list" : "mapping"), not a text",
            item, help: "put the text in quotes, or write it as a block below `|`"))
        continue
      }
      add(RenoEntry(section: section, number: index + 1, text: text), "`\(section.name)`")
    }
  }

  private mutating func add(_ entry: RenoEntry, _ place: String) {
    if entry.text.allSatisfy(\.isWhitespace) || entry.text == "~" || entry.text == "null" {
      excluded.append(
        .init("\(entry.section?.name ?? "prelude") \(entry.number)", reason: "\(place) is empty"))
    } else {
      entries.append(entry)
    }
  }
}

extension SourceText {
  /// A diagnostic at a node of the file.
  func problem(_ id: String, _ message: String, _ node: Node, help: String) -> Diagnostic {
    let line = max(1, node.mark?.line ?? 1)
    // A text of several lines, or in quotes, is marked at its start.
    let word = node.scalar.map(\.string.unicodeScalars.count) ?? 1
    return diagnostic(
      id, message, line: line, column: max(1, node.mark?.column ?? 1), length: min(word, 60),
      help: help)
  }

  /// A diagnostic of some severity at a node of the file.
  func problem(
    _ id: String, _ severity: Diagnostic.Severity, _ message: String, _ node: Node, help: String
  ) -> Diagnostic {
    let made = problem(id, message, node, help: help)
    return Diagnostic(
      id, severity, message, at: made.range, excerpt: made.excerpt, help: made.help)
  }
}
