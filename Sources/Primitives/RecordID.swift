/// The address of a record: its kind and its id, written `upgrade/django-5.2`.
public struct RecordID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The kind's name, such as `upgrade`.
  public let kind: String
  /// The id, unique within the kind.
  public let id: String

  /// Makes an address from parts that were checked already.
  public init(kind: String, id: String) {
    self.kind = kind
    self.id = id
  }

  /// Reads `kind/id`; `nil` unless both parts are slugs.
  public init?(_ text: String) {
    guard let slash = text.firstIndex(of: "/") else { return nil }
    let (kind, id) = (String(text[..<slash]), String(text[text.index(after: slash)...]))
    guard Slug.isValid(kind), Slug.isValid(id) else { return nil }
    self.init(kind: kind, id: id)
  }

  /// The address, `kind/id`.
  public var description: String { "\(kind)/\(id)" }

  /// Whether the left one comes first.
  public static func < (left: RecordID, right: RecordID) -> Bool {
    (left.kind, left.id) < (right.kind, right.id)
  }
}

/// Rules for ids, step keys and other names that end up in file names and addresses.
public enum Slug {
  /// The longest allowed id in bytes: it becomes one component of a path with a suffix.
  public static let longest = 120

  /// Whether the text can be an id: lower-case ASCII letters, digits, `-`, `_`, `+` and `.`,
  /// starting and ending with a letter or digit (or `+` at the end), without `..`.
  public static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, bytes.count <= longest else {
      return false
    }
    guard isAlphanumeric(first), isAlphanumeric(last) || last == UInt8(ascii: "+") else {
      return false
    }
    var previous: UInt8 = 0
    for byte in bytes {
      guard isAlphanumeric(byte) || "-_+.".utf8.contains(byte) else { return false }
      if byte == UInt8(ascii: "."), previous == byte { return false }
      previous = byte
    }
    return true
  }

  /// Whether a file of this name is something else: the front page of its folder, or a device on
  /// Windows, where a checkout or a downloaded site could not be unpacked.
  ///
  /// Source: Microsoft, "Naming Files, Paths, and Namespaces".
  public static func isReserved(_ text: String) -> Bool {
    if text == "index" { return true }
    let stem = text.prefix { $0 != "." }
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    let bytes = Array(stem.utf8)
    return bytes.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt"))
      && (49...57).contains(bytes[3])
  }

  /// The nearest valid slug to any text: letters lowered, runs of other characters to one `-`.
  ///
  /// Empty when the text holds no ASCII letter or digit.
  public static func nearest(to text: String) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
      let lowered = (65...90).contains(byte) ? byte + 32 : byte
      if isAlphanumeric(lowered)
        || (lowered == UInt8(ascii: ".") && !out.isEmpty && out.last != lowered && out.last != 45)
      {
        out.append(lowered)
      } else if let last = out.last, last != 45 {
        if last == UInt8(ascii: ".") { out.removeLast() }
        out.append(45)
      }
      if out.count == longest { break }
    }
    while let last = out.last, !isAlphanumeric(last) { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte)
  }
}
