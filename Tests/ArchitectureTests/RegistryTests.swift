import Foundation
import Testing

/// A folder in which each file defines members of one list.
struct Registry: CustomTestStringConvertible {
  let folder: String
  let catalog: String
  /// The type of the members.
  let type: String
  /// Files that define no member, with the reason why they stand there all the same.
  var companions: [String: String] = [:]

  var testDescription: String { folder }

  static let all = [
    Registry(
      folder: "Sources/Records/Kinds", catalog: "Sources/Records/KindCatalog.swift", type: "Kind",
      companions: ["UpgradeRules.swift": "what must hold between the fields of Upgrade.swift"]),
    Registry(
      folder: "Sources/Documents/Definitions", catalog: "Sources/Documents/DocumentCatalog.swift",
      type: "DocumentDefinition"),
    Registry(
      folder: "Sources/Knowledge/Metrics",
      catalog: "Sources/Knowledge/Metrics/MetricCatalog.swift", type: "Metric",
      companions: [
        "Metric.swift": "the type itself", "MetricCatalog.swift": "the list itself",
      ]),
    Registry(
      folder: "Sources/Checks/Rules", catalog: "Sources/Checks/RuleCatalog.swift",
      type: "CheckRule"),
    Registry(
      folder: "Sources/Importing/Importers", catalog: "Sources/Importing/ImporterCatalog.swift",
      type: "Importer",
      companions: [
        "JUnitReader.swift": "the reading half of JUnit.swift",
        "JUnitReport.swift": "what JUnitReader.swift reads",
      ]),
  ]
}

@Suite("What is written is listed")
struct RegistryTests {
  @Test("every member is listed", arguments: Registry.all)
  func listed(registry: Registry) {
    let catalog = Repository.text(registry.catalog)
    for file in Repository.files(under: registry.folder, endingWith: ".swift") {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      guard registry.companions[name] == nil else { continue }
      let members = Self.members(of: registry.type, in: Repository.text(file))
      if members.isEmpty {
        Issue.record(
          "\(file) defines no \(registry.type): move it, or say why in RegistryTests.swift")
      }
      for member in members where !Self.names(catalog, member) {
        Issue.record("\(file) defines .\(member), but \(registry.catalog) doesn't list it: add it")
      }
    }
  }

  @Test("every listed template is in templates/, and each there is used")
  func templates() {
    let names = Repository.files(under: "templates", endingWith: ".md").map {
      String($0.dropFirst("templates/".count).dropLast(".md".count))
    }
    #expect(!names.isEmpty)
    let definitions = Repository.files(under: "Sources/Documents", endingWith: ".swift")
      .map(Repository.text).joined()
    var reached = Set(names.filter { definitions.contains("\"\($0)\"") })
    var waiting = Array(reached)
    while let name = waiting.popLast() {
      for partial in Self.partials(in: Repository.text("templates/\(name).md")) {
        for candidate in [partial, "partials/\(partial)"]
        where names.contains(candidate) && reached.insert(candidate).inserted {
          waiting.append(candidate)
        }
      }
    }
    for name in names where !reached.contains(name) && !name.hasPrefix("scaffolds/") {
      Issue.record(
        "templates/\(name).md belongs to no document and to no template: delete or use it")
    }
  }

  @Test("the compiled files are those of templates/ and site/")
  func assets() throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "waymark-assets-\(ProcessInfo.processInfo.processIdentifier).c")
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = Repository.root.appending(path: "Scripts/assets")
    process.arguments = [file.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let current = try String(contentsOf: file, encoding: .utf8)
    #expect(
      current == Repository.text("Sources/CAssets/assets.c"),
      "the list of compiled files is out of date: run `make assets` and commit the result")
  }

  /// The static members of a type that a file defines: `static let x = Type(`, `static let x: Type`.
  private static func members(of type: String, in text: String) -> [String] {
    let isExtension = text.contains("extension \(type) {")
    var members: [String] = []
    for line in text.split(separator: "\n") {
      let words = line.split(whereSeparator: { " =:(".contains($0) }).map(String.init)
      guard let index = words.firstIndex(of: "static"), index + 2 < words.count,
        ["let", "var"].contains(words[index + 1]), !words[..<index].contains("private")
      else { continue }
      let typed = line.contains(": \(type) ") || line.contains(": \(type)=")
      let made = line.contains("= \(type)(")
      // `static let decisions = register(`: made by a function of the extension.
      let value = line.components(separatedBy: " = ").last ?? ""
      let called = isExtension && line.hasSuffix("(") && value.first?.isLowercase == true
      if typed || made || called { members.append(words[index + 2]) }
    }
    return members
  }

  /// Whether a list has `.member`, and not only the start of a longer name.
  private static func names(_ catalog: String, _ member: String) -> Bool {
    catalog.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "." })
      .contains(".\(member)")
  }

  /// The names after `{{>` and `{{<`.
  private static func partials(in template: String) -> [String] {
    ["{{>", "{{<"].flatMap { open in
      template.components(separatedBy: open).dropFirst().compactMap { rest in
        rest.components(separatedBy: "}}").first?.trimmingCharacters(in: .whitespaces)
      }
    }
  }
}
