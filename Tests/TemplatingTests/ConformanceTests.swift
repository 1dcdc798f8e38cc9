import Foundation
import Primitives
import Testing

@testable import Templating

/// The Mustache specification's own examples, in the mode that follows it to the letter.
@Suite("conformance: mustache") struct ConformanceTests {
  static let modules = [
    "comments", "delimiters", "inheritance", "interpolation", "inverted", "partials", "sections",
  ]

  @Test(arguments: modules) func everyExample(_ module: String) throws {
    guard let bytes = SharedData.bytes("conformance/mustache/\(module).json") else {
      print("skipped: no shared data for mustache/\(module).json")
      return
    }
    let suite = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let tests = try #require(suite["tests"] as? [[String: Any]])
    #expect(tests.count >= 12)
    for test in tests {
      let name = try #require(test["name"] as? String)
      let template = try #require(test["template"] as? String)
      let expected = try #require(test["expected"] as? String)
      var sources = [TemplateSource(name: "main", file: "main", bytes: Array(template.utf8))]
      for (name, text) in (test["partials"] as? [String: String] ?? [:]) {
        sources.append(TemplateSource(name: name, file: name, bytes: Array(text.utf8)))
      }
      let library = TemplateLibrary(sources, mode: .mustache)
      let program = try library.program("main", for: .any).get()
      var out: [UInt8] = []
      program.render(value(test["data"] ?? NSNull()), into: &out)
      #expect(String(decoding: out, as: UTF8.self) == expected, "\(module): \(name)")
    }
  }

  private func value(_ json: Any) -> Value {
    switch json {
    case let number as NSNumber:
      if CFBoolean(number) { return .bool(number.boolValue) }
      return number.doubleValue == number.doubleValue.rounded()
        ? .int(number.intValue) : .double(number.doubleValue)
    case let text as String: return .string(text)
    case let list as [Any]: return .list(list.map(value))
    case let object as [String: Any]:
      return .object(Object(object.sorted { $0.key < $1.key }.map { ($0.key, value($0.value)) }))
    default: return .null
    }
  }

  private func CFBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
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
