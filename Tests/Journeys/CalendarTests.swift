import Foundation
import Testing

@Suite("Journey: dates that move in the calendar")
struct CalendarJourneys {
  /// The events of the calendar by their UIDs.
  private func events(_ sandbox: Sandbox) throws -> [String: [String: String]] {
    try sandbox.waymark("build", at: "demo")
    let text = try sandbox.text("demo/public/calendar.ics").replacingOccurrences(
      of: "\r\n ", with: "")
    var events: [String: [String: String]] = [:]
    for part in text.components(separatedBy: "BEGIN:VEVENT").dropFirst() {
      var fields: [String: String] = [:]
      for line in part.components(separatedBy: "\r\n") {
        let pair = line.split(separator: ":", maxSplits: 1).map(String.init)
        if pair.count == 2, fields[pair[0]] == nil { fields[pair[0]] = pair[1] }
      }
      events[fields["UID"] ?? ""] = fields
    }
    return events
  }

  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.waymark("init", "demo", "--title", "Demo")
    try sandbox.write(Samples.team, to: "demo/records/team/platform.yaml")
    try sandbox.write(Samples.component, to: "demo/records/component/shop.yaml")
    try sandbox.write(
      """
      title: Orders v1 ends
      component: shop
      subject: /v1/orders
      announced: {on: 2026-01-15}
      warns: {on: 2026-03-01}
      plannedRemoval: {on: 2030-03-01}
      replacement: {relation: replace, what: /v2/orders}
      """, to: "demo/records/deprecation/orders-v1.yaml")
    try sandbox.write(
      """
      title: Log-in v1 ends
      component: shop
      subject: /v1/login
      announced: {on: 2026-01-15}
      plannedRemoval: {version: 2.0.0}
      replacement: {relation: replace, what: /v2/login}
      """, to: "demo/records/deprecation/login-v1.yaml")
    try sandbox.write(release("2.0.0", "2030-02-01"), to: "demo/records/release/shop-2.yaml")
    try sandbox.write(release("3.0.0", "2031-02-01"), to: "demo/records/release/shop-3.yaml")
    try sandbox.waymark("apply", at: "demo")
    return sandbox
  }

  private func release(_ version: String, _ date: String) -> String {
    "title: Shop \(version)\ncomponent: shop\nversion: \(version)\ndate: \(date)\nstatus: planned\n"
  }

  @Test("a removal that moves twice keeps its UID, its SEQUENCE rises by one each time")
  func moved() throws {
    let sandbox = try sandbox()
    let removal = "deprecation-orders-v1-removal@waymark"
    let warning = "deprecation-orders-v1-warning@waymark"
    var seen: [String?] = []
    for day in [nil, "2030-06-01", "2030-03-01"] {
      if let day {
        try sandbox.waymark(
          "deprecation", "move", "orders-v1", "--on", day, "--reason", "asked", "--quiet",
          at: "demo")
      }
      let events = try events(sandbox)
      seen += [events[removal]?["SEQUENCE"], events[removal]?["DTSTART;VALUE=DATE"]]
      // Its other dates did not move.
      #expect(events[warning]?["SEQUENCE"] == "0")
    }
    #expect(seen == ["0", "20300301", "1", "20300601", "2", "20300301"])

    // A plan that became less exact stays in the calendar, and says so.
    try sandbox.waymark(
      "deprecation", "move", "orders-v1", "--on", "2030-09", "--reason", "later", "--quiet",
      at: "demo")
    let vague = try events(sandbox)[removal]
    #expect(vague?["SEQUENCE"] == "3")
    #expect(vague?["DTSTART;VALUE=DATE"] == "20300901")
    #expect(vague?["SUMMARY"] == "/v1/orders is removed (some day in 2030-09)")
  }

  @Test("a removal with a version moves with its release, and never back in its SEQUENCE")
  func releases() throws {
    let sandbox = try sandbox()
    let uid = "deprecation-login-v1-removal@waymark"
    #expect(try events(sandbox)[uid]?["SEQUENCE"] == "0")
    for (sequence, day) in [("1", "2030-04-01"), ("2", "2030-05-01")] {
      try sandbox.write(release("2.0.0", day), to: "demo/records/release/shop-2.yaml")
      try sandbox.waymark("apply", at: "demo")
      let event = try events(sandbox)[uid]
      #expect(event?["SEQUENCE"] == sequence)
      #expect(event?["DTSTART;VALUE=DATE"] == day.replacingOccurrences(of: "-", with: ""))
    }
    try sandbox.waymark(
      "deprecation", "move", "login-v1", "--to-version", "3.0.0", "--reason", "asked", "--quiet",
      at: "demo")
    let event = try events(sandbox)[uid]
    #expect(event?["SEQUENCE"] == "3")
    #expect(event?["DTSTART;VALUE=DATE"] == "20310201")
  }
}
