import Markup
import Primitives

extension Artifact {
  /// `calendar.ics`: dates that people may subscribe to.
  ///
  /// Source: RFC 5545, with the refresh interval of RFC 7986.
  static let calendar = Artifact(name: "calendar") { input in
    guard !input.site.events.isEmpty else { return [] }
    let site = input.site
    var out: [UInt8] = []
    line("BEGIN", "VCALENDAR", &out)
    line("VERSION", "2.0", &out)
    line("PRODID", "-//Waymark//Waymark \(text(site.programVersion))//EN", &out)
    line("CALSCALE", "GREGORIAN", &out)
    line("NAME", text(site.title), &out)
    line("X-WR-CALNAME", text(site.title), &out)
    line("REFRESH-INTERVAL;VALUE=DURATION", "PT12H", &out)
    line("X-PUBLISHED-TTL", "PT12H", &out)
    for event in site.events.sorted(by: { ($0.on, $0.uid) < ($1.on, $1.uid) }) {
      write(event, input, &out)
    }
    line("END", "VCALENDAR", &out)
    return [("calendar.ics", out)]
  }

  private static func write(_ event: SiteEvent, _ input: ArtifactInput, _ out: inout [UInt8]) {
    line("BEGIN", "VEVENT", &out)
    line("UID", text(event.uid + "@waymark"), &out)
    line("SEQUENCE", String(event.sequence), &out)
    line("DTSTAMP", stamp(input.site.builtAt), &out)
    line("LAST-MODIFIED", stamp(event.modifiedAt), &out)
    if let time = event.time {
      line("DTSTART", stamp(time.lowerBound), &out)
      if !time.isEmpty { line("DTEND", stamp(time.upperBound), &out) }
    } else {
      line("DTSTART;VALUE=DATE", digits(event.on), &out)
      line("DTEND;VALUE=DATE", digits(event.on.adding(days: 1)), &out)
    }
    line("SUMMARY", text(event.title), &out)
    if !event.text.isEmpty { line("DESCRIPTION", text(event.text), &out) }
    if !event.categories.isEmpty {
      line("CATEGORIES", event.categories.map(text).joined(separator: ","), &out)
    }
    if input.site.baseURL != nil { line("URL", address(input.address(of: event.path)), &out) }
    let status = event.isTentative ? "TENTATIVE" : "CONFIRMED"
    line("STATUS", event.isCancelled ? "CANCELLED" : status, &out)
    // A date is no appointment: it blocks nobody's day.
    line("TRANSP", "TRANSPARENT", &out)
    if !event.isCancelled {
      line("BEGIN", "VALARM", &out)
      line("ACTION", "DISPLAY", &out)
      line("DESCRIPTION", text(event.title), &out)
      line("TRIGGER", "-P7D", &out)
      line("END", "VALARM", &out)
    }
    line("END", "VEVENT", &out)
  }

  /// A content line, folded after 75 octets, never within a character.
  private static func line(_ name: String, _ value: String, _ out: inout [UInt8]) {
    let start = out.count
    out += name.utf8
    out.append(UInt8(ascii: ":"))
    out += value.utf8
    // A folded line begins with a blank, which counts.
    var (first, limit) = (start, 75)
    while out.count - first > limit {
      var end = first + limit
      while out[end] & 0xC0 == 0x80 { end -= 1 }
      out.insert(contentsOf: [13, 10, 32], at: end)
      (first, limit) = (end + 3, 74)
    }
    out += [13, 10]
  }

  /// A value of type TEXT; control characters have no place in one.
  private static func text(_ value: String) -> String {
    guard value.utf8.contains(where: isSpecial) else { return value }
    var out: [UInt8] = []
    var isAfterReturn = false
    // Controls of direction are shown; of other controls the rest knows more.
    for byte in directionsShown(value).utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case 10: if !isAfterReturn { out += "\\n".utf8 }
      case 13: out += "\\n".utf8
      case 9: out.append(9)
      case 0..<32, 127: break
      default: out.append(byte)
      }
      isAfterReturn = byte == 13
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Whether text with this byte may differ from its value: marks, controls, and what controls of
  /// direction begin with.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<32, 127, 0xE2, UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","): true
    default: false
    }
  }

  private static func directionsShown(_ value: String) -> String {
    guard value.utf8.contains(0xE2) else { return value }
    var out = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        out += HiddenCharacter.shown(String(scalar))
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// A value of type URI: not escaped, but nothing in it may end the line.
  private static func address(_ value: String) -> String {
    String(value.unicodeScalars.filter { $0.value > 32 && $0.value != 127 }.map(Character.init))
  }

  private static func digits(_ date: CalendarDate) -> String {
    without("-", in: date.description)
  }

  private static func stamp(_ instant: Instant) -> String {
    let fraction = (instant.milliseconds % 1000 + 1000) % 1000
    let seconds = Instant(milliseconds: instant.milliseconds - fraction)
    return without("-:", in: seconds.description)
  }

  /// An ASCII text without some of its bytes.
  private static func without(_ marks: String, in text: String) -> String {
    String(decoding: text.utf8.filter { !marks.utf8.contains($0) }, as: UTF8.self)
  }
}
