import Foundation
import Testing

@Suite("Journey: asking the ledger") struct QueryTests {
  private func applied() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try #require(try sandbox.waymark("apply", at: "demo").code == 0)
    return sandbox
  }

  private func ask(_ sandbox: Sandbox, _ sql: String, _ format: String = "table") throws
    -> Sandbox.Run
  {
    try sandbox.waymark("sql", sql, "--output", format, at: "demo")
  }

  @Test("tables: no value is told from an empty text, wide letters stand in their columns")
  func table() throws {
    let sandbox = try applied()
    let run = try ask(
      sandbox,
      """
      SELECT NULL AS a, '' AS b, x'41c3a4' AS c, x'00ff' AS d, '漢字' AS e, 1.5 AS f
      UNION ALL SELECT 1, 'x', 'y' || char(10) || 'z', char(27) || '[31m', 'e' || char(769), 2
      """)
    #expect(
      run.out == """
        a     b  c    d        e     f
        NULL     Aä   x'00ff'  漢字  1.5
        1     x  y z  ␛[31m    e\u{301}     2

        """)
  }

  @Test("CSV and JSON: every value, quoted as it has to be")
  func formats() throws {
    let sandbox = try applied()
    let sql = "SELECT NULL AS a, '' AS b, 'x,\"y\"' || char(10) AS b, 7 AS n, x'ff' AS blob"
    #expect(
      try ask(sandbox, sql, "csv").out == "a,b,b,n,blob\n,\"\",\"x,\"\"y\"\"\n\",7,x'ff'\n")
    let json = try ask(sandbox, sql, "json").out
    let rows = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    #expect(rows?.count == 1)
    #expect(rows?.first?["a"] is NSNull)
    #expect(rows?.first?["b"] as? String == "")
    #expect(rows?.first?["b_2"] as? String == "x,\"y\"\n")
    #expect(rows?.first?["n"] as? Int == 7)
    #expect(try ask(sandbox, "SELECT 1 AS a WHERE 0", "csv").out == "a\n")
    #expect(try ask(sandbox, "SELECT 1 AS a WHERE 0", "json").out == "[]\n")
  }

  @Test(
    "nothing can be written, attached or loaded, and the message says what to do",
    arguments: [
      "DELETE FROM revision", "WITH x AS (SELECT 1) DELETE FROM revision",
      "INSERT INTO meta VALUES ('a', 'b') RETURNING key", "UPDATE head SET rev = 9 RETURNING rev",
      "ATTACH 'other.db' AS other", "DETACH main", "VACUUM", "VACUUM INTO 'copy.db'",
      "SELECT load_extension('x')", "PRAGMA writable_schema = 1", "PRAGMA journal_mode = DELETE",
      "PRAGMA user_version = 9", "PRAGMA application_id = 1", "PRAGMA query_only = 0",
      "PRAGMA wal_checkpoint(TRUNCATE)", "REINDEX", "ANALYZE", "BEGIN", "CREATE TABLE x (y)",
      "CREATE TEMP TABLE x (y)", "DROP VIEW upgrade", "SELECT 1; DELETE FROM revision", "", ";",
      "SELECT writefile('x', 'y')", "SELECT readfile('/etc/passwd')", "SELECT edit('x')",
      "CREATE VIRTUAL TABLE temp.x USING fts5(y)", "INSERT INTO search (search) VALUES ('rebuild')",
    ])
  func refused(_ sql: String) throws {
    let sandbox = try applied()
    let before = try sandbox.tree("demo")
    let run = try ask(sandbox, sql)
    #expect(run.code == 3, "\(run.out)")
    #expect(run.error.contains("error[bad-query]") && run.error.contains("help: "), "\(run.error)")
    #expect(!run.error.contains("Database."), "\(run.error)")
    let after = try sandbox.tree("demo")
    for (path, bytes) in before where !path.hasSuffix("-shm") && !path.hasSuffix("-wal") {
      #expect(after[path] == bytes, "\(path)")
    }
    #expect(!sandbox.exists("demo/copy.db") && !sandbox.exists("demo/other.db"))
  }

  @Test("an answer without an end fills no memory")
  func endless() throws {
    let sandbox = try applied()
    let endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"
    let table = try ask(sandbox, endless)
    #expect(table.code == 3 && table.error.contains("add LIMIT"), "\(table.error)")
    // A reader that leaves ends it.
    let csv = try sandbox.shell(
      "'\(Sandbox.program.path)' sql '\(endless)' -o csv -w demo | head -3; echo done")
    let full = try sandbox.shell(
      "'\(Sandbox.program.path)' sql '\(endless)' -o csv -w demo > /dev/full")
    #expect(full.code == 3 && full.error.contains("error[output-lost]"))
    #expect(csv.out == "x\n1\n2\ndone\n" && csv.error == "")
  }

  @Test("a misspelt table or column is named with the one that was meant")
  func misspelt() throws {
    let sandbox = try applied()
    #expect(try ask(sandbox, "SELECT * FROM upgrad").error.contains("did you mean `upgrade`?"))
    #expect(
      try ask(sandbox, "SELECT stratgy FROM upgrade").error.contains("did you mean `strategy`?"))
  }

  @Test("each kind has a view with a column for each field, and its meaning beside it")
  func views() throws {
    let sandbox = try applied()
    for kind in BytesTests.kinds {
      let name = kind.replacing("-", with: "_")
      let schema =
        try JSONSerialization.jsonObject(
          with: Data(try sandbox.waymark("schema", kind, at: "demo").out.utf8)) as? [String: Any]
      let fields = (schema?["properties"] as? [String: [String: Any]]) ?? [:]
      let columns = try ask(sandbox, "SELECT name FROM pragma_table_info('\(name)')", "csv").out
        .split(separator: "\n").map(String.init)
      let sql = try ask(
        sandbox, "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = '\(name)'", "csv"
      ).out
      #expect(fields.count > 5)
      for (field, about) in fields where !["record", "rev"].contains(field) {
        var snake = ""
        for letter in field {
          snake += letter.isUppercase ? "_\(letter.lowercased())" : "\(letter)"
        }
        snake = snake.replacing("_u_r_l", with: "_url")
        let isParted = about["type"] as? String == "object"
        #expect(
          columns.contains { $0 == snake || isParted && $0.hasPrefix(snake + "_") },
          "\(kind) \(field): \(columns)")
        guard !isParted, let text = about["description"] as? String,
          let word = text.split(separator: ".").first
        else { continue }
        #expect(field == "id" || sql.contains(word.prefix(20)), "\(kind) \(field): \(text)")
      }
    }
  }

  @Test(
    "search takes any words",
    arguments: [
      "workers", "AND", "stop AND", "NEAR(", "title:stop", "\"", "\"stop", "*", "stop*", "^stop",
      "stop OR (", "-", "--", "{stop}", "stop + workers", "'; DROP TABLE revision; --", "漢字", "é",
      "a\u{0301}", "%", "_", "\\", "stop\nworkers", "\u{202E}", "NOT stop", ".*", "stop -workers",
    ])
  func search(_ words: String) throws {
    let sandbox = try applied()
    for format in ["table", "json"] {
      let run = try sandbox.waymark("search", "--output", format, "--", words, at: "demo")
      #expect(run.code == 0, "\(run.error)")
      #expect(run.error == "")
    }
  }

  @Test("search: the title counts most, and the match is marked")
  func ranking() throws {
    let sandbox = try applied()
    for (id, title, summary) in [
      ("aa", "Billing", "It calls the lighthouse when a ship comes."),
      ("zz", "Lighthouse", "It shines."),
    ] {
      try sandbox.write(
        "title: \(title)\nsummary: \(summary)\ntype: service\n",
        to: "demo/records/component/\(id).yaml")
    }
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    let found = try sandbox.waymark("search", "lighthouses", at: "demo").out
    let lines = found.split(separator: "\n")
    #expect(lines.first?.hasPrefix("component/zz") == true, "\(found)")
    #expect(found.contains("component/aa") && found.hasSuffix("2 records\n"))
    #expect(found.contains("*lighthouse*") || found.contains("*Lighthouse*"), "\(found)")
    // Of more than are wanted the best are shown, and that there are more is said.
    let one = try sandbox.waymark("search", "lighthouses", "--limit", "1", at: "demo").out
    #expect(one.hasPrefix("component/zz") && !one.contains("component/aa"), "\(one)")
    #expect(one.hasSuffix("the best 1 record; --limit lists more\n"), "\(one)")
    let json = try sandbox.waymark(
      "search", "lighthouses", "--limit", "1", "--output", "json", at: "demo")
    #expect(!json.out.contains("component/aa") && json.error.contains("--limit lists more"))
    #expect(try sandbox.waymark("search", "x", "--limit", "0", at: "demo").code == 2)
  }

  @Test("what would write is told apart from what is no question")
  func writing() throws {
    let sandbox = try applied()
    #expect(try ask(sandbox, "DELETE FROM revision").error.contains("it would write"))
    #expect(try ask(sandbox, "SELECT 1; SELECT 2").error.contains("more than one statement"))
  }

  @Test(
    "conditions that are wrong show where",
    arguments: [
      ("severty<=2", "--where:1:1:", "did you mean `severity`?"),
      ("component=shop and", "--where:1:19:", "help: "),
      ("component=shop severity=2", "--where:1:16:", "write `and` or `or`"),
      ("(component=shop", "--where:1:1:", "close it with )"),
      ("rev=high", "--where:1:5:", "help: "), ("", "--where:1:1:", "help: "),
      ("component=shop\nand severty=1", "--where:2:5:", "did you mean `severity`?"),
    ])
  func conditions(_ condition: String, _ place: String, _ help: String) throws {
    let sandbox = try applied()
    let run = try sandbox.waymark("list", "--where", condition, at: "demo")
    #expect(run.code == 3, "\(run.out)")
    #expect(run.error.contains(place) && run.error.contains(help), "\(run.error)")
    #expect(run.error.contains("^"))
  }

  @Test("verify names the file of an edition that was edited, and a head that is gone")
  func verify() throws {
    let sandbox = try applied()
    try sandbox.waymark("publish", at: "demo")
    let proof = try sandbox.waymark("verify", at: "demo")
    #expect(proof.code == 0)
    let head = try #require(
      proof.out.split(separator: "\n").first { $0.hasPrefix("head ") }?.split(separator: " ")[1])
    let path = "demo/editions/runbook/shop-2/v1.md"
    let text = try sandbox.text(path)
    try sandbox.write(text + "\nAnother line.\n", to: path)
    let edited = try sandbox.waymark("verify", at: "demo")
    #expect(edited.code == 3)
    #expect(edited.error.contains("editions/runbook/shop-2/v1.md"), "\(edited.error)")
    // Taken away, it is written again.
    try FileManager.default.removeItem(at: sandbox.folder.appending(path: path))
    #expect(try sandbox.waymark("verify", at: "demo").code == 0)
    try sandbox.write(
      Samples.team.replacing("Platform", with: "Platforms"), to: "demo/records/team/platform.yaml")
    try sandbox.waymark("apply", at: "demo")
    #expect(try sandbox.waymark("publish", at: "demo").code == 0)
    #expect(try sandbox.text(path) == text)
    #expect(try sandbox.waymark("verify", "--head", "\(head)", at: "demo").code == 0)
    let other = try sandbox.waymark("verify", "--head", String(head.reversed()), at: "demo")
    #expect(other.code == 3 && other.error.contains("error[ledger-head-missing]"))
    #expect(try sandbox.waymark("verify", "--head", "xyz", at: "demo").error.contains("bad-digest"))
  }

  @Test("metrics: numbers with what they rest on, as of a moment, and the facts behind them")
  func metrics() throws {
    let sandbox = try applied()
    func ask(_ words: String...) throws -> Sandbox.Run {
      try sandbox.run(Sandbox.program, ["metrics"] + words, at: "demo")
    }
    let before = try ask("U1", "--output", "csv")
    #expect(
      before.out == "metric,name,part,value,k,n,low,high\nU1,upgrade-success,all,no data,0,0,,\n")
    try sandbox.write(
      """
      title: Shop 2 in production
      owner: platform
      upgrade: shop-2
      environment: production
      mode: run
      startedAt: 2025-12-01T08:00:00Z
      endedAt: 2025-12-01T09:00:00Z
      outcome: succeeded
      reason: planned
      """, to: "demo/records/attempt/shop-2-production.yaml")
    let applied = try sandbox.waymark("apply", at: "demo")
    #expect(applied.code == 0, "\(applied.error)")
    #expect(
      try ask("upgrade-success", "--output", "csv").out.contains("U1,upgrade-success,shop,1/1"))
    #expect(try ask("U1", "--rows", "--output", "csv").out.contains("attempt/shop-2-production"))
    #expect(try ask("U1", "--as-of", "2025-12-31", "--output", "csv").out == before.out)
    let unknown = try ask("upgrade-sucess")
    #expect(unknown.code == 3)
    #expect(unknown.error.contains("did you mean `upgrade-success`?"))
  }
}
