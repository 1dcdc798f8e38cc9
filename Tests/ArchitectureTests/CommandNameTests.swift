import Foundation
import Testing

@Suite("Commands")
struct CommandNameTests {
  /// The parser would work it out of the type's name, which costs each start of the program a search
  /// through every conformance of every library.
  @Test("every command says its own name")
  func names() {
    var count = 0
    for file in Repository.files(under: "Sources/Commands", endingWith: ".swift") {
      let text = Repository.lines(file).joined(separator: "\n")
      for part in text.components(separatedBy: "CommandConfiguration(").dropFirst() {
        count += 1
        let start = part.prefix(80).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(start.hasPrefix("commandName: \""), "\(file): \(start.prefix(40))")
      }
    }
    #expect(count > 50)
  }
}
