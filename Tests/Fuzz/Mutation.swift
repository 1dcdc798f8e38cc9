import TestSupport

/// Inputs made from sound ones: some keep the grammar and break the meaning, some break the lines,
/// some break the bytes.
struct Mutation {
  var random: SeededGenerator
  /// Words of the input's language, and what a careless writer or an attacker puts between them.
  let tokens: [[UInt8]]

  init(seed: Int, tokens: [String]) {
    random = SeededGenerator(seed: seed)
    self.tokens = (tokens + Self.everywhere).map { Array($0.utf8) }
  }

  /// Larger inputs take longer and find no more.
  static let largest = 200_000

  private static let everywhere = [
    "\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\t", " ", "  ", "\0", "\u{1B}[31m", "\u{7F}",
    "\u{FEFF}", "\u{202E}", "é", "e\u{301}", "漢字", "👩‍🚀", "\u{10FFFF}", "\"", "'", "`", "\\", "\\n",
    ":", ": ", "-", "- ", "---\n", "...\n", "?", "? ", "&a ", "*a", "!!str ", "!", "|\n", ">-\n",
    "#",
    "# ", "{", "}", "[", "]", ",", "<<: ", "%", "@", "=", "<", ">", "(", ")", "~", "null", "true",
    "0", "-1", "9223372036854775808", "-9223372036854775808", "1e999", "0x7fffffff", "NaN", "1.5",
    "2024-02-30", "9999-12-31", "0000-00-00", "2024-11-14T09:30:00Z", "PT99999999999H", "P1M",
    "../../x", "/etc/passwd", "con", "index", "a/b", "",
  ]

  mutating func input(from seeds: [[UInt8]]) -> [UInt8] {
    var bytes = seeds.isEmpty || random.oneIn(40) ? noise() : random.pick(seeds)
    for _ in 0..<random.number(1...6) {
      switch random.number(0...15) {
      case 0...3: bytes = lines(bytes)
      case 4...6: insert(random.pick(tokens), into: &bytes)
      case 7: replaceValue(in: &bytes)
      case 8: replaceValue(in: &bytes)
      case 9: bytes = spliced(bytes, random.pick(seeds.isEmpty ? [bytes] : seeds))
      case 10: flip(&bytes)
      case 11: cut(&bytes)
      case 12: double(&bytes)
      case 13: if random.oneIn(4) { repeated(&bytes) }
      case 14: if random.oneIn(3) { bytes = encoded(bytes) }
      default: insert([UInt8(random.number(0...255))], into: &bytes)
      }
    }
    return Array(bytes.prefix(Self.largest))
  }

  private mutating func noise() -> [UInt8] {
    let count = random.number(0...200)
    return (0..<count).flatMap { _ -> [UInt8] in
      random.oneIn(2) ? random.pick(tokens) : [UInt8(random.number(0...255))]
    }
  }

  private mutating func place(in bytes: [UInt8]) -> Int { random.number(0...bytes.count) }

  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = place(in: bytes)
    return start..<min(bytes.count, start + random.number(0...min(60, bytes.count)))
  }

  private mutating func insert(_ token: [UInt8], into bytes: inout [UInt8]) {
    bytes.insert(contentsOf: token, at: place(in: bytes))
  }

  private mutating func flip(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    bytes[random.number(0...bytes.count - 1)] ^= 1 << UInt8(random.number(0...7))
  }

  private mutating func cut(_ bytes: inout [UInt8]) {
    if random.oneIn(3) {
      bytes.removeLast(bytes.count - place(in: bytes))
    } else {
      bytes.removeSubrange(range(in: bytes))
    }
  }

  private mutating func double(_ bytes: inout [UInt8]) {
    let part = bytes[range(in: bytes)]
    bytes.insert(contentsOf: Array(part), at: place(in: bytes))
  }

  private mutating func repeated(_ bytes: inout [UInt8]) {
    let token = random.oneIn(2) ? random.pick(tokens) : Array(bytes[range(in: bytes)])
    let count = random.pick([10, 100, 300, 3000])
    guard token.count * count < Self.largest else { return }
    bytes.insert(contentsOf: (0..<count).flatMap { _ in token }, at: place(in: bytes))
  }

  /// Lines taken away, doubled, swapped or indented.
  private mutating func lines(_ bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    let at = random.number(0...lines.count - 1)
    switch random.number(0...5) {
    case 0: lines.remove(at: at)
    case 1: lines.insert(lines[at], at: random.number(0...lines.count))
    case 2: lines.swapAt(at, random.number(0...lines.count - 1))
    case 3: lines[at].insert(contentsOf: Array(repeating: 32, count: random.number(1...4)), at: 0)
    case 4: lines[at].removeFirst(min(lines[at].count, random.number(1...4)))
    default: lines[at] = random.pick(tokens) + lines[at]
    }
    return Array(lines.joined(separator: [10]))
  }

  /// What stands behind a colon becomes something of another type.
  private mutating func replaceValue(in bytes: inout [UInt8]) {
    let colons = bytes.indices.filter { bytes[$0] == UInt8(ascii: ":") }
    guard !colons.isEmpty else { return insert(random.pick(tokens), into: &bytes) }
    let start = random.pick(colons) + 1
    let end = bytes[start...].firstIndex { [10, 44, 125].contains($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: [32] + random.pick(tokens))
  }

  private mutating func spliced(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    Array(left[..<place(in: left)] + right[place(in: right)...])
  }

  /// Other line ends, byte-order marks, and UTF-16.
  private mutating func encoded(_ bytes: [UInt8]) -> [UInt8] {
    switch random.number(0...4) {
    case 0: bytes.flatMap { $0 == 10 ? [13, 10] : [$0] }
    case 1: bytes.map { $0 == 10 ? 13 : $0 }
    case 2: [0xEF, 0xBB, 0xBF] + bytes
    case 3: [0xFF, 0xFE] + bytes.flatMap { [$0, 0] }
    default: bytes.flatMap { $0 == 10 ? [0xE2, 0x80, 0xA8] : [$0] }
    }
  }
}
