import Foundation
import Testing

@Suite("Journey: manual pages and completions come from the commands") struct ManualTests {
  /// The names of all commands, with those below them, as `--help` lists them.
  private func commands(_ sandbox: Sandbox) throws -> [[String]] {
    let dump = try sandbox.waymark("--experimental-dump-help").out
    let root = try JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any]
    func names(_ command: [String: Any]?, _ parents: [String]) -> [[String]] {
      (command?["subcommands"] as? [[String: Any]] ?? []).flatMap { inner -> [[String]] in
        guard let name = inner["commandName"] as? String, name != "help" else { return [] }
        return [parents + [name]] + names(inner, parents + [name])
      }
    }
    return names(root?["command"] as? [String: Any], [])
  }

  @Test("every command and every option has its place in a page")
  func pages() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.waymark("manual", "--output", "man")
    #expect(run.code == 0, "\(run.error)")
    let commands = try commands(sandbox)
    #expect(commands.count > 30)
    #expect(try sandbox.tree("man").count == commands.count { $0.count == 1 } + 1)
    let overview = try sandbox.text("man/waymark.1")
    for words in commands {
      let page = try sandbox.text("man/waymark-\(words[0]).1")
      let call = (["waymark"] + words).joined(separator: " ").replacing("-", with: "\\-")
      let isGroup = commands.contains { $0.count == 2 && $0[0] == words[0] }
      #expect(
        isGroup && words.count == 1 || page.contains("\\fB\(call)\\fR"),
        "waymark-\(words[0]).1 lacks \(call)")
      if words.count == 1 {
        #expect(overview.contains("\\fBwaymark\\-\(words[0].replacing("-", with: "\\-"))\\fR(1)"))
      }
      let help = try sandbox.run(Sandbox.program, words + ["--help"]).out
      for option in help.split(whereSeparator: { " ,\n[]<>|()".contains($0) })
      where option.hasPrefix("--") && option.count > 2 {
        let name = option.prefix { $0.isLetter || $0 == "-" || $0.isNumber }
        #expect(page.contains(name.replacing("-", with: "\\-")), "\(call): \(name)")
      }
    }
    let apply = try sandbox.waymark("manual", "apply")
    #expect(apply.out == (try sandbox.text("man/waymark-apply.1")))
    #expect(try sandbox.waymark("manual", "aply").error.contains("did you mean `apply`?"))
  }

  @Test("groff finds nothing wrong")
  func groff() throws {
    let groff = URL(filePath: "/usr/bin/groff")
    guard FileManager.default.isExecutableFile(atPath: groff.path) else {
      print("skipped: there is no groff")
      return
    }
    let sandbox = try Sandbox()
    try sandbox.waymark("manual", "--output", "man")
    for page in try sandbox.tree("man").keys.sorted() {
      let run = try sandbox.run(groff, ["-man", "-ww", "-Tutf8", "man/\(page)"])
      #expect(run.error == "", "\(page)")
      #expect(run.out.contains("N\u{8}NA\u{8}A"))
    }
  }

  @Test("make install puts all of it in its place, and bash completes")
  func install() throws {
    let sandbox = try Sandbox()
    let repository = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    sandbox.environment["WAYMARK"] = Sandbox.program.path
    sandbox.environment["DESTDIR"] = sandbox.folder.appending(path: "root").path
    sandbox.environment["PREFIX"] = "/usr"
    let installed = try sandbox.shell("sh '\(repository.path)/Scripts/install'")
    #expect(installed.code == 0, "\(installed.error)")
    for file in [
      "bin/waymark", "share/man/man1/waymark.1", "share/man/man1/waymark-lesson.1",
      "share/bash-completion/completions/waymark", "share/zsh/site-functions/_waymark",
      "share/fish/vendor_completions.d/waymark.fish",
    ] { #expect(sandbox.exists("root/usr/\(file)"), "\(file)") }
    let completed = try sandbox.shell(
      """
      exec bash --norc -c '
      source root/usr/share/bash-completion/completions/waymark
      COMP_WORDS=(waymark pub) COMP_CWORD=1 COMP_LINE="waymark pub" COMP_POINT=11
      _waymark waymark pub waymark
      echo "${COMPREPLY[@]}"'
      """)
    #expect(completed.out.contains("publish"), "\(completed.out)\(completed.error)")
  }
}
