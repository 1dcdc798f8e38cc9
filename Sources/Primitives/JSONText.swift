/// Writing values as JSON.
public enum JSONText {
  /// The canonical bytes of a value: members sorted by name, no white space, shortest escapes.
  ///
  /// Two values that are equal have the same bytes on every machine, which is what digests need.
  /// Source: RFC 8785 (JCS); names are sorted by UTF-8 bytes, which differs from JCS's UTF-16 order
  /// only for names outside the basic plane, and no schema has one.
  public static func canonical(_ value: Value) -> [UInt8] {
    var out = JSONOutput(capacity: 1024)
    write(value, into: &out, indent: nil)
    return out.bytes
  }

  /// The canonical bytes of a value and a line feed: a file that holds nothing else.
  public static func canonicalLine(_ value: Value) -> [UInt8] {
    var out = JSONOutput(capacity: 16_384)
    write(value, into: &out, indent: nil)
    out.write(UInt8(ascii: "\n"))
    return out.bytes
  }

  /// The value for people: two spaces of indentation, members in their own order, final newline.
  public static func pretty(_ value: Value) -> [UInt8] {
    var out = JSONOutput(capacity: 1024)
    write(value, into: &out, indent: 0)
    out.write(UInt8(ascii: "\n"))
    return out.bytes
  }

  /// Appends a string literal with its quotes.
  public static func write(_ text: String, into out: inout [UInt8]) {
    var literal = JSONOutput(capacity: text.utf8.count + 16)
    literal.writeLiteral(text)
    out.append(contentsOf: literal.bytes)
  }

  private static func write(_ value: Value, into out: inout JSONOutput, indent: Int?) {
    switch value {
    case .null: out.write("null")
    case .bool(let bool): out.write(bool ? "true" : "false")
    case .int(let int): out.write(int)
    case .double(let double): write(double, into: &out)
    case .string(let text): out.writeLiteral(text)
    case .list(let items):
      out.write(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { out.write(UInt8(ascii: ",")) }
        breakLine(&out, indent.map { $0 + 1 })
        write(item, into: &out, indent: indent.map { $0 + 1 })
      }
      if !items.isEmpty { breakLine(&out, indent) }
      out.write(UInt8(ascii: "]"))
    case .object(let object):
      out.write(UInt8(ascii: "{"))
      object.members.withUnsafeBufferPointer { members in
        if indent != nil || MemberOrder.isSorted(members) {
          for index in members.indices { write(members[index], index > 0, into: &out, indent) }
        } else {
          MemberOrder.withSorted(members) { order in
            for (place, entry) in order.enumerated() {
              write(members[entry.index], place > 0, into: &out, indent)
            }
          }
        }
      }
      if !object.isEmpty { breakLine(&out, indent) }
      out.write(UInt8(ascii: "}"))
    }
  }

  private static func write(
    _ member: Object.Member, _ isNext: Bool, into out: inout JSONOutput, _ indent: Int?
  ) {
    if isNext { out.write(UInt8(ascii: ",")) }
    breakLine(&out, indent.map { $0 + 1 })
    out.writeLiteral(member.name)
    out.write(UInt8(ascii: ":"))
    if indent != nil { out.write(UInt8(ascii: " ")) }
    write(member.value, into: &out, indent: indent.map { $0 + 1 })
  }

  private static func write(_ double: Double, into out: inout JSONOutput) {
    var text = number(double)
    text.withUTF8 { out.write($0) }
  }

  /// ECMAScript's shortest form; a whole number without a fraction, so that `1.0` and `1` agree.
  private static func number(_ double: Double) -> String {
    guard double.isFinite else { return "null" }
    if double == double.rounded(), abs(double) < 1e15 { return String(Int(double)) }
    return "\(double)"
  }

  private static func breakLine(_ out: inout JSONOutput, _ indent: Int?) {
    guard let indent else { return }
    out.write(UInt8(ascii: "\n"))
    for _ in 0..<indent { out.write("  ") }
  }
}
