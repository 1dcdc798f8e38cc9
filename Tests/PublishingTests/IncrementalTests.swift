import Primitives
import Testing

@testable import Publishing

@Suite("incremental builds") struct IncrementalTests {
  /// Whatever was edited in between, a build gives what a build into an empty folder gives.
  @Test(arguments: UInt64(1)...5)
  func equalCleanBuilds(seed: UInt64) throws {
    var random = Random(state: seed)
    let folder = try TemporaryFolder()
    var site = SampleSite.large(70)
    site.pages += SampleSite.site.pages
    site.sections = SampleSite.site.sections
    for _ in 0..<5 {
      edit(&site, &random)
      let report = try SiteBuilder.build(site, into: folder.output)
      let clean = try TemporaryFolder()
      let expected = try SiteBuilder.build(site, into: clean.output)
      #expect(folder.contents() == clean.contents())
      #expect(report.diagnostics == expected.diagnostics)
      let again = try SiteBuilder.build(site, into: folder.output)
      #expect(again.changed == 0)
      #expect(again.diagnostics == expected.diagnostics)
      #expect(again.bytes == expected.bytes && again.pages == expected.pages)
    }
  }

  private func edit(_ site: inout Site, _ random: inout Random) {
    let number = random.next(site.pages.count)
    switch random.next(9) {
    case 0: site.pages[number].title += "!"
    case 1: site.pages.remove(at: number)
    case 2: site.pages.append(SampleSite.plain("lesson/new-\(random.next(1_000_000))", "New"))
    case 3: site.pages[number].markdown += Array("\n[dead](nowhere-\(random.next(9)).md)\n".utf8)
    case 4: site.pages[number].markdown += Array("\n[x](../lesson/pin-first.md#gone)\n".utf8)
    case 5:
      site.pages[number].editions.append(
        SampleSite.edition(
          (site.pages[number].editions.last?.number ?? 0) + 1, "# E\n\n\(random.next(99))\n"))
    case 6: site.pages[number].summary = "summary\(random.next(99))"
    case 7: site.pages[number].markdown = Array("# Short\n".utf8)
    default: site.pages[number].markdown += Array("\ncommon rare\(random.next(99))\n".utf8)
    }
  }

  @Test func standsOnlyAsItWasBuilt() throws {
    let folder = try TemporaryFolder()
    let site = SampleSite.large(40)
    let (origin, other) = (Fingerprint(of: [1]), Fingerprint(of: [2]))
    #expect(try StandingSite(folder.output).report(origin) == nil)
    let built = try SiteBuilder.build(site, into: folder.output, origin: origin)
    try #require(built.diagnostics.isEmpty)
    let standing = try #require(try StandingSite(folder.output).report(origin))
    #expect(standing.changed == 0 && standing.pages == built.pages && standing.bytes == built.bytes)
    #expect(try StandingSite(folder.output).report(other) == nil)
    let file = try #require(folder.contents().keys.sorted().first { $0.hasSuffix(".html") })
    FileTree(root: folder.output).remove(file)
    #expect(try StandingSite(folder.output).report(origin) == nil)
    #expect(try StandingSite(folder.output).memory() == nil)
  }

  @Test func nothingStandsWithFindings() throws {
    let folder = try TemporaryFolder()
    var site = SampleSite.large(40)
    site.pages[3].markdown += Array("\n[dead](nowhere.md)\n".utf8)
    let origin = Fingerprint(of: [1])
    let built = try SiteBuilder.build(site, into: folder.output, origin: origin)
    #expect(!built.diagnostics.isEmpty)
    #expect(try StandingSite(folder.output).report(origin) == nil)
    #expect(try StandingSite(folder.output).memory() == nil)
  }

  /// Pages made anew one by one, over a memory that grows, are as a whole build makes them.
  @Test(arguments: UInt64(1)...6)
  func patchesEqualCleanBuilds(seed: UInt64) throws {
    var random = Random(state: seed)
    let folder = try TemporaryFolder()
    var site = SampleSite.large(150)
    site.pages.sort { $0.path < $1.path }
    _ = try SiteBuilder.build(site, into: folder.output)
    var patched = 0
    for _ in 0..<8 {
      var changed: Set<Int> = []
      for _ in 0..<(1 + random.next(3)) {
        let number = random.next(site.pages.count)
        changed.insert(number)
        switch random.next(5) {
        case 0: site.pages[number].summary = "summary\(random.next(99)) common"
        case 1: site.pages[number].markdown = Array("# Short\n".utf8)
        case 2: site.pages[number].component = "part\(random.next(4))"
        case 3: site.pages[number].badges = [.init("badge\(random.next(9))")]
        default:
          site.pages[number].markdown += Array("\nword\(random.next(9999)) again\n".utf8)
        }
      }
      let standing = try StandingSite(folder.output)
      let memory = try #require(standing.memory())
      var known = site
      known.pages = memory.pages
      for number in changed { known.pages[number] = site.pages[number] }
      let report = try standing.patch(
        known, changed: changed.sorted(), memory, isCalendarNew: false, isNewsNew: false)
      let clean = try TemporaryFolder()
      let expected = try SiteBuilder.build(site, into: clean.output)
      guard let report else { break }
      patched += 1
      #expect(folder.contents() == clean.contents())
      #expect(report.bytes == expected.bytes && report.pages == expected.pages)
    }
    #expect(patched > 3)
  }

  @Test func damagedMemoryIsNotTrusted() throws {
    let folder = try TemporaryFolder()
    let site = SampleSite.large(80)
    let origin = Fingerprint(of: [1])
    _ = try SiteBuilder.build(site, into: folder.output, origin: origin)
    #expect(try StandingSite(folder.output).memory() != nil)
    let state = FileTree(root: folder.path + "/.public.waymark")
    for name in [SiteMemory.base, LastBuild.name] {
      var bytes = try #require(state.read(name))
      bytes[bytes.count / 2] ^= 1
      try state.write(name, bytes, mayExist: true)
    }
    #expect(try StandingSite(folder.output).memory() == nil)
    #expect(try StandingSite(folder.output).report(origin) == nil)
  }
}
