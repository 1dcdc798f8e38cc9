/// Writing values as JSON.
public enum JSONText {
  /// The canonical bytes of a value: members sorted by name, no white space, shortest escapes.
  ///
  /// Two values that are equal have the same bytes on every machine, which is what digests need.
  /// Source: RFC 8785 (JCS); names are sorted by UTF-8 bytes, which differs from JCS's UTF-16 order
  /// only for names outside the basic plane, and no schema has one.
  public static func canonical(_ value: Value) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(512)
    write(value, into: &out, indent: nil)
    return out
  }

  /// The value for people: two spaces of indentation, members in their own order, final newline.
  public static func pretty(_ value: Value) -> [UInt8] {
    var out: [UInt8] = []
    write(value, into: &out, indent: 0)
    out.append(UInt8(ascii: "\n"))
    return out
  }

  /// Appends a string literal with its quotes.
  public static func write(_ text: String, into out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      var index = -1
      while true {
        index += 1
        while index < bytes.count, bytes[index] >= 0x20, bytes[index] != 0x22, bytes[index] != 0x5c
        {
          index += 1
        }
        guard index < bytes.count else { break }
        let byte = bytes[index]
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        start = index + 1
        switch byte {
        case 0x22: out.append(contentsOf: [0x5c, 0x22])
        case 0x5c: out.append(contentsOf: [0x5c, 0x5c])
        case 0x0a: out.append(contentsOf: [0x5c, UInt8(ascii: "n")])
        case 0x0d: out.append(contentsOf: [0x5c, UInt8(ascii: "r")])
        case 0x09: out.append(contentsOf: [0x5c, UInt8(ascii: "t")])
        case 0x08: out.append(contentsOf: [0x5c, UInt8(ascii: "b")])
        case 0x0c: out.append(contentsOf: [0x5c, UInt8(ascii: "f")])
        default:
          out.append(contentsOf: "\\u00".utf8)
          for digit in [byte >> 4, byte & 15] { out.append(digit < 10 ? 48 + digit : 87 + digit) }
        }
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func write(_ value: Value, into out: inout [UInt8], indent: Int?) {
    switch value {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let bool): out.append(contentsOf: (bool ? "true" : "false").utf8)
    case .int(let int): out.append(contentsOf: String(int).utf8)
    case .double(let double): out.append(contentsOf: number(double).utf8)
    case .string(let text): write(text, into: &out)
    case .list(let items):
      out.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        breakLine(&out, indent.map { $0 + 1 })
        write(item, into: &out, indent: indent.map { $0 + 1 })
      }
      if !items.isEmpty { breakLine(&out, indent) }
      out.append(UInt8(ascii: "]"))
    case .object(let object):
      out.append(UInt8(ascii: "{"))
      let members = indent == nil ? sorted(object.members) : object.members
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        breakLine(&out, indent.map { $0 + 1 })
        write(member.name, into: &out)
        out.append(UInt8(ascii: ":"))
        if indent != nil { out.append(UInt8(ascii: " ")) }
        write(member.value, into: &out, indent: indent.map { $0 + 1 })
      }
      if !members.isEmpty { breakLine(&out, indent) }
      out.append(UInt8(ascii: "}"))
    }
  }

  /// Members by the bytes of their names; those of a record from the ledger are so already.
  private static func sorted(_ members: [Object.Member]) -> [Object.Member] {
    for index in members.indices.dropFirst()
    where !precedes(members[index - 1].name, members[index].name) {
      return members.sorted { precedes($0.name, $1.name) }
    }
    return members
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    var (left, right) = (left, right)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
          return left[index] < right[index]
        }
        return left.count < right.count
      }
    }
  }

  /// ECMAScript's shortest form; a whole number without a fraction, so that `1.0` and `1` agree.
  private static func number(_ double: Double) -> String {
    guard double.isFinite else { return "null" }
    if double == double.rounded(), abs(double) < 1e15 { return String(Int(double)) }
    return "\(double)"
  }

  private static func breakLine(_ out: inout [UInt8], _ indent: Int?) {
    guard let indent else { return }
    out.append(UInt8(ascii: "\n"))
    out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
  }
}
