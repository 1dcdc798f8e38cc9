import Glibc
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
        case UInt8(ascii: "="): if isSecretName(before: index, in: text) { return true }
        case UInt8(ascii: ":"):
          if isAt("//", text, index + 1), hasPassword(text, index + 3) { return true }
          if isAt(" ", text, index + 1), ends("authorization", text, index) { return true }
        case UInt8(ascii: "-"):
          if isAt("-----BEGIN ", text, index) || isAt("--password ", lowered: text, index) {
            return true
          }
        default:
          guard index == 0 || !ByteText.isAlphanumeric(text[index - 1]) else { continue }
          for prefix in prefixes[Int(text[index])] where isAt(prefix, text, index) {
            return true
          }
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

  private static func isAt(_ part: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ place: Int)
    -> Bool
  {
    let count = part.utf8CodeUnitCount
    guard place >= 0, place + count <= text.count, let base = text.baseAddress else { return false }
    return memcmp(base + place, part.utf8Start, count) == 0
  }

  private static func isAt(
    _ part: StaticString, lowered text: UnsafeBufferPointer<UInt8>, _ place: Int
  ) -> Bool {
    let count = part.utf8CodeUnitCount
    guard place >= 0, place + count <= text.count else { return false }
    for offset in 0..<count where lower(text[place + offset]) != part.utf8Start[offset] {
      return false
    }
    return true
  }

  private static func isAt(_ part: [UInt8], _ text: UnsafeBufferPointer<UInt8>, _ place: Int)
    -> Bool
  {
    guard place + part.count <= text.count, let base = text.baseAddress else { return false }
    return memcmp(base + place, part, part.count) == 0
  }

  private static func ends(
    _ part: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ end: Int
  ) -> Bool { isAt(part, lowered: text, end - part.utf8CodeUnitCount) }

  private static func lower(_ byte: UInt8) -> UInt8 { ByteText.isUpper(byte) ? byte + 32 : byte }

  /// Whether what stands before an equals sign is the name of a secret, or ends with one after an
  /// underscore; a dash counts as one.
  private static func isSecretName(before end: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard end > 0 else { return false }
    for name in names[Int(text[end - 1])] where name.count <= end {
      let start = end - name.count
      let isIt = name.indices.allSatisfy { index in
        let byte = lower(text[start + index])
        return byte == name[index] || (byte == UInt8(ascii: "-") && name[index] == 95)
      }
      if isIt, start == 0 || !ByteText.isAlphanumeric(text[start - 1]) { return true }
    }
    return false
  }

  /// Whether a sign that parts a password from a host stands in the authority of an address.
  private static func hasPassword(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    for index in start..<max(start, text.count) {
      if text[index] == UInt8(ascii: "@") { return true }
      if SecretShape.endsAuthority(text[index]) { return false }
    }
    return false
  }

  /// By their first byte, what tokens start with.
  private static let prefixes: [[[UInt8]]] = (0...255).map { byte in
    (SecretShape.tokens.map(\.0) + ["eyJ"]).map { Array($0.utf8) }.filter { $0[0] == UInt8(byte) }
  }

  /// By their last byte, of either case, the names that are given a secret.
  private static let names: [[[UInt8]]] = (0...255).map { byte in
    SecretShape.names.map { Array($0.utf8) }.filter { $0.last == lower(UInt8(byte)) }
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
