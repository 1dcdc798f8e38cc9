import Primitives

/// The normal forms of single values: what may be written for a type, and how it is kept.
enum ScalarForm {
  /// Why a text does not fit its type.
  struct Problem: Error {
    let id: String
    /// Follows the field's name: "has to be a date, not `soon`".
    let message: String
    let help: String
  }

  /// The value that a scalar states.
  static func value(_ text: String, isPlain: Bool, _ type: FieldType) throws(Problem) -> Value {
    switch type {
    case .text: return .string(try line(text))
    case .markdown:
      let trimmed = text.trimmedEnd
      guard !trimmed.isEmpty else { throw empty(type) }
      return .string(trimmed)
    case .code:
      let trimmed = text.trimmedEnd
      guard !trimmed.isEmpty else { throw empty(type) }
      return .string(trimmed)
    case .version: return .string(try line(text))
    case .bool:
      guard isPlain, text == "true" || text == "false" else {
        throw wrong(
          isPlain ? text : "\"\(text)\"", type,
          help: isPlain || !["true", "false"].contains(text)
            ? "write true or false" : "take the quotes away: they make it text")
      }
      return .bool(text == "true")
    case .int:
      guard isPlain, let int = Int(text) else {
        throw wrong(
          isPlain ? text : "\"\(text)\"", type,
          help: Int(text) != nil
            ? "take the quotes away: they make it text" : "write digits only, without a unit")
      }
      return .int(int)
    case .number:
      guard isPlain, let double = decimal(text) else {
        throw wrong(
          isPlain ? text : "\"\(text)\"", type,
          help: decimal(text) != nil
            ? "take the quotes away: they make it text"
            : "write a number such as 0.5; the unit belongs to another field")
      }
      return Int(text).map(Value.int) ?? .double(double)
    case .date:
      guard let date = PartialDate(text) else { throw date(text, type) }
      return .string(date.description)
    case .instant:
      guard let instant = Instant(text) else {
        let lacksOffset = Instant(text + "Z") != nil
        throw wrong(
          text, type, id: "bad-date",
          help: lacksOffset
            ? "add the offset: `\(text)Z` if the time is UTC, `\(text)+01:00` if it is an hour ahead"
            : "write it as 2024-11-14T09:30:00Z or with an offset such as +01:00")
      }
      return .string(instant.description)
    case .duration:
      guard let span = Span(text) else {
        let months =
          text.hasPrefix("P") && (text.contains("Y") || (text.contains("M") && !text.contains("T")))
        throw wrong(
          text, type, id: "bad-duration",
          help: months
            ? "count months and years in days, such as P180D: they differ in length"
            : "write 15m, 1h30m, 180d, PT15M or P180D")
      }
      return .string(span.description)
    case .range:
      let line = try line(text)
      do {
        _ = try VersionRange(parsing: line, scheme: .generic)
      } catch {
        throw Problem(
          id: "bad-range", message: "is no range of versions: \(error.message)",
          help: "write it as `>=4.2,<5.3`, `==5.2.*` or `*`")
      }
      return .string(line)
    case .slug:
      guard Slug.isValid(text) else {
        let near = Slug.nearest(to: text)
        guard text.utf8.count <= Slug.longest else {
          throw Problem(
            id: "bad-id", message: "has \(text.utf8.count) bytes: it becomes part of file names",
            help: "use at most \(Slug.longest)")
        }
        throw Problem(
          id: "bad-id", message: "can't be `\(text.prefix(60))`: it becomes part of addresses",
          help: "use lower-case letters, digits, hyphens and single dots"
            + (near.isEmpty ? "" : ", such as `\(near)`"))
      }
      return .string(text)
    case .url: return .string(try address(text))
    case .choice(let choices):
      guard choices.contains(where: { $0.word == text }) else {
        let words = choices.map(\.word)
        throw Problem(
          id: "unknown-word", message: "can't be `\(text.prefix(60))`",
          help: Spelling.nearest(to: text, among: words).map {
            "did you mean `\($0)`? It is one of \(words.joined(separator: ", "))"
          } ?? "write one of \(words.joined(separator: ", "))")
      }
      return .string(text)
    case .reference(let kinds):
      guard References.target(text, kinds) != nil else { throw reference(text, kinds, type) }
      // One written form for one record, whichever of the two a file uses.
      return .string(
        kinds.count == 1 ? String(text.drop { $0 != "/" }.dropFirst()).nonEmpty ?? text : text)
    case .list, .object, .map: throw wrong(text, type, help: "write its members below it")
    }
  }

