import Primitives

/// Tells at a glance that a text holds no secret of any shape, as nearly all texts do: one walk over
/// the bytes, where looking for each shape by itself takes a dozen.
enum SecretHint {
  /// Whether something stands there that a shape of `SecretShape` begins with or turns on; without
  /// it, none can be found.
  static func stands(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    pairs.withUnsafeBufferPointer { pairs in
      for index in 0..<max(0, text.count - 1)
      where pairs[Int(text[index]) << 8 | Int(text[index + 1])] {
        switch text[index] {
        case UInt8(ascii: "="):
          if index > 0, nameEnds[Int(text[index - 1])] { return true }
        case UInt8(ascii: ":"):
          if isAt("//", text, index + 1) { return true }
          // `Authorization: `
          if isAt(" ", text, index + 1), index > 0, text[index - 1] | 32 == UInt8(ascii: "n") {
            return true
          }
        case UInt8(ascii: "-"):
          // `-----BEGIN `, `--password `
          if isAt("--", text, index), index + 2 < text.count,
            text[index + 2] == UInt8(ascii: "-") || text[index + 2] | 32 == UInt8(ascii: "p")
          {
            return true
          }
        default:
          guard index == 0 || !ByteText.isAlphanumeric(text[index - 1]) else { continue }
          for prefix in prefixes[Int(text[index])] where isAt(prefix, text, index) { return true }
        }
      }
      return false
    }
  }

  /// Whether a text, at any depth of a value, gives such a hint and then shows a secret's shape.
  static func isConfirmed(in value: Value) -> Bool {
    switch value {
    case .string(let text): SecretShape.found(in: text) != nil
    case .list(let items): items.contains(where: isConfirmed)
    case .object(let object): object.members.contains { isConfirmed(in: $0.value) }
    default: false
    }
  }

  private static func isAt(_ part: String, _ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool
  {
    place + part.utf8.count <= text.count
      && text[place..<(place + part.utf8.count)].elementsEqual(part.utf8)
  }

  /// By their first byte, what tokens start with.
  private static let prefixes: [[String]] = (0...255).map { byte in
    (SecretShape.tokens.map(\.0) + ["eyJ"]).filter { $0.utf8.first == UInt8(byte) }
  }

  /// Whether a name that is given a secret can end with a byte, of either case.
  private static let nameEnds: [Bool] = (0...255).map { byte in
    SecretShape.names.contains { $0.utf8.last == UInt8(byte) | 32 }
  }

  /// For each byte and the one after it, whether they have to be looked at more closely.
  private static let pairs: [Bool] = {
    var pairs = Array(repeating: false, count: 1 << 16)
    for next in 0...255 { pairs[Int(UInt8(ascii: "=")) << 8 | next] = true }
    for start in SecretShape.tokens.map(\.0) + ["eyJ", "--", "://", ": "] {
      let bytes = Array(start.utf8)
      pairs[Int(bytes[0]) << 8 | Int(bytes[1])] = true
    }
    return pairs
  }()
}
