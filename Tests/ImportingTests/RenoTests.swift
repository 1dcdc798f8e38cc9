import Foundation
import Primitives
import Records
import TestSupport
import Testing

@testable import Importing

/// A repository made by hand, with everything that an importer of reno's notes trips on.
@Suite("reno", .serialized)
struct RenoTests {
  private func notes(_ name: String) -> String { "releasenotes/notes/\(name).yaml" }

  private func read(
    _ repository: ScratchRepository, _ options: [String: String] = [:]
  ) async throws -> ImportResult {
    let importer = try #require(ImporterCatalog.importer("reno"))
    var values = ["component": "app"]
    for (name, value) in options { values[name] = value }
    let result = await importer.read(
      repository: ImportOptions(file: repository.folder.path, values))
    #expect(result.account.isBalanced)
    for record in result.records { expectReads(record) }
    return result
  }

  /// `id release +backports` of each change.
  private func places(_ result: ImportResult) -> [String] {
    result.records.filter { $0.id.kind == "change" }.map { record in
      let backports = (record.fields["backports"]?.texts ?? []).map { " +\($0)" }.joined()
      return "\(record.id.id) \(record.fields["release"]?.text ?? "-")\(backports)"
    }.sorted()
  }

  private func fields(_ result: ImportResult, _ id: String) throws -> Object {
    try #require(result.records.first { $0.id.id == id }?.fields, "\(id)")
  }

  private func history() throws -> ScratchRepository {
    let git = try ScratchRepository()
    try git.commit("start", ["README": "x"])
    try git.commit("one", [notes("one-0000000000000001"): "features:\n  - One is new.\n"])
    try git.commit("two", [notes("two-0000000000000002"): "fixes:\n  - Two was wrong.\n"])
    try git.git("tag", "-a", "1.0.0.0rc1", "-m", "rc")
    try git.commit("three", [notes("three-0000000000000003"): "fixes:\n  - Three.\n"])
    try git.git("tag", "-a", "1.0.0", "-m", "1.0.0")
    return git
  }

