extension VersionRangeParser {
  /// The union that a `vers:type/a|b|c` stands for, by the algorithm of its specification.
  mutating func vers() throws(VersionRangeProblem) -> [Alternative] {
    position += 5
    let typeStart = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "/") { position += 1 }
    guard position < bytes.count, position > typeStart else {
      throw problem(
        typeStart..<bytes.count, "vers: names no type of versions",
        help: "write the type and a slash after vers:, such as vers:pypi/>=1|<2")
    }
    let type = String(decoding: bytes[typeStart..<position], as: UTF8.self)
    scheme = ["pypi": .pep440, "semver": .semver, "npm": .semver, "cargo": .semver][type] ?? scheme
    position += 1
    var bounds: [(sign: String, version: Version)] = []
    var points: [VersionInterval] = []
    var holes: [VersionInterval] = []
    while true {
      skipBlanks()
      let start = position
      let found = Self.operators.first { bytes[position...].starts(with: $0) } ?? []
      position += found.count
      skipBlanks()
      let range = word()
      skipBlanks()
      let text = Self.percentDecoded(bytes[range])
      let sign = String(decoding: found, as: UTF8.self)
      if sign.isEmpty, text == "*", points.isEmpty, bounds.isEmpty, holes.isEmpty,
        position >= bytes.count
      {
        return [Alternative(isAny: true)]
      }
      guard ["", "=", "!=", "<", "<=", ">", ">="].contains(sign), !text.isEmpty,
        position >= bytes.count || bytes[position] == UInt8(ascii: "|")
      else {
        throw problem(
          start..<max(position, start + 1), "this is no condition of a vers: range",
          help: "write conditions such as >=1 or !=1.5 with | between them")
      }
      let version = try version(text, range)
      switch sign {
      case "", "=": points.append(.equal(version))
      case "!=": holes.append(.equal(version))
      default: bounds.append((sign, version))
      }
      if position >= bytes.count { break }
      position += 1
    }
    bounds.sort { ($0.version, $0.sign) < ($1.version, $1.sign) }
    var intervals = Self.intervals(bounds)
    if bounds.isEmpty, points.isEmpty { intervals.append(.everything) }
    return (points + intervals).map { Alternative(interval: $0, excluded: holes) }
  }

  /// Sorted bounds as intervals: each lower bound runs to the upper bound next to it, or on.
  private static func intervals(
    _ bounds: [(sign: String, version: Version)]
  ) -> [VersionInterval] {
    var intervals: [VersionInterval] = []
    var open: VersionInterval?
    for (index, bound) in bounds.enumerated() {
      if bound.sign.hasPrefix(">") {
        // A second lower bound says nothing new.
        open = open ?? .from(bound.version, included: bound.sign == ">=")
      } else if open != nil || index == 0 {
        let upper = VersionInterval.until(bound.version, included: bound.sign == "<=")
        intervals.append((open ?? .everything).intersection(upper))
        open = nil
      }
    }
    if let open { intervals.append(open) }
    return intervals
  }

  private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String {
    var decoded: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      let pair = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), pair.utf8.count == 2, !pair.hasPrefix("+"),
        let value = UInt8(pair, radix: 16)
      {
        decoded.append(value)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }
}
