import Foundation
import Testing

/// Processes that append to one incident at once: `make stress` has each of them do it 500 times.
@Suite("Journey: many writers")
struct ManyWritersTests {
  private static let writers = 8
  /// How many lessons and events each writer appends.
  private static let each =
    ProcessInfo.processInfo.environment["WAYMARK_STRESS_EACH"].flatMap { Int($0) } ?? 6

  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.write(
      """
      # Kept by the one who is on call.
      title: Orders lost on the first try
      severity: 2
      component: shop
      detection: {how: customer}
      impact: {text: Orders were lost.}
      """, to: "demo/records/incident/orders.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    return sandbox
  }

  /// Runs a script for each writer at the same time; `$1` is the program, `$2` the writer's number.
  private func run(_ script: String, _ sandbox: Sandbox) throws -> Sandbox.Run {
    try sandbox.write(script, to: "writer.sh")
    // The pipe ends with the last writer. Not `wait`: a shell that inherits a blocked SIGCHLD, as
    // from a thread of Dispatch, never returns from it.
    try sandbox.write(
      """
      #!/bin/sh
      cd "$1"
      for writer in $(seq 1 $3); do sh ../writer.sh "$2" $writer & done | grep -v -e 'says so too' -e 'is now revision'
      """, to: "writers.sh")
    return try sandbox.run(
      URL(filePath: "/bin/sh"), ["writers.sh", "demo", Sandbox.program.path, "\(Self.writers)"])
  }

  /// The revisions of the incident, oldest first: the texts of its events, and its lessons.
  private func history(_ sandbox: Sandbox) throws -> [(events: [String], lessons: [String])] {
    let journal = try sandbox.waymark("journal", "export", at: "demo").out
    return try journal.split(separator: "\n").compactMap { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard value?["kind"] as? String == "incident", let fields = value?["fields"] as? [String: Any]
      else { return nil }
      let events = (fields["timeline"] as? [[String: Any]] ?? []).compactMap {
        $0["text"] as? String
      }
      return (events, fields["lessons"] as? [String] ?? [])
    }
  }

  /// Every revision says what the one before said, and one thing more below it.
  private func expectGrowing(_ history: [(events: [String], lessons: [String])]) {
    for (before, after) in zip(history, history.dropFirst()) {
      let grown =
        after.events.count + after.lessons.count - before.events.count - before.lessons.count
      #expect(grown == 1)
      #expect(Array(after.events.prefix(before.events.count)) == before.events)
      #expect(Array(after.lessons.prefix(before.lessons.count)) == before.lessons)
    }
  }

