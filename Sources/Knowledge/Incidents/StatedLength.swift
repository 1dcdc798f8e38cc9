import Primitives

/// The first length that a sentence names, such as `about 1h50m` or `nearly two hours (to the fix)`.
///
/// Reports say how long something took in words; only what can be read without doubt is compared
/// with the timestamps: `several hours` and `most of Sunday` name no length.
public struct StatedLength: Sendable, Hashable {
  /// The length.
  public let span: Span
  /// Whether the words call it a guess: `about`, `roughly`, `~`.
  public let isRough: Bool

  /// Reads the first length of a text; `nil` if it names none.
  public init?(_ text: String) {
    let words = Self.words(text)
    // `2 to 3 hours` is no length but two.
    guard !zip(words, words.dropFirst()).contains(where: { Self.isNumber($0) && Self.joins($1) })
    else { return nil }
    var total = 0
    var last: Int?
    var index = 0
    while index < words.count {
      if let span = Span(words[index].uppercased()), words[index].hasPrefix("p"), last == nil {
        (total, last) = (span.seconds, 0)
        break
      }
      if let (amount, unit, count) = Self.part(words[index...]), unit < last ?? Int.max {
        total += Int((amount * Double(unit)).rounded())
        last = unit
        index += count
        if index < words.count, words[index] == "and" { index += 1 }
        continue
      }
      if last != nil { break }
      index += 1
    }
    guard last != nil, total > 0 else { return nil }
    span = Span(seconds: total)
    isRough =
      text.contains("~")
      || words.contains { ["about", "roughly", "around", "nearly", "almost", "over"].contains($0) }
  }

  /// An amount, the seconds of its unit, and the words that both take: `2 hours`, `2h`, `an hour`.
  private static func part(_ words: ArraySlice<String>) -> (Double, Int, Int)? {
    guard let first = words.first else { return nil }
    let second = words.dropFirst().first
    let digits = first.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    if !digits.isEmpty, let amount = Double(digits), amount < 1_000_000 {
      let rest = String(first.dropFirst(digits.count))
      if !rest.isEmpty { return unit(rest).map { (amount, $0, 1) } }
      return second.flatMap(unit).map { (amount, $0, 2) }
    }
    if first == "half", let article = second, ["a", "an"].contains(article) {
      return words.dropFirst(2).first.flatMap(unit).map { (0.5, $0, 3) }
    }
    guard let amount = names[first] else { return nil }
    return second.flatMap(unit).map { (Double(amount), $0, 2) }
  }

  private static func isNumber(_ word: String) -> Bool {
    names[word] ?? 0 > 1 || word.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func joins(_ word: String) -> Bool { ["to", "or"].contains(word) }

  private static let names: [String: Int] = [
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "ninety": 90,
  ]

  private static func unit(_ word: String) -> Int? {
    switch word {
    case "s", "sec", "secs", "second", "seconds": 1
    case "m", "min", "mins", "minute", "minutes": 60
    case "h", "hr", "hrs", "hour", "hours": 3600
    case "d", "day", "days": 86_400
    case "w", "week", "weeks": 604_800
    default: nil
    }
  }

  /// Lowercase words; `1h50m` is two of them, `2-3` and `1:50` stay whole and name nothing.
  private static func words(_ text: String) -> [String] {
    let separators: Set<Character> = [" ", ",", ";", "(", ")", "\n", "\t", "~"]
    return text.lowercased().split { separators.contains($0) }.flatMap { word -> [String] in
      guard word.first?.isNumber == true, word.allSatisfy({ $0.isNumber || $0.isLetter }) else {
        return [String(word)]
      }
      var parts: [String] = []
      var wasLetter = true
      for character in word {
        if character.isNumber, wasLetter { parts.append("") }
        parts[parts.count - 1].append(character)
        wasLetter = character.isLetter
      }
      return parts
    }
  }
}
