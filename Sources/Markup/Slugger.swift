/// Ids from headings as GitHub makes them: lower case, letters and digits of every script, `-`
/// for each space, a number behind the second of its kind.
struct Slugger {
  /// Every id given out.
  private var taken: Set<String> = []
  /// The number that the next namesake of a slug gets at least.
  private var nextNumber: [String: Int] = [:]
  /// Ids that authors wrote somewhere on the page: never made from another heading's text.
  private var reserved: Set<String> = []

  mutating func reset() {
    taken.removeAll(keepingCapacity: true)
    nextNumber.removeAll(keepingCapacity: true)
    reserved.removeAll(keepingCapacity: true)
  }

  mutating func reserve(_ id: String) { reserved.insert(id) }

  /// The id that an author wrote; numbered only if it was written before.
  mutating func explicit(_ id: String) -> String { unique(id, avoiding: false) }

  /// An id made from a text.
  mutating func id(for slug: String) -> String {
    unique(slug.isEmpty ? "section" : slug, avoiding: true)
  }

  private mutating func unique(_ wanted: String, avoiding: Bool) -> String {
    if !(avoiding && reserved.contains(wanted)), taken.insert(wanted).inserted { return wanted }
    var number = nextNumber[wanted] ?? 1
    while true {
      let id = "\(wanted)-\(number)"
      number += 1
      if reserved.contains(id) || !taken.insert(id).inserted { continue }
      nextNumber[wanted] = number
      return id
    }
  }

  /// The slug of a text, at most `longest` bytes, cut between scalars.
  static func slug(_ text: Bytes, longest: Int = .max, scratch: inout OutputBuffer) -> String {
    scratch.removeAll()
    var index = 0
    let text = trimmed(text)
    while index < text.count, scratch.count < longest {
      let byte = text[index]
      if byte < 128 {
        if byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") {
          scratch.write(byte.lowered)
        } else if byte.isSpace {
          scratch.write(UInt8(ascii: "-"))
        }
        index += 1
      } else {
        let (scalar, length) = Unicode.Scalar.decoded(text, at: index)
        index += length
        guard isWordScalar(scalar) else { continue }
        scratch.write(string: scalar.properties.lowercaseMapping)
      }
    }
    return scratch.string(from: 0)
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
      .connectorPunctuation:
      true
    default: false
    }
  }

  private static func trimmed(_ text: Bytes) -> Bytes {
    var (start, end) = (0, text.count)
    while start < end, text[start].isSpace { start += 1 }
    while start < end, text[end - 1].isSpace { end -= 1 }
    return text.slice(start, end)
  }
}

extension Unicode.Scalar {
  /// The scalar whose first byte stands at `index`, and its length; U+FFFD and 1 for broken bytes.
  static func decoded(_ text: Bytes, at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = UInt32(text[index])
    if first < 0x80 { return (Unicode.Scalar(UInt8(first)), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, index + length <= text.count else { return ("\u{FFFD}", 1) }
    var value = first & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}
