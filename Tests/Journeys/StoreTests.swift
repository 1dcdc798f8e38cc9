import Foundation
import Glibc
import Testing

/// The store and the places that things are written to: full, read-only, foreign or broken.
@Suite("Journey: a store that can't be used") struct StoreTests {
  private func applied() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try #require(try sandbox.waymark("apply", at: "demo").code == 0)
    return sandbox
  }

  @Test(
    "a file that is no ledger is refused and left as it is",
    arguments: [
      ("mkdir ledger.db", "ledger-not-a-database"), ("mkfifo ledger.db", "ledger-not-a-database"),
      ("ln -s /dev/zero ledger.db", "ledger-not-a-database"),
      ("head -c 5000 /dev/urandom > ledger.db", "ledger-not-a-database"),
      ("head -c 50 old > ledger.db", "ledger-not-a-database"),
      ("head -c 20000 old > ledger.db", "ledger-"),
      ("head -c 8192 old > ledger.db", "ledger-"),
      (
        "python3 -c 'import sqlite3; sqlite3.connect(\"ledger.db\").executescript(\"CREATE TABLE a(b)\")'",
        "ledger-not-a-ledger"
      ),
    ])
  func foreign(_ setting: String, _ id: String) throws {
    let sandbox = try applied()
    let made = try sandbox.shell(
      "cd demo/.waymark && mv ledger.db old && rm -f ledger.db-* && \(setting)")
    #expect(made.code == 0, "\(made.error)")
    let look =
      "cd demo/.waymark && ls -l ledger.db | cut -c1-10 && test ! -f ledger.db || sha256sum ledger.db"
    let before = try sandbox.shell(look).out
    for command in ["apply", "list", "verify", "publish", "build"] {
      let run = try sandbox.waymark(command, at: "demo")
      #expect(run.code == 3, "\(command): \(run.out)\(run.error)")
      #expect(run.error.contains("error[\(id)"), "\(command): \(run.error)")
      #expect(run.error.contains("ledger.db") && run.error.contains("help: "), "\(run.error)")
    }
    if !setting.hasPrefix("ln") { #expect(try sandbox.shell(look).out == before) }
  }

  @Test("a ledger of nobody's is refused to those who may not read it")
  func rights() throws {
    let sandbox = try applied()
    guard geteuid() == 0 else {
      #expect(try sandbox.shell("chmod 0 demo/.waymark/ledger.db").code == 0)
      for command in ["apply", "list"] {
        let run = try sandbox.waymark(command, at: "demo")
        #expect(run.code == 3 && run.error.contains("error[ledger-cannot-open]"), "\(run.error)")
      }
      return
    }
    let asNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups '\(Sandbox.program.path)'"
    #expect(try sandbox.shell("chmod 755 . && chmod 700 demo/.waymark/ledger.db").code == 0)
    guard try sandbox.shell("\(asNobody) --version").code == 0 else {
      print("skipped: nobody can't run the program here")
      return
    }
    for command in ["apply", "list"] {
      let run = try sandbox.shell("\(asNobody) \(command) --workspace demo")
      #expect(run.code == 3, "\(run.out)")
      #expect(run.error.contains("error[ledger-cannot-open]"), "\(run.error)")
    }
    // Readable but not writable: reading works, writing says why it does not.
    #expect(try sandbox.shell("chmod 644 demo/.waymark/ledger.db").code == 0)
    let list = try sandbox.shell("\(asNobody) list --workspace demo")
    #expect(list.out.hasSuffix("3 records\n"), "\(list.error)")
    let apply = try sandbox.shell(
      "echo >> demo/records/team/platform.yaml; \(asNobody) apply -w demo")
    #expect(apply.code == 3 && apply.error.contains("error["), "\(apply.error)")
  }

  @Test("a read-only disk: reading works, writing says why it does not")
  func readOnly() throws {
    let sandbox = try applied()
    let program = Sandbox.program.path
    let run = try sandbox.shell(
      """
      w='\(program)'
      mount --bind demo demo && mount -o remount,ro,bind demo || exit 9
      cd demo
      for c in 'list' 'show team/platform' 'search workers' 'verify' 'render runbook/shop-2' \
        'sql SELECT(1)' 'journal export'; do
        $w $c >/dev/null 2>../err || { echo "failed: $c"; cat ../err; }
      done
      for c in 'publish' 'build' 'update' 'new team --id x' 'journal export -o j.jsonl' \
        'attempt start shop-2 --environment test'; do
        $w $c >/dev/null 2>../err
        echo "$c: $?"
        grep -qi "read-only\\|can't be written" ../err && grep -q help: ../err || cat ../err
        cat ../err >> ../all
      done
      """, mounting: true)
    guard let run else { return }
    #expect(
      run.out == """
        publish: 3
        build: 3
        update: 3
        new team --id x: 3
        journal export -o j.jsonl: 3
        attempt start shop-2 --environment test: 3

        """, "\(run.error)\((try? sandbox.text("all")) ?? "")")
  }

  @Test("a full disk: the old state stays, and all goes on when there is room again")
  func full() throws {
    let sandbox = try applied()
    try sandbox.write(
      """
      title: Down
      component: shop
      severity: 2
      status: closed
      detection: {how: customer}
      impact: {text: Down.}
      """, to: "demo/records/incident/down.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    let program = Sandbox.program.path
    let run = try sandbox.shell(
      """
      w='\(program)'
      $w publish -w demo >/dev/null && $w build -w demo >/dev/null || exit 7
      sed -i 's/Stop the workers/Stop all workers/' demo/records/upgrade/shop-2.yaml
      mkdir disk && mount -t tmpfs -o size=48m tmpfs disk && cp -a demo/. disk || exit 9
      cd disk
      $w apply >/dev/null || exit 8
      $w journal export > ../before
      find public -type f | sort | xargs sha256sum > ../site
      for i in $(seq 100); do
        printf 'title: Service %s\\nsummary: %s\\ntype: service\\n' $i \
          "$(head -c 600 /dev/zero | tr '\\0' x)" > records/component/s-$i.yaml
      done
      for c in apply publish build 'journal export -o j.jsonl' update \
        'incident event down --text Again' \
        'lesson add --statement Look --polarity do --evidence incident/down --component shop' \
        'new team --id x'; do
        head -c 80M /dev/zero >> filler 2>/dev/null
        $w $c >/dev/null 2>../err
        echo "$c: $?"
        grep -qi 'full\\|no space' ../err || { echo "unclear:"; cat ../err; }
        cat ../err >> ../all
      done
      rm filler
      $w verify >/dev/null || echo 'does not verify'
      $w journal export > ../after
      cmp ../before ../after
      find public -type f | sort | xargs sha256sum | cmp - ../site
      find . -name '*waymark-new*'
      $w apply | tail -1
      $w build >/dev/null || echo 'does not build'
      $w incident event down --text Again -q | head -1
      """, mounting: true)
    guard let run else { return }
    #expect(
      run.out == """
        apply: 3
        publish: 3
        build: 3
        journal export -o j.jsonl: 3
        update: 3
        incident event down --text Again: 3
        lesson add --statement Look --polarity do --evidence incident/down --component shop: 3
        new team --id x: 3
        100 created, 0 revised, 4 unchanged
        incident/down is now revision 2

        """, "\(run.error)\((try? sandbox.text("all")) ?? "")")
  }

  @Test("standard output that is full, closed or no longer read")
  func output() throws {
    let sandbox = try applied()
    let program = Sandbox.program.path
    let full = try sandbox.shell("'\(program)' list -w demo > /dev/full")
    #expect(full.code == 3)
    #expect(full.error.contains("error[output-lost]") && full.error.contains("help: "))
    // What is done is done: only its telling is lost.
    let closed = try sandbox.shell(
      "echo >> demo/records/team/platform.yaml; '\(program)' apply -w demo >&- 2>&- <&-")
    #expect(closed.code == 0)
    #expect(try sandbox.waymark("verify", at: "demo").code == 0)
    let early = try sandbox.shell("'\(program)' journal export -w demo | head -c 10 >/dev/null")
    #expect(early.code == 0 && early.error == "", "\(early.error)")
    let ignored = try sandbox.shell(
      "python3 -c 'import signal,os;signal.signal(signal.SIGPIPE,signal.SIG_IGN);os.execvp(\"sh\",[\"sh\",\"-c\",\"\(program) manual | true\"])'"
    )
    #expect(ignored.error == "", "\(ignored.error)")
  }
}