  /// The files alone make the same records in an empty ledger.
  private func expectFilesSayAll(_ sandbox: Sandbox) throws {
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("nothing changed"))
    let shown = try sandbox.waymark("show", "incident/orders", at: "demo").out
    try sandbox.run(URL(filePath: "/bin/sh"), ["-c", "cp -r demo copy && rm -r copy/.waymark"])
    #expect(try sandbox.waymark("apply", at: "copy").code == 0)
    #expect(try sandbox.waymark("show", "incident/orders", at: "copy").out == shown)
    #expect(
      try sandbox.text("demo/records/incident/orders.yaml").hasPrefix("# Kept by the one who"))
  }

  @Test("eight processes lose nothing, in an order that history explains, and nobody sees a lock")
  func appends() throws {
    let sandbox = try sandbox()
    let run = try run(
      """
      #!/bin/sh
      for number in $(seq 1 \(Self.each)); do
        if [ $((number % 2)) = 0 ]; then
          "$1" incident event orders --quiet --text "writer $2 event $number" || exit 1
        else
          "$1" incident lesson orders --quiet --id "lesson-$2-$number" \\
            --statement "Lesson $number of writer $2." --polarity do --component shop || exit 1
        fi
      done
      echo "writer $2 is done"
      """, sandbox)
    for writer in 1...Self.writers { #expect(run.out.contains("writer \(writer) is done\n")) }
    #expect(run.error == "")
    let history = try history(sandbox)
    let newest = try #require(history.last)
    var (events, lessons): (Set<String>, Set<String>) = ([], [])
    for writer in 1...Self.writers {
      for number in 1...Self.each {
        if number % 2 == 0 {
          events.insert("writer \(writer) event \(number)")
        } else {
          lessons.insert("lesson-\(writer)-\(number)")
        }
      }
    }
    #expect(history.count == 1 + Self.writers * Self.each)
    #expect(newest.events.count == events.count && Set(newest.events) == events)
    #expect(newest.lessons.count == lessons.count && Set(newest.lessons) == lessons)
    expectGrowing(history)
    // Each writer's own appends stand in the order in which it made them.
    for writer in 1...Self.writers {
      let own = newest.events.filter { $0.hasPrefix("writer \(writer) ") }
      #expect(
        own
          == own.sorted {
            $0.split(separator: " ").last.flatMap { Int($0) } ?? 0
              < $1.split(separator: " ").last.flatMap { Int($0) } ?? 0
          })
    }
    try expectFilesSayAll(sandbox)
    #expect(try sandbox.waymark("verify", at: "demo").code == 0)
  }

  @Test("eight processes with many files each lose nothing")
  func batches() throws {
    let sandbox = try sandbox()
    // Each append writes the whole incident: more than 4,000 in all is a test of patience.
    let each = min(Self.each * 5, 500)
    for writer in 1...Self.writers {
      for number in 1...each {
        try sandbox.write(
          "text: writer \(writer) event \(number)\n", to: "demo/batch/\(writer)/\(number).yaml")
      }
    }
    let run = try run(
      """
      #!/bin/sh
      set --  "$1" "$2" $(for number in $(seq 1 \(each)); do echo "--file batch/$2/$number.yaml"; done)
      program=$1; writer=$2; shift 2
      "$program" incident event orders --quiet "$@" && echo "writer $writer is done"
      """, sandbox)
    for writer in 1...Self.writers { #expect(run.out.contains("writer \(writer) is done\n")) }
    #expect(run.error == "")
    let history = try history(sandbox)
    #expect(history.count == 1 + Self.writers * each)
    #expect(Set(try #require(history.last).events).count == Self.writers * each)
    expectGrowing(history)
    try expectFilesSayAll(sandbox)
  }

  @Test("a folder that can't be written still shows, lists and finds")
  func readOnly() throws {
    let sandbox = try sandbox()
    let isRoot = geteuid() == 0
    let setpriv = URL(filePath: "/usr/bin/setpriv")
    guard !isRoot || FileManager.default.isExecutableFile(atPath: setpriv.path) else {
      print("skipped: root writes everywhere, and there is no setpriv")
      return
    }
    func change(_ mode: String) throws {
      try sandbox.run(URL(filePath: "/bin/chmod"), ["-R", mode, sandbox.folder.path])
    }
    func reader(_ arguments: String...) throws -> Sandbox.Run {
      isRoot
        ? try sandbox.run(
          setpriv,
          ["--reuid", "65534", "--clear-groups", Sandbox.program.path] + arguments, at: "demo")
        : try sandbox.run(Sandbox.program, arguments, at: "demo")
    }
    // As a copy on a disc: the file alone, without log and index.
    try sandbox.run(
      URL(filePath: "/bin/sh"),
      ["-c", "rm -f demo/.waymark/ledger.db-shm demo/.waymark/ledger.db-wal"])
    try change(isRoot ? "go-w" : "a-w")
    defer { try? change("u+w") }
    let shown = try reader("show", "component/shop")
    guard shown.code != 126, !shown.error.contains("setpriv") else {
      print("skipped: another user can't run the program here")
      return
    }
    #expect(shown.code == 0 && shown.out.contains("title: Shop"), "\(shown.error)")
    #expect(try reader("list").out.hasSuffix("4 records\n"))
    #expect(try reader("search", "orders").out.contains("incident/orders"))
    #expect(try reader("sql", "SELECT count(*) AS n FROM revision").out == "n\n4\n")
    let refused = try reader("incident", "event", "orders", "--text", "Stopped.")
    #expect(refused.code == 3)
    #expect(refused.error.contains("error[ledger-read-only]"), "\(refused.error)")
  }
}
