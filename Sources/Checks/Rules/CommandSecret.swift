import Knowledge
import Primitives
import Records

extension CheckRule {
  static let commandSecret = CheckRule(
    "command.secret", .error, title: "Likely secret in a text",
    explanation: """
      A text holds what looks like a password, a token or a private key, and records are published \
      and kept for good. Revoke the secret first: it is in the ledger's history and perhaps in git. \
      Then write a variable or the name of the file that holds it. The finding shows no part of the \
      secret; words such as `example` or `changeme` mark a stand-in.
      """,
    triggering: [
      RuleExample(
        "an access key of AWS",
        [
          Sample.component(),
          command("aws configure set aws_access_key_id AKIA" + "Q3EGRTW7KPL2ZNV8"),
        ]),
      RuleExample(
        "a password in an address",
        [
          Sample.component(),
          command("psql postgres://shop:h7Kq-29vL@db.example/shop -c 'SELECT 1'"),
        ]),
      RuleExample(
        "a password in a flag",
        [Sample.component(), command("mysqldump --password=h7Kq29vL shop")]),
    ],
    passing: [
      RuleExample(
        "variables and files",
        [
          Sample.component(),
          command(
            "PGPASSWORD=\"$DB_PASSWORD\" psql postgres://shop:${PW}@db/shop --password-file=/run/pw"
          ),
        ]),
      RuleExample(
        "words that stand in for a secret",
        [Sample.component(), command("psql postgres://shop:password@db.example/shop")]),
      RuleExample(
        "a command that looks for a key",
        [Sample.component(), command("grep -rl -- '-----BEGIN PRIVATE KEY-----' /etc/ssl")]),
    ]
  ) { graph in
    graph.texts.compactMap { text -> Breach? in
      guard let sort = SecretScan.sort(in: text) else { return nil }
      return Breach(
        text.record, text.path, "`\(text.path)` holds what looks like \(sort)",
        help: "revoke it, then write a variable or the name of the file that holds it")
    }
  }

  private static func command(_ text: String) -> Record {
    Sample.upgrade(["steps": [["key": "run", "title": "Run", "command": .string(text)]]])
  }
}
