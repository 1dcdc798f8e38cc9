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
}