  @Test("notes belong to the earliest tag, candidates collapse, later edits and names count")
  func versions() async throws {
    let git = try history()
    // Edited after its release, renamed, deleted, added and deleted again, and not released yet.
    try git.commit(
      "edit",
      [
        notes("one-0000000000000001"): "features:\n  - One is quite new.\n",
        notes("two-0000000000000002"): nil,
        notes("renamed-0000000000000002"): "fixes:\n  - Two was wrong.\n",
        notes("three-0000000000000003"): nil,
        notes("four-0000000000000004"): "fixes:\n  - Four.\n",
      ])
    try git.git("tag", "1.1.0")
    try git.commit("five", [notes("five-0000000000000005"): "other:\n  - Five.\n"])
    let result = try await read(git)
    #expect(
      places(result) == [
        "app-five-0000000000000005-other -", "app-four-0000000000000004-fixes 1.1.0",
        "app-one-0000000000000001-features 1.0.0", "app-two-0000000000000002-fixes 1.0.0",
      ])
    #expect(result.diagnostics.isEmpty)
    let one = try fields(result, "app-one-0000000000000001-features")
    #expect(one["title"] == "One is quite new" && one["type"] == "added" && one["details"] == nil)
    // A renamed note keeps the id of the name that it came with, and says where it is now.
    let two = try fields(result, "app-two-0000000000000002-fixes")
    #expect(two["source"]?["path"]?.text == notes("renamed-0000000000000002"))
    let release = try fields(result, "app-1.0.0")
    #expect(release["version"] == "1.0.0" && release["date"]?.text == "2017-07-14")
    #expect(!result.records.contains { $0.id.id == "app-1.0.0.0rc1" })
    // Nothing that the clock, the folder or an order of hashing decides.
    #expect(try await read(git).records == result.records)
  }

  @Test("a series brings backports, also one that a tag closed; merges of tags alone do not")
  func series() async throws {
    let git = try history()
    try git.git("branch", "stable/quartz")
    try git.commit("fix", [notes("fix-000000000000000f"): "security:\n  - See CVE-2024-12345.\n"])
    try git.git("tag", "2.0.0")
    try git.git("checkout", "--quiet", "stable/quartz")
    try git.commit("back", [notes("fix-000000000000000f"): "security:\n  - See CVE-2024-12345.\n"])
    try git.git("tag", "1.0.1")
    try git.commit("alone", [notes("alone-00000000000000aa"): "fixes:\n  - Only here.\n"])
    try git.git("tag", "1.0.2")
    try git.git("checkout", "--quiet", "master")
    // A merge that brings the tag and nothing else: reno passes over it.
    try git.git("merge", "--quiet", "-s", "ours", "--no-ff", "-m", "null", "1.0.1")
    let expected = [
      "app-alone-00000000000000aa-fixes 1.0.2", "app-fix-000000000000000f-security 2.0.0 +1.0.1",
      "app-one-0000000000000001-features 1.0.0", "app-three-0000000000000003-fixes 1.0.0",
      "app-two-0000000000000002-fixes 1.0.0",
    ]
    #expect(try await places(read(git)) == expected)
    try git.git("tag", "quartz-eol", "stable/quartz")
    try git.git("branch", "-D", "stable/quartz")
    let closed = try await read(git)
    #expect(places(closed) == expected)
    let fix = try fields(closed, "app-fix-000000000000000f-security")
    #expect(fix["security"]?["cve"] == ["CVE-2024-12345"])
    // One series alone.
    let alone = try await read(git, ["branch": "stable/quartz"])
    #expect(alone.records.contains { $0.id.id == "app-alone-00000000000000aa-fixes" })
    #expect(alone.records.first { $0.id.id.hasPrefix("app-fix") }?.fields["release"] == "1.0.1")
    let unknown = try await read(git, ["branch": "stable/quarz"])
    #expect(unknown.diagnostics.map(\.id) == ["unknown-branch"])
    // A merge that brings a tag several commits away hides what came before it from reno.
    try git.git("checkout", "--quiet", "-b", "side", "quartz-eol~2")
    try git.commit("near")
    try git.commit("far")
    try git.git("tag", "1.0.9")
    try git.git("checkout", "--quiet", "master")
    try git.git("merge", "--quiet", "-s", "ours", "--no-ff", "-m", "null", "1.0.9")
    let hidden = try await read(git)
    #expect(hidden.diagnostics.map(\.id) == Array(repeating: "reno-note-without-version", count: 3))
    try git.commit("settings", ["reno.yaml": "ignore_null_merges: false\n"])
    #expect(try await read(git).diagnostics.isEmpty)
  }

  @Test("a note of another form is told of at its line, and the others are imported")
  func anomalies() async throws {
    let git = try ScratchRepository()
    try git.commit(
      "all",
      [
        notes("good-0000000000000001"):
          "---\nprelude: |\n    Read *this*.\nfixes:\n  - Good.\n  - Also.\n",
        notes("string-0000000000000002"): "security: A text of its own.\n",
        notes("unknown-0000000000000003"): "fixes:\n  - Kept.\nfeature:\n  - Lost.\n  - Too.\n",
        notes("mapping-0000000000000004"): "fixes:\n  - Fixed: a thing.\n  - Kept too.\n",
        notes("broken-0000000000000005"): "fixes:\n  - |\n   a\n b: [\n",
        notes("text-0000000000000006"): "just a text\n",
        notes("twice-0000000000000007"): "fixes:\n  - A.\nfixes:\n  - B.\n",
        notes("empty-0000000000000008"): "fixes:\nother: []\nissues:\n  - A known issue.\n",
        notes("one-000000000000dupe"): "other:\n  - First.\n",
        notes("two-000000000000dupe"): "other:\n  - Second.\n",
        "releasenotes/notes/short.yaml": "other:\n  - Without an id.\n",
        "releasenotes/notes/wrong.yml": "other:\n  - Not read.\n",
        "releasenotes/notes/.placeholder": "",
        "releasenotes/notes/sub/deep-0000000000000009.yaml": "other:\n  - Deep.\n",
      ])
    try git.git("tag", "1.0.0")
    let result = try await read(git)
    let told = result.diagnostics.map { problem in
      let place = problem.range.map { range in
        let name = range.file.split(separator: "/").last ?? ""
        return "\(name.prefix { $0 != "-" }):\(range.line):\(range.column) "
      }
      return (place ?? "") + problem.id
    }
    #expect(
      told.sorted() == [
        "broken:4:2 bad-indentation", "mapping:2:5 reno-item-no-text", "reno-note-not-read",
        "text:1:1 reno-note-unreadable", "twice:3:1 duplicate-key",
        "unknown:3:1 reno-unknown-section",
      ], "\(result.diagnostics.map(\.text).joined())")
    #expect(result.account.diagnosed == 7)
    #expect(
      result.account.excluded.map(\.entry).sorted() == [
        "releasenotes/notes/.placeholder", notes("empty-0000000000000008") + ": fixes 1",
      ])
    let titles = result.records.filter { $0.id.kind == "change" }.compactMap {
      $0.fields["title"]?.text
    }
    #expect(
      titles.sorted() == [
        "A known issue", "A text of its own", "Also", "Deep", "First", "Good", "Kept", "Kept too",
        "Second", "Without an id",
      ])
    #expect(try fields(result, "app-1.0.0")["notes"] == "Read *this*.")
    let renamed = try await read(git, ["sections": "feature=features"])
    #expect(renamed.account.diagnosed == 5)
    #expect(
      renamed.records.contains { $0.fields["title"] == "Too" && $0.fields["type"] == "added" })
    let left = try await read(git, ["sections": "feature="])
    #expect(left.account.diagnosed == 5 && left.account.excluded.count == 4)
  }

  @Test("the repository's settings count: sections, ignored notes, patterns, folder")
  func settings() async throws {
    let git = try history()
    try git.commit(
      "settings",
      [
        "reno.yaml": """
        ---
        collapse_pre_releases: false
        ignore_notes: [three-0000000000000003.yaml]
        prelude_section_name: summary
        closed_branch_tag_re: "(.+)(?<!kilo)-eo[lm]"
        sections:
          - [features, New Features]
          - [api, API, 2]
          - [fixes, Mended]
        unheard_of: 1
        """,
        notes("api-000000000000000a"): "api:\n  - A path.\nsummary: Short.\n",
      ])
    try git.git("tag", "v1.1.0")
    let result = try await read(git)
    #expect(result.diagnostics.map(\.id) == ["unknown-reno-setting"])
    #expect(result.diagnostics.first?.range?.line == 10)
    #expect(
      places(result) == [
        "app-api-000000000000000a-api v1.1.0", "app-one-0000000000000001-features 1.0.0.0rc1",
        "app-two-0000000000000002-fixes 1.0.0.0rc1",
      ])
    let api = try fields(result, "app-api-000000000000000a-api")
    #expect(api["type"] == "added" && api["area"] == "API")
    #expect(try fields(result, "app-v1.1.0")["notes"] == "Short.")
    #expect(try fields(result, "app-1.0.0.0rc1")["channel"] == "beta")
    try git.commit("bad", ["reno.yaml": "release_tag_re: '(?P<x'\nsections: 3\n"])
    let bad = try await read(git)
    #expect(bad.records.isEmpty)
    #expect(bad.diagnostics.map(\.id) == ["bad-reno-setting", "bad-reno-setting"])
  }

  @Test("what can't be read is refused with the way out")
  func refusals() async throws {
    let git = try history()
    let shallow = try ScratchRepository(
      cloning: git.folder, "--depth", "1")
    let cut = try await read(shallow)
    #expect(cut.diagnostics.map(\.id) == ["shallow-clone"])
    #expect(cut.diagnostics.first?.help?.contains("--unshallow") == true)
    let importer = try #require(ImporterCatalog.importer("reno"))
    for (folder, id) in [
      ("/nonexistent", "git-failed"), ("/tmp", "no-repository"),
      (git.folder.path + "/releasenotes", "inside-repository"),
    ] {
      let result = await importer.read(
        repository: ImportOptions(file: folder, ["component": "app"]))
      #expect(result.diagnostics.map(\.id) == [id], "\(folder)")
      #expect(result.account.isBalanced && result.account.diagnosed == 1)
    }
    #expect(try await read(try ScratchRepository()).diagnostics.map(\.id) == ["no-commits"])
  }

  @Test("nothing that a repository names is executed")
  func hostile() async throws {
    let git = try history()
    let trap = git.folder.appending(path: "trap").path
    let script = git.folder.appending(path: "evil.sh")
    try Data("#!/bin/sh\ntouch \(trap)\n".utf8).write(to: script)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
    for name in [
      "core.fsmonitor", "core.pager", "pager.log", "pager.rev-list", "pager.diff-tree",
      "diff.external",
      "diff.evil.textconv", "diff.evil.command", "filter.evil.smudge", "filter.evil.clean",
      "gpg.program", "core.sshCommand", "core.editor", "alias.rev-list", "alias.cat-file",
      "core.alternateRefsCommand", "uploadpack.packObjectsHook", "core.askPass",
      "credential.helper",
    ] {
      try git.git("config", name, name.hasPrefix("alias") ? "!\(script.path)" : script.path)
    }
    try git.git("config", "log.showSignature", "true")
    try git.git("config", "core.hooksPath", git.folder.path)
    for hook in ["post-checkout", "pre-auto-gc", "post-index-change", "reference-transaction"] {
      try FileManager.default.copyItem(at: script, to: git.folder.appending(path: hook))
    }
    try Data("* diff=evil filter=evil\n".utf8).write(
      to: git.folder.appending(path: ".git/info/attributes"))
    let result = try await read(git)
    #expect(result.records.count == 4)
    #expect(!FileManager.default.fileExists(atPath: trap))
  }
}
