import Testing

@testable import Primitives

@Suite("VersionEvents")
struct VersionEventsTests {
  static func affected(_ events: VersionEvents, _ versions: String...) -> [Bool] {
    versions.map { events.affects(Version($0, events.scheme)) }
  }

  @Test("sorts events that are not in order")
  func unordered() {
    let events: [VersionEvents.Event] = [
      .introduced("2.0.0"), .fixed("2.0.7"), .introduced("0"), .fixed("1.26.18"),
    ]
    let known = VersionEvents(events: events, scheme: .pep440)
    #expect(
      Self.affected(known, "0.1", "1.26.17", "1.26.18", "2.0.0a1", "2.0.0", "2.0.6", "2.0.7")
        == [true, true, false, false, true, true, false])
    #expect(known.text == "from 2.0.0 until 2.0.7; before 1.26.18")
    let turned = VersionEvents(events: events.reversed(), scheme: .pep440)
    #expect(turned.text == known.text)
  }

  @Test("knows the last affected version, limits and lists")
  func otherEvents() {
    let last = VersionEvents(
      events: [.introduced("1.0"), .lastAffected("1.4")], versions: ["0.9"], scheme: .pep440)
    #expect(
      Self.affected(last, "0.9.0", "1.0", "1.4.0", "1.4.1", "0.8")
        == [true, true, true, false, false])
    #expect(last.text == "from 1.0 through 1.4; also 0.9")
    let limited = VersionEvents(
      events: [.introduced("0"), .limit("1.5"), .limit("2.0")], scheme: .pep440)
    #expect(Self.affected(limited, "1.9", "2.0") == [true, false])
    #expect(limited.text == "all versions; only below 2.0")
    let unlimited = VersionEvents(
      events: [.introduced("1"), .limit("*"), .limit("2")], scheme: .pep440)
    #expect(Self.affected(unlimited, "3") == [true])
    let listed = VersionEvents(
      events: [], versions: ["1", "2", "3", "4", "5", "6", "odd one"], scheme: .pep440)
    #expect(listed.text == "odd one, 1, 2, 3, 4 and 2 more")
    #expect(Self.affected(listed, "6.0", "odd one", "7") == [true, true, false])
    #expect(VersionEvents(events: [], scheme: .semver).text == "no versions")
  }

  @Test("settles events at the same version")
  func ties() {
    let joined = VersionEvents(
      events: [.introduced("0"), .fixed("2"), .introduced("2.0"), .fixed("3")], scheme: .pep440)
    #expect(Self.affected(joined, "1", "2", "2.5", "3") == [true, true, true, false])
    #expect(joined.text == "before 3")
    let empty = VersionEvents(events: [.introduced("2"), .fixed("2")], scheme: .pep440)
    #expect(Self.affected(empty, "1", "2", "3") == [false, false, false])
    let single = VersionEvents(events: [.lastAffected("2"), .introduced("2")], scheme: .pep440)
    #expect(Self.affected(single, "1", "2", "3") == [false, true, false])
    #expect(single.text == "2")
  }

  @Test("calls nothing safe for an event that can't be read")
  func unreadable() {
    let known = VersionEvents(events: [.introduced("?"), .fixed("soon")], scheme: .pep440)
    #expect(known.unreadable == ["?", "soon"])
    #expect(Self.affected(known, "0.1", "9") == [true, true])
  }
}
