import Foundation
import Primitives
import TestSupport
import Workflows

/// Edits a copy of the archive at random, as writers do.
struct ArchiveEditor {
  private let folder: URL
  let workspace: Workspace
  private var random: SeededGenerator
  private var version = 0
  private(set) var view = Situation.View()
  private var at = Instant(milliseconds: 1_767_225_600_000)

  init(seed: Int) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "waymark-partial-\(UUID().uuidString)")
    random = SeededGenerator(seed: seed)
    let archive = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "playbooks")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["waymark.yaml", "records"] {
      try FileManager.default.copyItem(
        at: archive.appending(path: name), to: folder.appending(path: name))
    }
    workspace = try Workspace(folder: folder.path)
    view.day = CalendarDate(year: 2026, month: 1, day: 1)
    // Every other archive has nothing internal to start with.
    if seed % 2 == 0 {
      for file in records() {
        let text = try read(file)
        // In place: what is taken out leaves references behind.
        let shown = text.replacingOccurrences(
          of: "visibility: internal", with: "visibility: public")
        if shown != text { try write(shown, to: file) }
      }
    }
    try apply()
    // Pages tell since which edition a lesson stands there, and what changed since the newest one.
    _ = try Publish.run(workspace, view, programVersion: "1.0")
  }

  /// Makes one edit that the records allow and says what it was.
  mutating func edit() throws -> String {
    while true {
      let hours = Int.random(in: 1...40, using: &random)
      at = Instant(milliseconds: at.milliseconds + hours * 3_600_000)
      let file = records().randomElement(using: &random) ?? ""
      let before = try read(file)
      let kind = Int.random(in: 0..<22, using: &random)
      var after = before
      var added: String?
      switch kind {
      case 0: view.day = view.day?.adding(days: Int.random(in: 1...60, using: &random))
      case 1: version += 1
      case 2:
        let name = ["runbook", "lessons", "component"].randomElement(using: &random) ?? "runbook"
        _ = try? TemplateFiles.eject(workspace, name)
        let text = try read("templates/\(name).md")
        try write(text + "\nMore \(version).\n", to: "templates/\(name).md")
        return "template \(name)"
      case 3: after = before.contains("visibility:") ? before : before + "visibility: internal\n"
      case 4:
        after = before.replacingOccurrences(
          of: "visibility: internal", with: "visibility: public")
      case 5: try FileManager.default.removeItem(at: folder.appending(path: file))
      case 6, 7:
        // One more of the same: a lesson that matches, an attempt, a change.
        let id = "copy-\(Int.random(in: 0..<1_000_000, using: &random))"
        let name = (file as NSString).deletingLastPathComponent + "/\(id).yaml"
        added = name
        try write(
          before.split(separator: "\n", omittingEmptySubsequences: false).filter {
            !$0.hasPrefix("id:")
          }.joined(separator: "\n") + (before.contains("---") ? "" : "id: \(id)\n"), to: name)
      case 8, 9: after = replaced(before, "^title: .*$", "title: Renamed \(at.milliseconds % 997)")
      case 10, 11: after = digit(before)
      case 12: after = line(before)
      case 13: after = replaced(before, "^status: .*$", "status: accepted")
      case 14: after = replaced(before, "^severity: .*$", "severity: low")
      default: after = word(before)
      }
      if after != before { try write(after, to: file) }
      do {
        try apply()
      } catch is Diagnostics {
        if let added { try remove(record: added) }
        try write(before, to: file)
        try apply()
        continue
      }
      return "\(kind) \(added ?? file)"
    }
  }

  func build(into output: String, state: String) throws -> BuildSite.Outcome {
    try BuildSite.run(
      workspace, view, output: folder.appending(path: output).path,
      state: folder.appending(path: state).path, programVersion: "1.\(version)")
  }

  func files(in name: String) -> [String: Data] {
    let root = folder.appending(path: name).path
    var files: [String: Data] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      files[path] = FileManager.default.contents(atPath: "\(root)/\(path)")
    }
    return files
  }

  func remove(_ name: String) {
    try? FileManager.default.removeItem(at: folder.appending(path: name))
  }

  private func apply() throws {
    var options = Apply.Options(at: at)
    options.by = "tester"
    options.prunes = true
    _ = try Apply.run(workspace, options)
  }

  private func records() -> [String] {
    let root = folder.appending(path: "records").path
    return (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".md") }.map { "records/\($0)" }.sorted()
  }

  private func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }

  private func remove(record path: String) throws {
    try FileManager.default.removeItem(at: folder.appending(path: path))
  }

  private func replaced(_ text: String, _ pattern: String, _ with: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = pattern.dropFirst().prefix { $0 != " " }
    if let place = lines.firstIndex(where: { $0.hasPrefix(start) }) { lines[place] = with }
    return lines.joined(separator: "\n")
  }

  /// Another digit: of a date, a version, a number.
  private mutating func digit(_ text: String) -> String {
    var bytes = Array(text.utf8)
    let places = bytes.indices.filter { (48...57).contains(bytes[$0]) }
    guard let place = places.randomElement(using: &random) else { return text }
    bytes[place] = UInt8.random(in: 48...57, using: &random)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// One line less.
  private mutating func line(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 3 else { return text }
    lines.remove(at: Int.random(in: 1..<lines.count, using: &random))
    return lines.joined(separator: "\n")
  }

  /// Another word in a sentence.
  private mutating func word(_ text: String) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let places = words.indices.filter {
      words[$0].count > 3 && words[$0].allSatisfy { $0.isLetter && $0.isLowercase }
    }
    guard let place = places.randomElement(using: &random) else { return text }
    words[place] = ["walrus", "quickly", "rewritten", "zebra"].randomElement(using: &random) ?? "x"
    return words.joined(separator: " ")
  }
}