  /// The number that decimal digits spell; Swift would also take hexadecimal and `inf`.
  private static func decimal(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
      let double = Double(text), double.isFinite
    else { return nil }
    return double
  }

  /// The text as it is kept: line breaks as LF, no white space at the end.
  static func trimmed(_ text: String) -> String { text.trimmedEnd }

  private static func line(_ text: String) throws(Problem) -> String {
    let trimmed = text.trimmedEnd
    guard !trimmed.isEmpty else { throw empty(.text) }
    guard !trimmed.utf8.contains(10) else {
      throw Problem(
        id: "not-one-line", message: "has to be one line of text",
        help: "shorten it, or move the rest to `summary`")
    }
    return trimmed
  }

  private static func address(_ text: String) throws(Problem) -> String {
    let lowered = text.lowercased()
    let isKnown = ["https://", "http://", "mailto:"].contains {
      lowered.hasPrefix($0) && lowered.utf8.count > $0.utf8.count
    }
    guard isKnown,
      !text.utf8.contains(where: {
        $0 <= 0x20 || $0 == 0x7f || $0 == 0x3c || $0 == 0x3e || $0 == 0x22
      })
    else {
      throw wrong(
        text, .url, id: "bad-url",
        help: lowered.hasPrefix("www.") || lowered.hasPrefix("//")
          ? "write `https://` before it"
          : "write the whole https address, without blanks; other schemes are not followed")
    }
    return text
  }

  private static func reference(_ text: String, _ kinds: [String], _ type: FieldType) -> Problem {
    if let other = RecordID(text), !kinds.contains(other.kind) {
      return Problem(
        id: "reference-of-wrong-kind",
        message: "names the \(other.kind) `\(other.id)` instead of a record of kind "
          + kinds.joined(separator: " or "),
        help: "write \(type.words)")
    }
    let near = Slug.nearest(to: text)
    let isBare = kinds.count > 1 && Slug.isValid(text)
    return Problem(
      id: "bad-reference", message: "can't be `\(text.prefix(60))`: that is no reference",
      help: isBare
        ? "say of which kind: `\(kinds[0])/\(text)`"
        : "write \(type.words)" + (near.isEmpty || isBare ? "" : ", perhaps `\(near)`"))
  }

  private static func date(_ text: String, _ type: FieldType) -> Problem {
    let bytes = Array(text.utf8)
    var help = "write the year first: 2024-11-14, 2024-11, 2024-Q4 or 2024"
    if bytes.count == 10, bytes[4] == 45, bytes[7] == 45 {
      help = "there is no such day in the calendar"
      if let month = PartialDate(String(text.prefix(7))), month.precision == .month {
        help += ": \(month) has \(month.last.day) days"
      }
    } else if let turned = turned(text) {
      help += "; here \(turned)"
    } else if Instant(text) != nil {
      help = "write the day alone, without the time"
    }
    return wrong(text, type, id: "bad-date", help: help)
  }

  /// What a date with the year last can mean: both readings where day and month can't be told.
  private static func turned(_ text: String) -> String? {
    let parts = text.split(whereSeparator: { "/.-".contains($0) }).compactMap { Int($0) }
    guard parts.count == 3, parts[2] >= 1000 else { return nil }
    let dates = [(parts[0], parts[1]), (parts[1], parts[0])].compactMap {
      CalendarDate(year: parts[2], month: $0.0, day: $0.1)?.description
    }
    guard let first = dates.first else { return nil }
    return dates.count == 2 && dates[0] != dates[1] ? "\(first) or \(dates[1])" : first
  }

  private static func empty(_ type: FieldType) -> Problem {
    Problem(
      id: "empty-field", message: "is empty", help: "write \(type.words), or leave the field out")
  }

  private static func wrong(
    _ text: String, _ type: FieldType, id: String = "wrong-type", help: String
  ) -> Problem {
    Problem(id: id, message: "has to be \(type.words), not `\(text.prefix(60))`", help: help)
  }
}

extension String {
  /// The text without white space at its end; line breaks come as LF.
  fileprivate var trimmedEnd: String {
    var bytes = Array(utf8)
    if bytes.contains(13) {
      bytes = Array(
        String(decoding: bytes, as: UTF8.self).split(
          separator: "\r\n", omittingEmptySubsequences: false
        ).joined(separator: "\n").utf8)
    }
    while let last = bytes.last, last == 10 || last == 32 || last == 9 || last == 13 {
      bytes.removeLast()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
