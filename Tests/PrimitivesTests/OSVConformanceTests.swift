import FoundationEssentials
import Testing

@testable import Primitives

/// `VersionEvents` against 129 advisories and an oracle that nobody on this project wrote.
@Suite("VersionEvents against OSV")
struct OSVConformanceTests {
  static let folder: String? = {
    let environment = ProcessInfo.processInfo.environment["WAYMARK_SHARED_DATA"]
    let beside = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "shared/data").path
    let folder = (environment ?? beside) + "/osv"
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }()

  struct Expected: Decodable {
    struct Answer: Decodable {
      let listed: [String]
      let inRange: [String]

      enum CodingKeys: String, CodingKey {
        case listed
        case inRange = "in_range"
      }

      init(from decoder: any Decoder) throws {
        if let both = try? decoder.singleValueContainer().decode([String].self) {
          (listed, inRange) = (both, both)
        } else {
          let container = try decoder.container(keyedBy: CodingKeys.self)
          listed = try container.decode([String].self, forKey: .listed)
          inRange = try container.decode([String].self, forKey: .inRange)
        }
      }
    }

    let data: [String: [String: Answer]]
  }

  /// The little of YAML that the corpus uses: events of ECOSYSTEM ranges and the listed versions.
  static func advisory(_ text: String) -> (events: VersionEvents, range: VersionEvents)? {
    var events: [VersionEvents.Event] = []
    var versions: [String] = []
    var (isEcosystem, isListing) = (false, false)
    for line in text.split(separator: "\n") {
      if line.hasPrefix("withdrawn:") { return nil }
      let words = line.split(whereSeparator: { " \"'".contains($0) }).map(String.init)
      if line.hasPrefix("  - type:") { isEcosystem = words.last == "ECOSYSTEM" }
      if line.hasPrefix("  versions:") { isListing = true }
      if !line.hasPrefix(" ") && !line.hasPrefix("-") { isListing = false }
      if isListing, line.hasPrefix("  - "), words.count == 2 { versions.append(words[1]) }
      guard isEcosystem, line.hasPrefix("    - "), words.count == 3 else { continue }
      switch words[1] {
      case "introduced:": events.append(.introduced(words[2]))
      case "fixed:": events.append(.fixed(words[2]))
      case "last_affected:": events.append(.lastAffected(words[2]))
      default: break
      }
    }
    return (
      VersionEvents(events: events, versions: versions, scheme: .pep440),
      VersionEvents(events: events, scheme: .pep440)
    )
  }

  @Test("says which advisories affect every version that the corpus names")
  func corpus() throws {
    guard let folder = Self.folder else {
      print("skipped: no shared data (WAYMARK_SHARED_DATA)")
      return
    }
    let file = URL(filePath: folder + "/expected/affected-by-version.json")
    let expected = try JSONDecoder().decode(Expected.self, from: Data(contentsOf: file)).data
    var checked = 0
    for (package, answers) in expected {
      let path = "\(folder)/vulns/\(package)"
      var advisories: [(String, VersionEvents, VersionEvents)] = []
      for name in try FileManager.default.contentsOfDirectory(atPath: path) {
        let text = try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
        guard let (all, range) = Self.advisory(text) else { continue }
        #expect(all.unreadable.isEmpty)
        advisories.append((String(name.prefix { $0 != "." }), all, range))
      }
      for (raw, answer) in answers {
        let version = Version(raw, .pep440)
        let inRange = advisories.filter { $0.2.affects(version) }.map(\.0).sorted()
        let affecting = advisories.filter { $0.1.affects(version) }.map(\.0).sorted()
        #expect(inRange == answer.inRange.sorted(), "\(package) \(raw)")
        #expect(
          affecting == Set(answer.listed + answer.inRange).sorted(), "\(package) \(raw)")
        checked += 1
      }
    }
    #expect(checked > 3_000)
  }
}
