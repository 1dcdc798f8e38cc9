/// What the program's own manual page says beyond the definitions of its commands.
enum ManualText {
  static let description = [
    """
    Waymark keeps what a team knows about its upgrades, incidents and deprecations as structured \
    records, and turns them into runbooks, release notes, migration guides, timelines, reviews and \
    a static site around them.
    """,
    """
    A workspace is a folder with `waymark.yaml`. Records are YAML files, or Markdown files with \
    front matter, one a record, at `records/<kind>/<id>.yaml`. `waymark apply` takes them into the \
    ledger as append-only revisions; `waymark publish` freezes editions; `waymark build` writes the \
    site. `waymark update` does all three.
    """,
  ]

  static let exitCodes = [
    ("0", "Done."),
    ("1", "Done, with findings: a rule is broken, a link is dead, an edition differs."),
    ("2", "The command line is wrong."),
    ("3", "The input or the store can't be used; both are as they were."),
  ]

  /// Sections of terms and their meanings, in order.
  static let sections: [(title: String, items: [(term: String, meaning: String)])] = [
    ("Exit status", exitCodes.map { (term: $0.0, meaning: $0.1) }),
    (
      "Environment",
      [
        ("WAYMARK_AUTHOR", "Who records; else the name of the system's user."),
        ("VISUAL, EDITOR", "What `--edit` opens; vi when neither is set."),
        (
          "SOURCE_DATE_EPOCH",
          "Seconds since 1970-01-01 UTC that take the place of the clock, for builds that can be repeated."
        ),
      ]
    ),
    (
      "Files",
      [
        ("waymark.yaml", "The settings of the workspace; all have defaults."),
        ("records/", "Record files, one folder a kind."),
        ("observations/", "Measured facts: compatibility, benchmarks, usage."),
        (
          "templates/", "The workspace's own templates, in place of built-in ones of the same name."
        ),
        ("site/", "The workspace's own files of the theme."),
        ("editions/", "The text of each published edition; the ledger holds the same."),
        ("journal.jsonl", "The whole history as text, for git; fills a ledger that is not there."),
        (".waymark/", "The ledger, drafts, and what builds remember."),
        ("public/", "The built site."),
      ]
    ),
  ]
}
