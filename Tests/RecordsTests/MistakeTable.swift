@testable import Records

extension Mistake {
  static let all = syntax + scalars + shapes + rules + files

  private static let head = "title: Infra\ncontact: \"#infra\"\n"

  /// An upgrade with some lines of its own; the least that one needs stands before them.
  private static func upgrade(_ name: String, _ ids: String..., help: String, _ text: String)
    -> Mistake
  {
    var mistake = Mistake(
      name, help: help, kind: "upgrade", file: "pg-16.yaml",
      "title: PostgreSQL 16\ncomponent: postgresql\nfrom: 13\nto: 16\nstrategy: canary\n" + text)
    mistake = Mistake(mistake, ids: ids)
    return mistake
  }

  private init(_ other: Mistake, ids: [String]) {
    name = other.name
    self.ids = ids
    help = other.help
    kind = other.kind
    file = other.file
    bytes = other.bytes
    place = other.place
  }

  private static let steps = "steps:\n  - key: stop\n    title: Stop it\n"
  private static let back = "rollback:\n  kind: restore-backup\n"

  private static let syntax: [Mistake] = [
    Mistake(
      "tab indentation", "tab-indentation", help: "indent with blanks",
      head + "escalation:\n⟦⟧\t- who: on-call\n"),
    Mistake(
      "colon in unquoted text", "unquoted-colon", help: "put the value in quotes",
      "title: Fix⟦⟧: the thing\ncontact: x\n"),
    Mistake(
      "at sign at the start of a text", "unquoted-text", help: "put the text in quotes",
      "title: Infra\ncontact: ⟦⟧@infra\n"),
    Mistake(
      "backtick at the start of a text", "unquoted-text", help: "put the text in quotes",
      "title: ⟦⟧`make` it\ncontact: x\n"),
    Mistake(
      "emphasis at the start of a text", "unquoted-text", help: "put the text in quotes",
      "title: Infra\ncontact: x\nsummary: ⟦⟧**Bold** words\n"),
    Mistake(
      "unclosed quote", "unclosed-quote", help: "close it",
      "title: Infra\ncontact: ⟦⟧\"#infra\nsummary: x\n"),
    Mistake(
      "unclosed bracket", "unclosed-bracket", help: "close the bracket",
      head + "tags: ⟦⟧[a, b\nsummary: x\n"),
    Mistake(
      "backslash in double quotes", "unknown-escape", help: "single quotes",
      "title: Infra\ncontact: \"C:⟦⟧\\hosts\"\n"),
    Mistake(
      "field without a colon", "not-a-field", help: "after the colon",
      "title: Infra\n⟦⟧contact\nsummary: x\n"),
    Mistake(
      "indentation that fits nothing", "bad-indentation", help: "same column",
      "title: Infra\nescalation:\n  - who: a\n ⟦⟧contact: b\ncontact: x\n"),
    Mistake(
      "duplicate key", "duplicate-key", help: "the first is on line 2",
      head + "summary: x\n⟦⟧contact: again\n"),
    Mistake(
      "duplicate key in a list", "duplicate-key", help: "the first is on line 6",
      head + "escalation:\n  - who: a\n    contact: d\n  - who: b\n    after: 5m\n    ⟦⟧who: c\n"),
    Mistake(
      "control character", "control-character", help: "take it out",
      "title: Inf⟦⟧\u{7}ra\ncontact: x\n"),
    Mistake(
      "a tag of another program", "unknown-tag", help: "take it out",
      "title: Infra\ncontact: ⟦⟧!secret vault/pager\n"),
    Mistake(
      "tags of another program in a list", "unknown-tag", "unknown-tag", help: "in quotes",
      head + "tags: [⟦⟧!!python/object:os.system x, !env y, !!str z]\n"),
    Mistake(
      "many aliases", "too-many-aliases", help: "records need no aliases",
      head + "tags: [&a x\(String(repeating: ", *a", count: 16)), ⟦⟧*a]\n"),
    Mistake(
      "aliases of aliases as a key", "too-many-aliases", help: "records need no aliases",
      "a: &a [x]\n"
        + zip("bcdefgh", "abcdefg").map { "\($0): &\($0) [*\($1), *\($1), *\($1)]\n" }.joined()
        + "? *h\n: x\n"),
    Mistake(
      "deep nesting", "nested-too-deeply", help: "is this the right file",
      "title: \(String(repeating: "[", count: 5000))\n"),
  ]

  private static let scalars: [Mistake] = [
    Mistake(
      "a day that does not exist", "bad-date", help: "2024-02 has 29 days", kind: "decision",
      file: "adr.yaml",
      "title: A\ndecidedOn: ⟦⟧2024-02-30\ncontext: c\noptions: [{title: a}]\noutcome: o\n"),
    Mistake(
      "a date with the month first", "bad-date", help: "2024-11-14", kind: "decision",
      file: "adr.yaml",
      "title: A\ndecidedOn: ⟦⟧11/14/2024\ncontext: c\noptions: [{title: a}]\noutcome: o\n"),
    Mistake(
      "a date that can be read two ways", "bad-date", help: "2024-03-04 or 2024-04-03",
      kind: "decision", file: "adr.yaml",
      "title: A\ndecidedOn: ⟦⟧03.04.2024\ncontext: c\noptions: [{title: a}]\noutcome: o\n"),
    Mistake(
      "a time without its offset", "bad-date", help: "2024-11-14T09:30:00Z", kind: "attempt",
      file: "run.yaml",
      "title: A\nupgrade: pg-16\nenvironment: x\nstatus: running\n"
        + "startedAt: ⟦⟧2024-11-14T09:30:00\n"),
    upgrade(
      "a duration in months", "bad-duration", help: "P180D",
      "downtimeBudget: ⟦⟧P1M\n" + steps + back),
    upgrade(
      "a duration in words", "bad-duration", help: "15m",
      steps + "    estimate: ⟦⟧10 minutes\n" + back),
    Mistake(
      "a misspelt word of a fixed set", "unknown-word", help: "did you mean `active`?",
      head + "status: ⟦⟧actve\n"),
    Mistake(
      "a word that is none of the set", "unknown-word", help: "team, person, vendor",
      head + "kind: ⟦⟧robot\n"),
    Mistake(
      "a truth value in quotes", "wrong-type", help: "take the quotes away", kind: "change",
      file: "c.yaml", "title: A\ncomponent: postgresql\ntype: added\nbreaking: ⟦⟧\"true\"\n"),
    Mistake(
      "yes for true", "wrong-type", help: "write true or false", kind: "change", file: "c.yaml",
      "title: A\ncomponent: postgresql\ntype: added\nbreaking: ⟦⟧yes\n"),
    Mistake(
      "a number with a unit", "wrong-type", help: "the unit belongs", kind: "change",
      file: "c.yaml",
      "title: A\ncomponent: postgresql\ntype: security\nsecurity:\n  score: ⟦⟧9.8 (high)\n"),
    Mistake(
      "a whole number in quotes", "wrong-type", help: "take the quotes away", kind: "incident",
      file: "i.yaml",
      "title: A\nseverity: ⟦⟧\"2\"\ndetection: {how: alert}\nimpact: {text: none}\n"),
    Mistake(
      "a script as an address", "bad-url", help: "https address",
      head + "links:\n  - url: ⟦⟧javascript:alert(1)\n"),
    Mistake(
      "an address without its scheme", "bad-url", help: "`https://` before it",
      head + "links:\n  - url: ⟦⟧www.example.org\n"),
    Mistake(
      "a bad id", "bad-id", help: "such as `the-infra-team`", head + "id: ⟦⟧The Infra Team\n"),
    Mistake(
      "a bad range", "bad-range", help: ">=4.2,<5.3", kind: "lesson", file: "l.yaml",
      "title: A\nstatement: Do.\npolarity: do\nevidence: [incident/nodes-down]\n"
        + "appliesTo:\n  - versions: ⟦⟧\">=4.2,<\"\n"),
    Mistake(
      "a title of two lines", "not-one-line", help: "summary",
      "title: ⟦⟧|\n  Two\n  lines\ncontact: x\n"),
  ]

  private static let shapes: [Mistake] = [
    Mistake(
      "unknown field", "unknown-field", help: "did you mean `contact`?",
      "title: Infra\ncontact: x\n⟦⟧contcat: \"#infra\"\n"),
    Mistake(
      "unknown field without a near one", "unknown-field", help: "the fields are id, title",
      head + "⟦⟧colour: red\n"),
    Mistake(
      "unknown field within a list", "unknown-field", help: "did you mean `after`?",
      head + "escalation:\n  - who: on-call\n    ⟦⟧aftr: 5m\n"),
    Mistake(
      "a required field is missing", "missing-field", help: "add `contact:`", "⟦⟧title: Infra\n"),
    Mistake(
      "a required field within another is missing", "missing-field", help: "add `how:`",
      kind: "incident", file: "i.yaml",
      "title: A\nseverity: 2\n⟦⟧detection:\n  text: By luck\nimpact: {text: none}\n"),
    Mistake(
      "a required field is empty", "empty-field", help: "add `contact:`",
      "title: Infra\n⟦⟧contact:\n"),
    Mistake(
      "a list is empty that must not be", "too-few", help: "add `- `", kind: "decision",
      file: "adr.yaml", "title: A\ndecidedOn: 2024\ncontext: c\n⟦⟧options: []\noutcome: o\n"),
    Mistake(
      "a list where a mapping belongs", "wrong-type", help: "`how: …`", kind: "incident",
      file: "i.yaml",
      "title: A\nseverity: 2\ndetection:\n  ⟦⟧- how: alert\nimpact: {text: none}\n"),
    Mistake(
      "a mapping where a list belongs", "wrong-type", help: "each after `- `",
      head + "escalation:\n  ⟦⟧who: on-call\n"),
    Mistake(
      "a single value where a list belongs", "wrong-type", help: "write `tags: [python]`",
      head + "tags: ⟦⟧python\n"),
    Mistake(
      "a mapping where text belongs", "wrong-type", help: "a single value after `contact:`",
      "title: Infra\ncontact:\n  ⟦⟧chat: \"#infra\"\n"),
    Mistake(
      "text where a mapping belongs", "wrong-type", help: "below `announced:`",
      kind: "deprecation", file: "d.yaml",
      "title: A\ncomponent: postgresql\nsubject: x\nannounced: ⟦⟧3.10\nplannedRemoval: {version: 4}\n"
    ),
    Mistake(
      "a list as the whole record", "wrong-type", help: "write `title: …`", "⟦⟧- title: Infra\n"),
    Mistake(
      "dangling reference", "dangling-reference", help: "did you mean `platform`?",
      head + "owner: ⟦⟧plattform\n"),
    Mistake(
      "dangling reference to nothing near", "dangling-reference", help: "waymark new team --id web",
      head + "owner: ⟦⟧web\n"),
    Mistake(
      "a reference of the wrong kind", "reference-of-wrong-kind", help: "the id of a record",
      head + "owner: ⟦⟧component/postgresql\n"),
    Mistake(
      "a reference that does not say its kind", "bad-reference", help: "`incident/nodes-down`",
      kind: "lesson", file: "l.yaml",
      "title: A\nstatement: Do.\npolarity: do\nevidence: [⟦⟧nodes-down]\n"
        + "appliesTo:\n  - phase: apply\n"),
    Mistake(
      "a reference with blanks", "bad-reference", help: "perhaps `the-platform-team`",
      head + "owner: ⟦⟧The platform team\n"),
  ]

  private static let rules: [Mistake] = [
    upgrade(
      "the same step key twice", "duplicate-step-key", help: "a key of its own",
      steps + "  - key: ⟦⟧stop\n    title: Again\n" + back),
    upgrade(
      "a step that does not exist, in the rollback", "unknown-step", help: "did you mean `stop`?",
      steps + back + "  pointOfNoReturn: ⟦⟧stopp\n"),
    upgrade(
      "a step that does not exist, on failure", "unknown-step", help: "the steps are stop",
      steps + "    onFailure: ⟦⟧step:restart\n" + back),
    upgrade(
      "something nobody can do on failure", "unknown-failure-action", help: "retry(3)",
      steps + "    onFailure: ⟦⟧panic\n" + back),
    upgrade(
      "no way back and no reason", "no-way-back-without-reason", help: "add `reason:`",
      steps + "rollback:\n  kind: ⟦⟧none\n"),
    upgrade(
      "canary stages that do not grow", "stage-weights", help: "smallest share",
      "promotion:\n  stages:\n    - weight: 50\n    - weight: ⟦⟧10\n" + steps + back),
    upgrade(
      "a share over all traffic", "stage-weights", help: "smallest share",
      "promotion:\n  stages:\n    - weight: ⟦⟧110\n" + steps + back),
    upgrade(
      "a window the wrong way round", "window-ends-before-start", help: "their offsets",
      "window:\n  start: 2024-11-14T10:00:00Z\n  end: ⟦⟧2024-11-14T10:30:00+02:00\n" + steps + back),
    Mistake(
      "a negative severity", "severity-out-of-range", help: "1 is the worst", kind: "incident",
      file: "i.yaml",
      "title: A\nseverity: ⟦⟧-1\ndetection: {how: alert}\nimpact: {text: none}\n"),
    Mistake(
      "an incident that ends before it starts", "incident-times", help: "their offsets",
      kind: "incident", file: "i.yaml",
      "title: A\nseverity: 2\nstartedAt: 2024-11-14T10:00:00Z\nresolvedAt: ⟦⟧2024-11-14T09:00:00Z\n"
        + "detection: {how: alert}\nimpact: {text: none}\n"),
    Mistake(
      "a retired lesson, misspelt", "unknown-word", help: "did you mean `retired`?", kind: "lesson",
      file: "l.yaml",
      "title: A\nstatus: ⟦⟧retierd\nstatement: Do.\npolarity: do\nevidence: [incident/nodes-down]\n"
        + "appliesTo:\n  - phase: apply\n"),
    Mistake(
      "a lesson for every step there is", "selector-without-part", help: "name at least",
      kind: "lesson", file: "l.yaml",
      "title: A\nstatement: Do.\npolarity: do\nevidence: [incident/nodes-down]\n"
        + "appliesTo:\n  - ⟦⟧{}\n"),
    Mistake(
      "a removal that nobody planned", "removal-not-planned", help: "soft: true",
      kind: "deprecation", file: "d.yaml",
      "title: A\ncomponent: postgresql\nsubject: x\nannounced:\n  ⟦⟧version: 3\n"),
  ]

  private static let files: [Mistake] = [
    Mistake(
      "the id differs from the file's name", "id-mismatch", help: "rename the file",
      head + "id: ⟦⟧ops\n"),
    Mistake(
      "the file's name can't be an id", "bad-file-name", help: "`infra-team`",
      file: "Infra Team.yaml", "⟦⟧" + head),
    Mistake(
      "unknown kind", "unknown-kind", help: "did you mean `team`?",
      "record: ⟦⟧taem\n" + head),
    Mistake(
      "kind and folder differ", "kind-mismatch", help: "records/policy/",
      "record: ⟦⟧policy\n" + head),
    Mistake("empty file", "empty-file", help: "waymark new", "⟦⟧# nothing here\n"),
    Mistake(
      "Markdown without front matter", "no-front-matter", help: "between two lines `---`",
      file: "infra.md", "⟦⟧# Infra\n"),
    Mistake(
      "front matter without an end", "no-front-matter", help: "a second line `---`",
      file: "infra.md", "⟦⟧---\n" + head),
    Mistake(
      "prose below a kind that has none", "unexpected-body", help: "summary", file: "infra.md",
      "---\n⟦⟧" + head + "---\n\nWe run things.\n"),
    Mistake(
      "prose above and below", "duplicate-key", help: "keep one of them", kind: "incident",
      file: "i.md",
      "---\ntitle: A\nseverity: 2\ndetection: {how: alert}\nimpact: {text: none}\n"
        + "narrative: ⟦⟧Here.\n---\n\nAnd here.\n"),
    Mistake(
      "two documents without ids", "missing-field", "missing-field", help: "add `id:`",
      "⟦⟧" + head + "---\n" + head),
    Mistake(
      "NUL byte", "nul-byte", help: "plain UTF-8",
      bytes: Array("title: In".utf8) + [0] + Array("fra\ncontact: x\n".utf8), place: (1, 10)),
    Mistake(
      "Latin-1 bytes", "invalid-utf-8", help: "UTF-8",
      bytes: Array("title: Infra\ncontact: Caf".utf8) + [0xe9, 0x0a], place: (2, 13)),
    Mistake(
      "9 MB", "file-too-large", help: "one file a record",
      bytes: Array(repeating: UInt8(ascii: "x"), count: 9_000_000), place: nil),
  ]

  /// Odd, and right.
  static let harmless: [Mistake] = [
    Mistake("byte-order mark", help: "", "\u{FEFF}" + head),
    Mistake(
      "CRLF", help: "", "title: Infra\r\ncontact: x\r\nsummary: |\r\n  a\r\n  b\r\n"),
    Mistake("a few aliases", help: "", "title: &t Infra\ncontact: *t\nsummary: *t\n"),
    Mistake(
      "a retired lesson", help: "", kind: "lesson", file: "l.yaml",
      "title: A\nstatus: retired\nstatement: Do.\npolarity: do\nevidence: [incident/nodes-down]\n"
        + "appliesTo:\n  - phase: apply\n"),
    Mistake("quoted names", help: "", "\"title\": Infra\n'contact': x\n"),
    Mistake("JSON", help: "", "{\"title\": \"Infra\", \"contact\": \"x\"}"),
    Mistake(
      "stars in prose", help: "",
      head + "summary: |\n" + String(repeating: "  *a and &a, *b*\n", count: 3)),
  ]
}
