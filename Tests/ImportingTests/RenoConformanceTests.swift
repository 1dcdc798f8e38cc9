import Foundation
import Primitives
import Records
import TestSupport
import Testing

@testable import Importing

/// Two repositories that nobody on this project wrote, against what reno 4.1.0 makes of them.
@Suite("reno against reno", .serialized)
struct RenoConformanceTests {
  struct Expected: Decodable {
    struct Options: Decodable {
      let branch: String?
      let stopAtBranchBase: Bool?

      enum CodingKeys: String, CodingKey {
        case branch
        case stopAtBranchBase = "stop_at_branch_base"
      }
    }
    struct Version: Decodable {
      let version: String
      let date: String
      let notes: [Note]
    }
    struct Note: Decodable {
      let file: String
      let uid: String
    }
    let options: Options?
    let versions: [Version]
  }

  @Test(
    "each branch has the versions and notes that reno finds", arguments: ["keystone", "glance"])
  func versions(_ project: String) async throws {
    guard let bundle = SharedData.url("reno/\(project)/\(project).bundle") else { return }
    let clone = try ScratchRepository(cloning: bundle)
    let repository = try await GitRepository.open(clone.folder.path)
    let head = try #require(repository.head)
    let config = try await GitObjects.contents(["\(head):reno.yaml"], repository.git)
    var settings = RenoSettings()
    if let bytes = config["\(head):reno.yaml"] {
      let source = try SourceText(file: "reno.yaml", bytes: bytes)
      let read = RenoSettings.read(source, releaseNotes: "releasenotes")
      #expect(read.diagnostics.isEmpty)
      settings = read.settings
    }
    let history = try await RenoHistory.read(repository, settings)
    var scan = RenoScan(history, shared: [])
    let names = SharedData.files("reno/\(project)/expected", endingIn: ".json")
      .filter { $0 != "tags.json" }
    #expect(names.count > 15)
    for name in names {
      let data = try #require(SharedData.bytes("reno/\(project)/expected/\(name)"))
      let expected = try JSONDecoder().decode(Expected.self, from: Data(data))
      let found = try scan.versions(
        of: expected.options?.branch,
        stopsAtBranchBase: expected.options?.stopAtBranchBase ?? true)
      #expect(found.map(\.name) == expected.versions.map(\.version), "\(name)")
      for (version, answer) in zip(found, expected.versions) {
        #expect(version.notes.map(\.path) == answer.notes.map(\.file), "\(name) \(answer.version)")
        #expect(version.notes.map(\.uid) == answer.notes.map(\.uid), "\(name) \(answer.version)")
        let day = version.seconds.map {
          CalendarDate(daysSinceEpoch: $0 / 86_400).description
        }
        #expect(day ?? "Unknown" == answer.date, "\(name) \(answer.version)")
      }
    }
  }

  @Test(
    "every entry is accounted for, and every record is sound", arguments: ["keystone", "glance"])
  func account(_ project: String) async throws {
    guard let bundle = SharedData.url("reno/\(project)/\(project).bundle") else { return }
    let clone = try ScratchRepository(cloning: bundle)
    let importer = try #require(ImporterCatalog.importer("reno"))
    let result = await importer.read(
      repository: ImportOptions(file: clone.folder.path, ["component": project]))
    #expect(result.account.isBalanced)
    #expect(result.account.imported == (project == "keystone" ? 654 : 410))
    // Misspelled sections are the only texts that are refused, and `.placeholder` is no note.
    #expect(result.account.diagnosed == (project == "keystone" ? 4 : 1))
    #expect(Set(result.diagnostics.map(\.id)) == ["reno-unknown-section"])
    #expect(result.account.excluded.map(\.entry) == ["releasenotes/notes/.placeholder"])
    for (index, record) in result.records.enumerated() where index % 7 == 0 { expectReads(record) }
    // Told what those sections are, all of it is imported, and the rest is as before.
    let told = await importer.read(
      repository: ImportOptions(
        file: clone.folder.path,
        ["component": project, "sections": "feature=features,upgrades=upgrade,others=other"]))
    #expect(told.account.diagnosed == 0 && told.diagnostics.isEmpty)
    #expect(told.account.imported == result.account.imported + result.account.diagnosed)
    #expect(Set(result.records).isSubset(of: told.records))
  }
}

/// Expects a record to read back the same from the file that it is written to.
func expectReads(_ record: ImportedRecord, sourceLocation: SourceLocation = #_sourceLocation) {
  guard let kind = KindCatalog.kind(record.id.kind) else { return }
  let text = String(decoding: RecordWriter.yaml(record.fields, kind), as: UTF8.self)
  let (drafts, problems) = RecordReader.drafts(
    SourceText(file: "\(record.id.id).yaml", text: text), kind: kind.name, stem: record.id.id)
  #expect(
    problems.isEmpty, "\(problems.map(\.text).joined())\n\(text)", sourceLocation: sourceLocation)
  #expect(drafts.first?.fields == record.fields, "\(text)", sourceLocation: sourceLocation)
}
