import Knowledge
import Primitives
import Records

/// The HTTP header lines that tell a client of a deprecation: RFC 9745 and RFC 8594.
public enum DeprecationHeaders {
  /// `Deprecation:`, `Sunset:` where an end is known, and `Link:` lines, without line ends.
  ///
  /// `Deprecation:` names the day from which users are warned, which may lie ahead; where none is
  /// known, that of the announcement. A replacement that is an address or a path is the
  /// `successor-version` of RFC 5829.
  ///
  /// Where only a month or a year is known its first day counts: nobody is told too late.
  ///
  /// - Parameters:
  ///   - record: the deprecation.
  ///   - graph: what is known.
  ///   - base: the address of the site, for a link where the record names no guide.
  /// - Returns: the lines, in this order.
  /// - Throws: interfaces that are not HTTP, an unknown day, an end before the beginning
  ///   (RFC 9745 §4) and addresses that can't stand in a header; all at once.
  public static func lines(
    _ record: Record, _ graph: Graph, base: String?
  ) throws(Diagnostics) -> [String] {
    let life = graph.life(of: record)
    var problems: [Diagnostic] = []
    if let kind = otherKind(record, graph) {
      problems.append(
        Diagnostic(
          "not-http", "\(record.id) is about \(kind): it has no headers",
          help: "name an interface of kind `http` in `interface:`, or use the calendar instead"))
    }
    if life.state == .withdrawn {
      problems.append(
        Diagnostic("withdrawn", "\(record.id) is withdrawn", help: "send no headers for it"))
    }
    let start = life.warns?.on?.first ?? life.announced?.on?.first
    if start == nil {
      problems.append(
        Diagnostic(
          "no-day", "nobody knows from which day on \(record.id) is deprecated",
          help: "add `on:` to `warns:` or `announced:`, or a `date:` to the release that it names"))
    }
    if let start, let last = life.removal?.on?.last, last < start {
      problems.append(
        Diagnostic(
          "sunset-before-deprecation", "the end on \(last) lies before the deprecation on \(start)",
          help: "check `plannedRemoval:`, `warns:` and `announced:`; RFC 9745 forbids such headers")
      )
    }
    // Of a month in which the deprecation begins, no day before that.
    let end = life.removal?.on.map { max($0.first, start ?? $0.first) }
    var links: [String] = []
    let place = Links.place(of: record.id, in: graph).flatMap { place in
      base.map { $0 + page(place) }
    }
    let policy = life.notice.promise.map(\.policy).flatMap { Links.place(of: $0, in: graph) }
      .flatMap { place in base.map { $0 + page(place) } }
    let successor = record["replacement"]?["what"]?.text.flatMap { what in
      ["/", "https://", "http://"].contains { what.hasPrefix($0) } ? what : nil
    }
    for (address, relation, type) in [
      (record["guide"]?.text ?? place, "deprecation", hint(record["guide"]?.text)),
      (policy, "sunset", "; type=\"text/html\""), (successor, "successor-version", ""),
    ] {
      guard let address else { continue }
      if isSafe(address) {
        links.append("Link: <\(address)>; rel=\"\(relation)\"\(type)")
      } else {
        problems.append(
          Diagnostic(
            "bad-address", "the address for rel=\"\(relation)\" can't stand in a header",
            help: "write it in ASCII, with %-escapes for blanks, quotes and angle brackets"))
      }
    }
    guard problems.isEmpty, let start else { throw Diagnostics(problems) }
    let sunset = end.map { "Sunset: \(httpDate($0))" }
    return ["Deprecation: @\(start.daysSinceEpoch * 86_400)"] + [sunset].compactMap(\.self) + links
  }

  /// The first moment of a day as RFC 9110 §5.6.7 writes it: `Sun, 11 Nov 2018 00:00:00 GMT`.
  static func httpDate(_ day: CalendarDate) -> String {
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let weekday = weekdays[((day.daysSinceEpoch % 7) + 7) % 7]
    let text = day.description
    return "\(weekday), \(text.suffix(2)) \(months[day.month - 1]) \(text.prefix(4)) 00:00:00 GMT"
  }

  /// What a deprecation is about that has no HTTP; `nil` where it can have some.
  private static func otherKind(_ record: Record, _ graph: Graph) -> String? {
    let owner = graph.record("component", record.component)
    let interfaces = owner?["interfaces"]?.items ?? []
    if let name = record["interface"]?.text {
      let kind = interfaces.first { $0["name"]?.text == name }?["kind"]?.text
      return kind.flatMap { $0 == "http" ? nil : "an interface of kind `\($0)`" }
    }
    guard let type = owner?["type"]?.text, ["library", "runtime"].contains(type),
      !interfaces.contains(where: { $0["kind"]?.text == "http" })
    else { return nil }
    return "a part of a \(type)"
  }

  private static func page(_ place: String) -> String {
    place.split(separator: "#", maxSplits: 1).enumerated().map { index, part in
      index == 0 && part.hasSuffix(".md") ? part.dropLast(3) + ".html" : part
    }.joined(separator: "#")
  }

  /// The hint that a page is read; none for a guide whose ending says that it is something else.
  private static func hint(_ guide: String?) -> String {
    let others = [".pdf", ".md", ".txt", ".json", ".yaml", ".yml", ".xml", ".zip", ".docx"]
    let path = guide?.lowercased().prefix { $0 != "?" && $0 != "#" } ?? ""
    return others.contains { path.hasSuffix($0) } ? "" : "; type=\"text/html\""
  }

  private static func isSafe(_ address: String) -> Bool {
    address.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"<>\"".utf8.contains($0) }
  }
}
