import Primitives

/// Tells at a glance that a text holds no secret of any shape, as nearly all texts do: one walk
/// over the bytes, where looking for each shape by itself takes a dozen.
enum SecretHint {
  /// Whether a shape of `SecretShape` stands anywhere; without one, none can be found.
  ///
  /// Looks only where bytes stand that a shape begins with or turns on.
  static func stands(in text: SecretText) -> Bool {
    groups.withUnsafeBufferPointer { groups in
      thirds.withUnsafeBufferPointer { thirds in
        for place in 0..<max(0, text.count - 2) {
          let group = groups[Int(text[place]) << 8 | Int(text[place + 1])]
          guard group != 0, thirds[Int(group) << 8 | Int(text[place + 2])] else { continue }
          if stands(at: place, in: text) { return true }
        }
        return false
      }
    }
  }

  private static func stands(at place: Int, in text: SecretText) -> Bool {
    switch text[place] {
    case UInt8(ascii: "="): SecretForm.assignment(at: place, in: text) != nil
    case UInt8(ascii: ":"): isGiven(at: place, in: text)
    case UInt8(ascii: "-"):
      SecretForm.option(at: place, in: text) != nil
        || SecretShape.privateKey(at: place, in: text) != nil
    case UInt8(ascii: "."): SecretParts.sort(at: place, in: text) != nil
    // The quote is the second byte.
    case 9, 10, 32: SecretForm.query(at: place + 1, in: text) != nil
    default:
      text.startsWord(at: place)
        && (SecretToken.sort(at: place, in: text) != nil
          || SecretParts.sort(at: place, in: text) != nil
          || SecretCommand.sort(at: place, in: text) != nil)
    }
  }

  private static func isGiven(at colon: Int, in text: SecretText) -> Bool {
    switch text[colon + 1] {
    case UInt8(ascii: "/"): SecretShape.passwordInAddress(at: colon, in: text) != nil
    case UInt8(ascii: "A") where SecretParts.sort(at: colon, in: text) != nil: true
    default:
      SecretForm.colon(at: colon, in: text) != nil
        || SecretForm.authorization(at: colon, in: text) != nil
    }
  }

  /// Whether a text, at any depth of a value, shows a secret's shape, or is one by its name.
  static func isConfirmed(in value: Value) -> Bool {
    switch value {
    case .string(let text): SecretShape.found(in: text) != nil
    case .list(let items): items.contains(where: isConfirmed)
    case .object(let object):
      object.members.contains { member in
        guard case .string(let text) = member.value else { return isConfirmed(in: member.value) }
        return SecretShape.found(in: text, named: member.name) != nil
      }
    default: false
    }
  }

  /// What shapes begin with or turn on, beside `=` and `:`; of longer ones the first three bytes
  /// count.
  private static let starts =
    SecretToken.all.map(\.prefix) + SecretCommand.names
    + ["eyJ", "sk-", "discord", "--", ".atlasv1.", " '", "\t'", "\n'"]

  /// For each byte and the one after it, the number of their group; 0 if none begins with them.
  private static let groups: [UInt8] = {
    var groups: [UInt8] = Array(repeating: 0, count: 1 << 16)
    for sign in [UInt8(ascii: "="), UInt8(ascii: ":")] {
      for next in 0...255 { groups[Int(sign) << 8 | next] = 1 }
    }
    var last: UInt8 = 1
    for start in starts.map({ Array($0.utf8) }) where groups[pair(start)] == 0 {
      last += 1
      groups[pair(start)] = last
    }
    return groups
  }()

  /// For each group and each third byte, whether something begins so.
  private static let thirds: [Bool] = {
    var thirds = Array(repeating: false, count: 1 << 16)
    for next in 0...255 { thirds[1 << 8 | next] = true }
    for start in starts.map({ Array($0.utf8) }) {
      for next in UInt8.min...UInt8.max where start.count == 2 || start[2] == next {
        thirds[Int(groups[pair(start)]) << 8 | Int(next)] = true
      }
    }
    return thirds
  }()

  private static func pair(_ start: [UInt8]) -> Int { Int(start[0]) << 8 | Int(start[1]) }
}
