import Primitives
import Testing

@testable import Workflows

@Suite("settings of a workspace") struct SettingsTests {
  @Test(arguments: [
    ("https://x.example", true), ("https://x.example/team/", true),
    ("http://localhost:8000/", true),
    ("HTTPS://x.example/", true), ("mailto:x@y.example", false), ("https://x.example/?a=1", false),
    ("https://x.example/#b", false), ("https://b\u{fc}cher.example/", false), ("https:///x", false),
    ("https://me@x.example/", false), ("x.example", false), ("https://x.example/a b", false),
  ])
  func addressesThatPagesCanBeServedFrom(text: String, isBase: Bool) {
    #expect(SettingsProblems.isBase(text) == isBase)
  }

  @Test(arguments: [
    ("en", true), ("pt-BR", true), ("zh-Hant-TW", true), ("de-1996", true), ("de_DE", false),
    ("klingon-xx!", false), ("en\" onload=\"x", false), ("", false), ("e", false), ("en-", false),
  ])
  func tagsOfLanguages(text: String, isTag: Bool) {
    #expect(SettingsProblems.isLanguageTag(text) == isTag)
  }

  @Test func problemsStandAtTheirLines() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write(
      "title: X\nlanguage: de_DE\nbaseURL: mailto:x@y.example\n", to: "waymark.yaml")
    do throws(Diagnostics) {
      _ = try Workspace(folder: scratch.folder.path)
      Issue.record("it was opened")
    } catch {
      #expect(error.all.map(\.id) == ["bad-setting", "bad-setting"])
      #expect(Set(error.all.compactMap { $0.range?.line }) == [2, 3])
    }
  }
}
