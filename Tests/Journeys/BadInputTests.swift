import Foundation
import Glibc
import Testing

/// What files can be besides sound text: each is told of with its place and a way out, nothing is
/// taken in, and nothing is lost.
@Suite("Journey: bad input") struct BadInputTests {
  /// A file that is no record, and what must be said of it.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    let id: String
    let place: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ id: String, _ place: String = ":") {
      self.init(name, Array(text.utf8), id, place)
    }

    init(_ name: String, _ bytes: [UInt8], _ id: String, _ place: String = ":") {
      (self.name, self.bytes, self.id, self.place) = (name, bytes, id, place)
    }
  }

  private static let aliases =
    "a: &a [x, x, x]\n"
    + "bcdefghij".unicodeScalars.map { letter in
      let before = Character(Unicode.Scalar(letter.value - 1) ?? letter)
      return
        "\(letter): &\(letter) [\(repeatElement("*\(before)", count: 9).joined(separator: ", "))]\n"
    }.joined()

  @Test(
    "a record file that is none",
    arguments: [
      Case("an alias bomb", aliases, "too-many-aliases", ":3:"),
      Case(
        "a scalar of 100 MB", Array("title: ".utf8) + Array(repeating: 97, count: 100_000_000),
        "file-too-large"),
      Case("brackets", String(repeating: "[", count: 200_000), "nested-too-deeply", ":1:"),
      Case(
        "indentation",
        (0..<3000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "nested-too-deeply"),
      Case(
        "dashes", String(repeating: "- ", count: 100_000) + "a", "nested-too-deeply", ":1:"),
      Case("a NUL byte", "title: a\ntype: \0\n", "nul-byte", ":2:7"),
      Case(
        "invalid UTF-8", Array("title: a\ntype: ".utf8) + [0xC3, 0x28], "invalid-utf-8", ":2:7"),
      Case("an overlong form", [0x61, 0x3A, 0x20, 0xC0, 0xAF], "invalid-utf-8", ":1:4"),
      Case("half a surrogate", [0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], "invalid-utf-8", ":1:4"),
      Case("UTF-16", [0xFF, 0xFE, 0x61, 0x00], "not-utf-8", ":1:1"),
      Case("UTF-16, the other way", [0xFE, 0xFF, 0x00, 0x61], "not-utf-8", ":1:1"),
      Case("an escape sequence", "title: a\u{1B}[31mb\n", "control-character", ":1:9"),
      Case("nothing", "", "empty-file", ":1:1"),
      Case("a comment", "# later\n", "empty-file"),
      Case("a list", "- a\n", "wrong-type", ":1:"),
      Case("an id with a path", "id: ../../x\ntitle: a\n", "bad-id", ":1:5"),
      Case("an absolute id", "id: /etc/passwd\ntitle: a\n", "bad-id", ":1:5"),
      Case("an id of a folder", "id: index\ntitle: a\n", "reserved-id", ":1:5"),
      Case("an id of a device", "id: con.1\ntitle: a\n", "reserved-id", ":1:5"),
      Case("a long id", "id: \(String(repeating: "a", count: 300))\n", "bad-id", ":1:5"),
      Case("an id in capitals", "id: Shop\ntitle: a\n", "bad-id", "`shop`"),
      Case("an id with a blank at its end", "id: 'a '\ntitle: a\n", "bad-id", ":1:5"),
      Case("keys that are no text", "? [a]\n: b\n", "unexpected-key", ":1:"),
      Case("a tag", "!!python/object/apply:os.system [ls]\n", "wrong-type", ":1:"),
      Case("binary", (0...255).map { UInt8($0) }, "nul-byte", ":1:1"),
    ])
  func record(_ bad: Case) throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    let before = try sandbox.waymark("journal", "export", at: "demo").out
    let url = sandbox.folder.appending(path: "demo/records/component/bad.yaml")
    try Data(bad.bytes).write(to: url)
    let run = try sandbox.waymark("apply", at: "demo")
    #expect(run.code == 3)
    #expect(run.error.contains("error[\(bad.id)]"), "\(run.error.prefix(2000))")
    #expect(run.error.contains("records/component/bad.yaml"))
    #expect(run.error.contains(bad.place), "\(run.error.prefix(2000))")
    #expect(run.error.contains("  help: "))
    #expect(run.error.utf8.count < 8000)
    #expect(!run.error.contains("\u{1B}"), "an escape sequence reaches the terminal")
    #expect(try sandbox.waymark("journal", "export", at: "demo").out == before)
    #expect(try Data(contentsOf: url).count == bad.bytes.count)
  }

  @Test(
    "what is unusual and sound is taken in",
    arguments: [
      ("CRLF", "title: Bar\r\nsummary: |\r\n  Two\r\n  lines.\r\ntype: service\r\n"),
      ("a byte-order mark", "\u{FEFF}title: Bar\nsummary: |\n  Two\n  lines.\ntype: service\n"),
      ("old Macintosh", "title: Bar\rsummary: |\r  Two\r  lines.\rtype: service\r"),
      ("no last line end", "title: Bar\nsummary: \"Two\\nlines.\"\ntype: service"),
      (
        "document marks",
        "%YAML 1.1\n---\ntitle: Bar\nsummary: |\n  Two\n  lines.\ntype: service\n...\n"
      ),
    ])
  func unusual(_ name: String, _ text: String) throws {
    let sandbox = try Sandbox()
    try sandbox.waymark("init", "demo")
    try sandbox.write(text, to: "demo/records/component/bar.yaml")
    let run = try sandbox.waymark("apply", at: "demo")
    #expect(run.code == 0, "\(run.error)")
    let shown = try sandbox.waymark(
      "sql", "SELECT title, summary FROM component", "-o", "csv", at: "demo")
    let lines = shown.out.replacing("\n\"", with: "\"")
    #expect(lines == "title,summary\nBar,\"Two\nlines.\"\n", "\(shown.out)")
  }

  @Test("an append to a file with CRLF keeps its line ends and its comments")
  func appendToCRLF() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    let text = """
      title: Down # yes
      component: shop
      severity: 2
      status: closed
      detection: {how: customer}
      impact: {text: Down.}
      timeline:
        - at: "2025-11-14T09:30:00Z"
          text: First.

      """.replacing("\n", with: "\r\n")
    try sandbox.write(text, to: "demo/records/incident/down.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    let run = try sandbox.waymark(
      "incident", "event", "down", "--text", "Second.", "--at", "2025-11-14T10:30:00Z", at: "demo")
    #expect(run.code == 0, "\(run.error)")
    let after = try sandbox.text("demo/records/incident/down.yaml")
    #expect(after.contains("title: Down # yes\r\n") && after.contains("First."))
    if run.out.contains("says so too") { #expect(after.contains("Second.")) }
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    #expect(
      try sandbox.waymark("show", "incident/down", at: "demo").out.contains("Second."))
  }

  @Test(
    "links out of the workspace, pipes and devices",
    arguments: [
      ("ln -s /etc/passwd demo/records/component/bad.yaml", "apply", "link-out-of-workspace"),
      ("ln -s ../../../nowhere demo/records/component/bad.yaml", "apply", "link-to-nowhere"),
      ("ln -s /dev/zero demo/records/component/bad.yaml", "apply", "link-out-of-workspace"),
      ("mkdir other && ln -s ../../other demo/records/bad", "apply", "link-out-of-workspace"),
      ("mv demo/records other && ln -s ../other demo/records", "apply", "link-out-of-workspace"),
      ("mkfifo demo/records/component/bad.yaml", "apply", "not-a-file"),
      (
        "mkdir -p demo/observations && ln -s /etc/hostname demo/observations/bad.yaml", "apply",
        "link-out-of-workspace"
      ),
      (
        "mkdir demo/templates && ln -s /etc/passwd demo/templates/runbook.md", "build",
        "link-out-of-workspace"
      ),
      ("mkdir demo/templates && mkfifo demo/templates/runbook.md", "publish", "not-a-file"),
      (
        "mkdir -p demo/site/styles && ln -s /etc/passwd demo/site/styles/main.css", "build",
        "link-out-of-workspace"
      ),
      ("ln -s /etc demo/site", "build", "link-out-of-workspace"),
      ("mkdir other && ln -s ../other demo/editions", "publish", "link-out-of-workspace"),
      ("rm demo/waymark.yaml && mkfifo demo/waymark.yaml", "apply", "not-a-file"),
      ("rm demo/waymark.yaml && mkdir demo/waymark.yaml", "apply", "not-a-file"),
      ("rm demo/waymark.yaml && ln -s /dev/zero demo/waymark.yaml", "apply", "not-a-file"),
      (
        "mkdir demo/records/component/bad.yaml && mkfifo demo/records/component/bad.yaml/x.yaml",
        "apply", "not-a-file"
      ),
      (
        "mkdir other && echo mine > other/file && ln -s ../other demo/public", "build",
        "foreign-output"
      ),
    ])
  func links(_ setting: String, _ command: String, _ id: String) throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    #expect(try sandbox.shell(setting).code == 0)
    let others = try sandbox.shell("ls -lR other 2>/dev/null").out
    let run = try sandbox.waymark(command, at: "demo")
    #expect(run.code == 3, "\(run.out)")
    #expect(run.error.contains("error[\(id)]"), "\(run.error)")
    #expect(run.error.contains("  help: "))
    #expect(!run.error.contains("root:"), "what the link leads to is shown")
    #expect(try sandbox.shell("ls -lR other 2>/dev/null").out == others)
  }

  @Test("a link inside the workspace is a file like others, and stays a link")
  func linkInside() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    let made = try sandbox.shell(
      """
      mkdir demo/shared && mv demo/records/component/shop.yaml demo/shared/shop.yaml &&
      ln -s ../../shared/shop.yaml demo/records/component/shop.yaml
      mkdir elsewhere && ln -s ../elsewhere demo/public
      """)
    #expect(made.code == 0)
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    #expect(try sandbox.waymark("build", at: "demo").code == 0)
    #expect(sandbox.exists("elsewhere/index.html"))
    #expect(try sandbox.shell("test -L demo/public").code == 0)
    #expect(try sandbox.shell("test -L demo/records/component/shop.yaml").code == 0)
  }

  @Test("a folder that can't be read is no folder without files: a prune retires nothing")
  func unreadable() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    // Longer than the system takes: unreadable for root too.
    let deep = try sandbox.shell(
      """
      python3 -c '
      import os
      os.chdir("demo/records/component")
      for i in range(30):
          os.mkdir("d" * 200)
          os.chdir("d" * 200)'
      """)
    #expect(deep.code == 0, "\(deep.error)")
    let run = try sandbox.waymark("apply", "--prune", at: "demo")
    #expect(run.code == 3)
    #expect(run.error.contains("error[file-unusable]"), "\(run.error.suffix(500))")
    #expect(try sandbox.waymark("list", at: "demo").out.hasSuffix("3 records\n"))
    // FileManager would not get down there.
    #expect(try sandbox.shell("rm -rf demo/records/component").code == 0)
    guard geteuid() != 0 else { return }
    #expect(try sandbox.shell("chmod 0 demo/records/upgrade").code == 0)
    let shut = try sandbox.waymark("apply", "--prune", at: "demo")
    #expect(try sandbox.shell("chmod 755 demo/records/upgrade").code == 0)
    #expect(shut.code == 3)
    #expect(shut.error.contains("error[file-unusable]"))
  }

  @Test(
    "settings with mistakes: all are told",
    arguments: [
      ("titel: x\noutput: 3\nlangauge: en\n", ["1:1", "3:1", "did you mean `title`?"]),
      ("title: [\n", ["waymark.yaml:", "error["]), ("- a\n", ["wrong-type"]),
      ("title: a\ntitle: b\n", ["2:1", "duplicate-key"]),
      ("baseURL: javascript:alert(1)\n", ["1:10"]), ("rules: on\n", ["1:8"]),
      ("exemptions:\n  - rule: a\n", ["missing-field"]), ("\0", ["nul-byte"]),
    ])
  func settings(_ text: String, _ says: [String]) throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.write(text, to: "demo/waymark.yaml")
    for command in ["apply", "build", "list"] {
      let run = try sandbox.waymark(command, at: "demo")
      #expect(run.code == 3, "\(run.out)")
      for part in says { #expect(run.error.contains(part), "\(run.error)") }
      #expect(run.error.contains("waymark.yaml:"))
    }
    #expect(!sandbox.exists("demo/.waymark"))
  }

  @Test(
    "journals with broken lines: the line is named, nothing is read",
    arguments: [
      ("{", "journal-syntax"), ("[]", "journal-line"), (#"{"type":"nonsense"}"#, "journal-line"),
      (#"{"type":"revision"}"#, "journal-line"), ("\u{FEFF}{}", "journal-syntax"),
      ("\0\0", "journal-syntax"), (String(repeating: "[", count: 100_000), "journal-syntax"),
      (
        #"{"type":"revision","kind":"component","id":"../../x","rev":1,"recordedAt":"2025-01-01T00:00:00Z","recordedBy":"a","fields":{},"digest":"\#(String(repeating: "0", count: 64))"}"#,
        "journal-line"
      ),
      (
        #"{"type":"revision","kind":"component","id":"shop","rev":0,"recordedAt":"2025-01-01T00:00:00Z","recordedBy":"a","fields":{},"digest":"\#(String(repeating: "0", count: 64))"}"#,
        "journal-line"
      ),
    ])
  func journal(_ line: String, _ id: String) throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    let whole = try sandbox.waymark("journal", "export", at: "demo").out
    var lines = whole.split(separator: "\n").map(String.init)
    lines.insert(line, at: 2)
    try sandbox.write(lines.joined(separator: "\n") + "\n", to: "bad.jsonl")
    try sandbox.waymark("init", "copy")
    let run = try sandbox.waymark("journal", "import", "../bad.jsonl", at: "copy")
    #expect(run.code == 3)
    #expect(run.error.contains("../bad.jsonl:3:"), "\(run.error)")
    #expect(run.error.contains("error[\(id)]"), "\(run.error)")
    #expect(run.error.contains("help: "))
    #expect(try sandbox.waymark("journal", "export", at: "copy").out == "")
    // The same ledger that the journal came from is as it was, too.
    #expect(try sandbox.waymark("journal", "import", "../bad.jsonl", at: "demo").code == 3)
    #expect(try sandbox.waymark("journal", "export", at: "demo").out == whole)
  }
}
