import Foundation
import Testing

@Suite("Rooms import only what is above them")
struct ImportTests {
  @Test("every folder of Sources is a room, or C")
  func everyFolderIsARoom() {
    let folders = Set(
      Repository.files(under: "Sources").compactMap {
        $0.split(separator: "/").dropFirst().first.map(String.init)
      })
    let rooms = Set(Room.inOrder.map(\.name))
    #expect(folders.filter { !rooms.contains($0) && !$0.hasPrefix("C") }.isEmpty)
    #expect(rooms.isSubset(of: folders))
  }

  @Test("imports", arguments: Room.inOrder.map(\.name))
  func imports(room: String) {
    let files = Repository.files(under: "Sources/\(room)", endingWith: ".swift")
    #expect(!files.isEmpty, "Sources/\(room) has no Swift files: was the room renamed?")
    for file in files {
      for (number, line) in Repository.lines(file).enumerated() {
        guard let module = Self.module(importedBy: line) else { continue }
        guard let problem = Self.problem(of: room, importing: module) else { continue }
        Issue.record("\(file):\(number + 1): \(problem)")
      }
    }
  }

  @Test(
    "what the rule says",
    arguments: [
      ("Primitives", "Records", false), ("Records", "Primitives", true), ("Records", "GRDB", false),
      ("Ledger", "GRDB", true), ("Publishing", "GRDB", false), ("Markup", "Documents", false),
      ("Publishing", "Markup", true), ("Knowledge", "Foundation", false),
      ("Documents", "Ledger", false),
      ("Commands", "Workflows", true), ("Commands", "ArgumentParser", true),
      ("Records", "Glibc", true),
    ])
  func rule(room: String, module: String, isAllowed: Bool) {
    #expect((Self.problem(of: room, importing: module) == nil) == isAllowed)
  }

  @Test(
    "import lines are found",
    arguments: [
      ("import GRDB", "GRDB"), ("public import Records", "Records"),
      ("@preconcurrency import Yams", "Yams"), ("import struct Glibc.timespec", "Glibc"),
      ("internal import   Knowledge // why", "Knowledge"), ("  import GRDB", "GRDB"),
      ("// import GRDB", nil), ("let important = 1", nil), ("/// import GRDB", nil),
    ])
  func parsing(line: String, module: String?) {
    #expect(Self.module(importedBy: Substring(line)) == module)
  }

  /// Why a room must not import a module, with the way out; `nil` if it may.
  private static func problem(of name: String, importing module: String) -> String? {
    guard let own = Room.inOrder.firstIndex(where: { $0.name == name }) else {
      return "\(name) is no room: list it in Tests/ArchitectureTests/Rooms.swift"
    }
    let room = Room.inOrder[own]
    if room.modules.contains(module) || Room.system.contains(module) { return nil }
    if let other = Room.inOrder.firstIndex(where: { $0.name == module }) {
      if other > own {
        return """
          \(name) imports \(module), which stands below it. Move what both need into \(name) or above \
          it, or pass it in as a value or a closure from \(module)
          """
      }
      guard Room.never[name]?.contains(module) == true else { return nil }
      return """
        \(name) (\(room.holds)) must not know \(module) (\(Room.inOrder[other].holds)). Let Workflows \
        read from the one and hand plain values to the other
        """
    }
    let owners = Room.inOrder.filter { $0.modules.contains(module) }.map(\.name)
    if owners.isEmpty {
      return
        "\(name) imports \(module), which no room may: do without, or argue for it in Rooms.swift"
    }
    return """
      \(name) imports \(module), which only \(owners.joined(separator: " and ")) may. Call what \
      \(owners[0]) offers, or add what is missing there
      """
  }

  /// The module of an import line; `nil` for any other line.
  private static func module(importedBy line: Substring) -> String? {
    var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
    let modifiers = ["public", "package", "internal", "fileprivate", "private"]
    while let first = words.first, first.hasPrefix("@") || modifiers.contains(String(first)) {
      words = words.dropFirst()
    }
    guard words.first == "import" else { return nil }
    words = words.dropFirst()
    let kinds = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    if let first = words.first, kinds.contains(String(first)) { words = words.dropFirst() }
    return words.first?.split(separator: ".").first.map(String.init)
  }
}
