/// Reads the text of a `VersionRange`.
struct VersionRangeParser {
  typealias Alternative = VersionRange.Alternative

  var scheme: VersionScheme
  let bytes: [UInt8]
  var position = 0

  /// Every operator; an earlier one wins over its own beginning.
  static let operators = ["===", "==", "~=", "!=", "<=", ">=", "<", ">", "=", "^", "~"]
    .map { Array($0.utf8) }

  init(_ text: String, scheme: VersionScheme) {
    bytes = Array(text.utf8)
    self.scheme = scheme
  }

  /// The conditions of every alternative, in the order written.
  mutating func alternatives() throws(VersionRangeProblem) -> [Alternative] {
    skipBlanks()
    if bytes[position...].starts(with: "vers:".utf8) { return try vers() }
    var all: [Alternative] = []
    while true {
      all.append(try conjunction())
      if position >= bytes.count { return all }
      position += 2
    }
  }

  /// Conditions up to `||` or the end.
  private mutating func conjunction() throws(VersionRangeProblem) -> Alternative {
    var alternative = Alternative()
    var count = 0
    var bare = 0
    skipBlanks()
    let start = position
    while position < bytes.count, !isAtBar {
      let at = position
      let found = Self.operators.first { bytes[position...].starts(with: $0) } ?? []
      position += found.count
      skipBlanks()
      let range = word()
      if found.isEmpty { bare += 1 }
      if bare > 1 {
        throw problem(
          at..<position, "two versions can't both hold",
          help: "write || between alternatives, or an operator such as >= before each version")
      }
      try apply(String(decoding: found, as: UTF8.self), range, from: at, to: &alternative)
      count += 1
      skipBlanks()
      if position < bytes.count, bytes[position] == UInt8(ascii: ",") {
        position += 1
        skipBlanks()
      }
    }
    if position < bytes.count, !bytes[position...].starts(with: "||".utf8) {
      throw problem(
        position..<(position + 1), "a single | separates nothing here",
        help: "write || between alternatives; a single | only follows vers:type/")
    }
    if count == 0 {
      throw problem(
        start..<position, "there is no version where one is needed",
        help: "write a range such as >=4.2,<5.3 or * for any version")
    }
    return alternative
  }

  /// Adds one condition.
  private func apply(
    _ sign: String, _ range: Range<Int>, from start: Int, to alternative: inout Alternative
  ) throws(VersionRangeProblem) {
    let text = String(decoding: bytes[range], as: UTF8.self)
    if text.isEmpty {
      throw problem(
        start..<max(position, start + 1), "there is no version after ‘\(sign)’",
        help: "write the version right after the operator, such as >=4.2")
    }
    if sign == "===" {
      let exact = VersionScanner(text, lowercased: true).bytes
      if let other = alternative.exact, other != exact {
        throw problem(
          range, "two === conditions can't both hold", help: "write || between alternatives")
      }
      alternative.exact = exact
      return
    }
    if sign.isEmpty, ["*", "x", "X"].contains(text) {
      alternative.isAny = alternative.interval == .everything && alternative.excluded.isEmpty
      return
    }
    alternative.isAny = false
    if let series = Self.seriesNumbers(text) {
      guard ["", "=", "==", "!="].contains(sign), let parts = numbers(series) else {
        throw problem(
          range, "‘\(text)’ can't follow ‘\(sign)’",
          help: "write a series as ==1.4.* or !=1.4.*, and a bound as >=1.4")
      }
      let interval = VersionInterval.series(parts, scheme: scheme)
      if sign == "!=" {
        alternative.excluded.append(interval)
      } else {
        alternative.interval = alternative.interval.intersection(interval)
      }
      return
    }
    let version = try version(text, range)
    if version.key.publicEnd < version.key.parts.count, !["", "=", "==", "!="].contains(sign) {
      throw problem(
        range, "‘\(sign)’ can't compare a local version such as ‘\(text)’",
        help: "leave out the part after +, or use == or !=")
    }
    let bound = try interval(sign, version, range)
    if sign == "!=" {
      alternative.excluded.append(bound)
    } else {
      alternative.interval = alternative.interval.intersection(bound)
    }
  }

