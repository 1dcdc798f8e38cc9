import Foundation
import Primitives
import Testing

@testable import Templating

/// The Mustache specification's own examples, in the mode that follows it to the letter.
@Suite("conformance: mustache") struct ConformanceTests {
  static let modules = [
    ("comments", 12), ("delimiters", 14), ("inheritance", 27), ("interpolation", 42),
    ("inverted", 22), ("partials", 12), ("sections", 34),
  ]

  @Test(arguments: modules) func everyExample(_ module: String, _ count: Int) throws {
    guard let bytes = SharedData.bytes("conformance/mustache/\(module).json") else {
      print("skipped: no shared data for mustache/\(module).json")
      return
    }
    let tests = try JSONReader.value(bytes)["tests"]?.items ?? []
    #expect(tests.count == count)
    for test in tests {
      let template = try #require(test["template"]?.text)
      var sources = [TemplateSource(name: "main", file: "main", bytes: Array(template.utf8))]
      for partial in test["partials"]?.object?.members ?? [] {
        let text = try #require(partial.value.text)
        sources.append(
          TemplateSource(name: partial.name, file: partial.name, bytes: Array(text.utf8)))
      }
      let program = try TemplateLibrary(sources, mode: .mustache).program("main", for: .any).get()
      var out: [UInt8] = []
      program.render(test["data"] ?? .null, into: &out)
      #expect(
        String(decoding: out, as: UTF8.self) == test["expected"]?.text,
        "\(module): \(test["name"]?.text ?? "?")")
    }
  }
}

/// Data that nobody on this project wrote, kept beside the repository.
enum SharedData {
  static func bytes(_ path: String) -> [UInt8]? {
    let root =
      ProcessInfo.processInfo.environment["WAYMARK_SHARED_DATA"]
      ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data").path()
    return FileManager.default.contents(atPath: "\(root)/\(path)").map(Array.init)
  }
}
