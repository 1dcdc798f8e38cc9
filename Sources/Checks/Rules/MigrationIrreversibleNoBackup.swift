import Knowledge
import Records

extension CheckRule {
  static let migrationIrreversibleNoBackup = CheckRule(
    "migration.irreversible-no-backup", .error, title: "Irreversible migration without a backup",
    explanation: """
      A migration that only a backup can undo, or nothing at all, has to name the step that makes \
      the backup. It is the last moment at which the old data exists. Add `backupStep:`; a pretended \
      undo is worse than an honest restore.
      """,
    triggering: [
      RuleExample(
        "a column is dropped and no backup named",
        [Sample.component(), Sample.migration(["reversible": "restore-only"])])
    ],
    passing: [
      RuleExample(
        "a column is dropped after a copy",
        [
          Sample.component(),
          Sample.migration(["reversible": "restore-only", "backupStep": "copy-orders"]),
        ]),
      RuleExample("a migration that can be undone", [Sample.component(), Sample.migration([:])]),
    ]
  ) { graph in
    graph.records("migration").compactMap { migration -> Breach? in
      guard migration.status != "abandoned", let reversible = migration["reversible"]?.text,
        ["no", "restore-only"].contains(reversible), migration["backupStep"] == nil
      else { return nil }
      return Breach(
        migration.id, "reversible",
        reversible == "no"
          ? "nothing brings the old state back, and no step makes a backup"
          : "only a backup brings the old state back, and no step makes one",
        help: "add `backupStep:` with the step that makes the backup")
    }
  }
}