  /// What an operator before a version takes in; for `!=` what it leaves out.
  private func interval(
    _ sign: String, _ version: Version, _ range: Range<Int>
  ) throws(VersionRangeProblem) -> VersionInterval {
    let isPlain = version.key.isRelease
    let written = numbers(version.raw) ?? []
    let epoch = scheme == .pep440 ? 1 : 0
    switch sign {
    case "":
      return isPlain && written.count - epoch <= 2
        ? .series(written, scheme: scheme) : .equal(version)
    case "=", "==", "!=": return .equal(version)
    case "<": return .below(version)
    case "<=": return .atMost(version)
    case ">": return .above(version)
    case ">=": return .from(version)
    case "~=":
      guard written.count - epoch >= 2 else {
        throw problem(
          range, "~= needs at least two numbers", help: "write ~=\(version.raw).0 or >= instead")
      }
      return VersionInterval.from(version)
        .intersection(.series(Array(written.dropLast()), scheme: scheme))
    default:
      guard written.count > epoch else {
        throw problem(
          range, "‘\(sign)’ needs a version that begins with a number",
          help: "write two bounds instead, such as >=A,<B")
      }
      // `~` holds the first two numbers; `^` those up to the first that is not zero.
      let firstNonzero = written.indices.dropFirst(epoch).first { !written[$0].isZero }
      let kept = sign == "~" ? epoch + 2 : (firstNonzero ?? written.count - 1) + 1
      return VersionInterval.from(version)
        .intersection(.series(Array(written.prefix(kept)), scheme: scheme))
    }
  }
}

extension VersionRangeParser {
  /// A version that the scheme can read.
  func version(
    _ text: String, _ range: Range<Int>
  ) throws(VersionRangeProblem) -> Version {
    let version = Version(text, scheme)
    if version.key.isParsed, version.key.parts.count > 1 { return version }
    let reason = Version.problem(in: text, scheme: scheme) ?? "‘\(text)’ is no version"
    throw problem(
      range, reason, help: "write versions of the scheme \(scheme.rawValue), or * for any version")
  }

  /// The numbers of a release as written, zeros at the end kept, PEP 440's epoch first.
  private func numbers(_ text: String) -> [VersionPart]? {
    var scanner = VersionScanner(text)
    scanner.skipV()
    let separators = Array(scheme == .calver ? ".-_".utf8 : ".".utf8)
    guard var numbers = scanner.numbers(separators: separators) else { return nil }
    var epoch: [VersionPart] = scheme == .pep440 ? [VersionPart(.number)] : []
    if scheme == .pep440, numbers.count == 1, scanner.skip(UInt8(ascii: "!")) {
      epoch = [VersionPart(digits: numbers[0])]
      guard let release = scanner.numbers() else { return nil }
      numbers = release
    }
    return epoch + numbers.map { VersionPart(digits: $0) }
  }

  /// What stands before `.*` or `.x`, if that is all digits, dots and a `v`.
  private static func seriesNumbers(_ text: String) -> String? {
    guard text.hasSuffix(".*") || text.hasSuffix(".x") || text.hasSuffix(".X") else { return nil }
    var series = text.dropLast(2)
    while series.hasSuffix(".*") || series.hasSuffix(".x") || series.hasSuffix(".X") {
      series = series.dropLast(2)
    }
    var digits = series[...]
    if let first = digits.first, first == "v" || first == "V" { digits = digits.dropFirst() }
    let allowed = digits.utf8.allSatisfy { VersionScanner.isDigit($0) || ".!-_".utf8.contains($0) }
    return allowed && digits.utf8.last.map(VersionScanner.isDigit) == true ? String(series) : nil
  }

  mutating func skipBlanks() {
    while position < bytes.count, VersionScanner.isBlank(bytes[position]) { position += 1 }
  }

  /// The bytes up to a blank, a comma or a bar.
  mutating func word() -> Range<Int> {
    let start = position
    while position < bytes.count, !VersionScanner.isBlank(bytes[position]), !isAtBar,
      !",<>=!~^".utf8.contains(bytes[position]) || isInsideWord(start)
    {
      position += 1
    }
    return start..<position
  }

  /// Whether the byte is PEP 440's epoch mark or another sign within a version.
  private func isInsideWord(_ start: Int) -> Bool {
    position > start && ["!", "~"].contains(Unicode.Scalar(bytes[position]))
      && !(position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "="))
  }

  private var isAtBar: Bool { position < bytes.count && bytes[position] == UInt8(ascii: "|") }

  func problem(
    _ range: Range<Int>, _ message: String, help: String
  ) -> VersionRangeProblem {
    let start = min(range.lowerBound, bytes.count)
    let end = min(max(range.upperBound, start), bytes.count)
    let scalars = { (slice: ArraySlice<UInt8>) in slice.count { $0 & 0xC0 != 0x80 } }
    return VersionRangeProblem(
      offset: scalars(bytes[..<start]), length: max(1, scalars(bytes[start..<end])),
      message: message, help: help)
  }
}
