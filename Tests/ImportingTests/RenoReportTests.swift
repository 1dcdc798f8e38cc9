import Foundation
import Primitives
import Records
import TestSupport
import Testing

@testable import Importing

/// Every text that `reno report` prints, against the records: each in its version and section, once.
@Suite("reno's report, item for item", .serialized)
struct RenoReportTests {
  /// A text of the report: where it stands, and its words.
  private struct Item: Hashable {
    let version: String
    let section: String
    let words: [String]
  }

  /// The words of a text without the names of roles and directives, sorted: links move in Markdown.
  ///
  /// Addresses are left out: one that has a name stands once in the report, however often it is
  /// pointed to, and perhaps below another item.
  private static func words(_ text: String) -> [String] {
    text.replacing(/(?m)^ *\.\. _.*?: http\S+$/, with: "")
      .replacing(/<http[^>]*>/, with: "").replacing(/https?:\S+/, with: "").split {
        !($0.isLetter || $0.isNumber)
      }.map { $0.lowercased() }.filter {
        ![
          "ref", "doc", "oslo", "config", "option", "note", "warning", "code", "block", "https",
          "http",
        ]
        .contains($0)
      }.sorted()
  }

  /// Reads a report: headings underlined with `=` are versions, with `-` sections.
  private static func items(_ report: String) -> [Item] {
    let lines = report.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var (version, section, items, open) = ("", "", [Item](), [String]())
    func close() {
      let words = words(open.joined(separator: "\n"))
      if !words.isEmpty, !version.isEmpty, !section.isEmpty {
        items.append(Item(version: version, section: section, words: words))
      }
      open = []
    }
    for (index, line) in lines.enumerated() {
      let next = index + 1 < lines.count ? lines[index + 1] : ""
      let isHeading = !line.isEmpty && !line.hasPrefix(" ") && !line.hasPrefix(".. _Release Notes")
      if isHeading, next.count >= line.count, Set(next) == ["="] {
        close()
        (version, section) = (line, "")
      } else if isHeading, next.count >= line.count, Set(next) == ["-"], index > 0,
        lines[index - 1].isEmpty
      {
        close()
        section = line
      } else if line.hasPrefix("- ") {
        close()
        open = [line]
      } else if line.hasPrefix(".. _Release Notes_") {
        close()
      } else if Set(line) != ["="] && Set(line) != ["-"] {
        open.append(line)
      }
    }
    close()
    return items
  }

  @Test("no item is missing, doubled, moved or changed", arguments: ["keystone", "glance"])
  func items(_ project: String) async throws {
    guard let bundle = SharedData.url("reno/\(project)/\(project).bundle"),
      let report = SharedData.bytes("reno/\(project)/expected/full-history.report.rst")
    else { return }
    let clone = try ScratchRepository(cloning: bundle)
    let importer = try #require(ImporterCatalog.importer("reno"))
    let result = await importer.read(
      repository: ImportOptions(file: clone.folder.path, ["component": project]))
    let expected = Self.items(String(decoding: report, as: UTF8.self))
    let versions = Set(expected.map(\.version))
    // The note of glance's 16.0.0.0b3 has no text.
    #expect(versions.count == (project == "keystone" ? 33 : 40))
    // Series bring notes of their own to a version that the main line has too.
    let listing = try #require(
      SharedData.bytes("reno/\(project)/expected/full-history.json"))
    let main = try JSONDecoder().decode(
      RenoConformanceTests.Expected.self, from: Data(listing))
    let files = Set(main.versions.flatMap(\.notes).map(\.file))
    let titles = Dictionary(
      uniqueKeysWithValues: RenoSettings().sections.map { ($0.name, $0.title) })
    var found: [Item] = []
    for record in result.records where record.id.kind == "change" {
      let fields = record.fields
      let unreleased = versions.first { $0.contains("-") && Int($0.suffix(2)) != nil } ?? ""
      let version = fields["release"]?.text ?? unreleased
      guard versions.contains(version), files.contains(fields["source"]?["path"]?.text ?? "") else {
        continue
      }
      let references = (fields["references"]?.items ?? []).flatMap { reference in
        [reference["id"]?.text].compactMap(\.self)
      }
      let text = fields["action"]?.text ?? fields["details"]?.text ?? fields["title"]?.text ?? ""
      let section = fields["tags"]?.texts.last.flatMap { titles[$0] } ?? "?"
      found.append(
        Item(
          version: version, section: section,
          words: Self.words((references + [text]).joined(separator: " "))))
    }
    for release in result.records where release.id.kind == "release" {
      guard let version = release.fields["version"]?.text, versions.contains(version),
        let notes = release.fields["notes"]?.text
      else { continue }
      found.append(Item(version: version, section: "Prelude", words: Self.words(notes)))
    }
    // Several preludes of one version are one text here and several in the report.
    func merged(_ items: [Item]) -> [Item: Int] {
      let preludes = Dictionary(grouping: items.filter { $0.section == "Prelude" }, by: \.version)
      let joined = preludes.map { version, items in
        Item(version: version, section: "Prelude", words: items.flatMap(\.words).sorted())
      }
      return (items.filter { $0.section != "Prelude" } + joined).reduce(into: [:]) {
        $0[$1, default: 0] += 1
      }
    }
    let (mine, theirs) = (merged(found), merged(expected))
    let missing = theirs.filter { mine[$0.key] != $0.value }.keys
    let extra = mine.filter { theirs[$0.key] != $0.value }.keys
    for item in missing.sorted(by: { $0.words.count < $1.words.count }) {
      print("missing", item.version, item.section, item.words.joined(separator: " "))
    }
    for item in extra.sorted(by: { $0.words.count < $1.words.count }) {
      print("extra", item.version, item.section, item.words.joined(separator: " "))
    }
    #expect(missing.isEmpty && extra.isEmpty, "\(missing.count) missing, \(extra.count) extra")
    #expect(theirs.values.reduce(0, +) > 200)
  }

  @Test("no address is missing", arguments: ["keystone", "glance"])
  func addresses(_ project: String) async throws {
    guard let bundle = SharedData.url("reno/\(project)/\(project).bundle"),
      let report = SharedData.bytes("reno/\(project)/expected/full-history.report.rst")
    else { return }
    let clone = try ScratchRepository(cloning: bundle)
    let importer = try #require(ImporterCatalog.importer("reno"))
    let result = await importer.read(
      repository: ImportOptions(file: clone.folder.path, ["component": project]))
    let text = result.records.map {
      String(decoding: JSONText.canonical(.object($0.fields)), as: UTF8.self)
    }
    let mine = Self.addresses(text.joined(separator: " "))
    let theirs = Self.addresses(String(decoding: report, as: UTF8.self))
    #expect(theirs.subtracting(mine).sorted() == [])
    #expect(theirs.count > 20)
  }

  private static func addresses(_ text: String) -> Set<String> {
    Set(
      text.matches(of: /https?:\/\/[^\s"<>`\\)]+/).map { match in
        var address = String(match.output)
        while let last = address.last, ".,:;_'".contains(last) { address.removeLast() }
        return address
      })
  }
}
