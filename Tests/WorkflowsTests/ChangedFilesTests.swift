import Foundation
import Testing
import Workflows

@Suite("Files that changed")
struct ChangedFilesTests {
  @Test("files that are as they were are not read, and a prune keeps what they state")
  func standing() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write(ScratchWorkspace.incident, to: "shared/orders.yaml")
    try scratch.write("title: Two\ncontact: '#two'\nkind: team\n", to: "records/team/ä/two.yaml")
    try FileManager.default.createDirectory(
      at: scratch.folder.appending(path: "records/incident"), withIntermediateDirectories: true)
    let link = scratch.folder.appending(path: "records/incident/orders.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: "../../shared/orders.yaml")
    #expect(try scratch.apply().created.count == 4)
    for prunes in [false, true] {
      let again = try scratch.apply { $0.prunes = prunes }
      #expect(again.isUnchanged && again.files == 4 && again.filesRead == 0)
      #expect(again.unchanged == 4)
    }
    try FileManager.default.removeItem(at: link)
    #expect(try scratch.apply().isUnchanged)
    #expect(
      try scratch.apply { $0.prunes = true }.retired.map(\.description) == ["incident/orders"])
    // Back with the very same bytes and time, it is read again.
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: "../../shared/orders.yaml")
    #expect(try scratch.apply().revised.map(\.description) == ["incident/orders"])
  }

  @Test("a record whose file is gone stays, and that is said until it is retired or comes back")
  func gone() throws {
    let scratch = try ScratchWorkspace()
    #expect(try scratch.apply().warnings.isEmpty)
    let file = scratch.folder.appending(path: "records/team/platform.yaml")
    let text = try scratch.text("records/team/platform.yaml")
    try FileManager.default.removeItem(at: file)
    for _ in 0..<2 {
      let outcome = try scratch.apply()
      #expect(outcome.isUnchanged)
      #expect(outcome.warnings.map(\.id) == ["file-gone"])
      #expect(outcome.warnings.first?.message.contains("team/platform") == true)
    }
    // In another file it is as much there as before.
    try scratch.write(text, to: "records/team/sub/platform.yaml")
    #expect(try scratch.apply().warnings.filter { $0.id == "file-gone" }.isEmpty)
    try FileManager.default.removeItem(
      at: scratch.folder.appending(path: "records/team/sub/platform.yaml"))
    #expect(try scratch.apply().warnings.map(\.id).contains("file-gone"))
    #expect(
      try scratch.apply { $0.prunes = true }.retired.map(\.description) == ["team/platform"])
    #expect(try scratch.apply().warnings.isEmpty)
  }

  @Test("a file with its ending in capitals is not read, and that is said")
  func capitals() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write("title: Two\ncontact: '#two'\nkind: team\n", to: "records/team/two.YAML")
    let outcome = try scratch.apply()
    #expect(outcome.created.count == 2)
    #expect(outcome.warnings.map(\.id) == ["ending-in-capitals"])
    #expect(outcome.warnings.first?.help?.contains("two.yaml") == true)
  }
}
