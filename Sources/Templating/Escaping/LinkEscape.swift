/// Addresses in Markdown: only relative ones, `http`, `https` and `mailto`; nothing breaks out.
///
/// Bytes that an address can't hold or that Markdown could take as syntax are percent-encoded, `&`
/// is written `&amp;`. Any other scheme, and `//host`, becomes `#unsafe-link`, which the link check
/// of a site reports.
enum LinkEscape {
  private static let unsafe = Array("#unsafe-link".utf8)
  private static let plain: [Bool] = {
    var plain = [Bool](repeating: false, count: 256)
    for byte in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8 {
      plain[Int(byte)] = true
    }
    for byte in "-._~:/?#@!$'*+,;=%".utf8 { plain[Int(byte)] = true }
    return plain
  }()

  /// Appends a whole address as a link's destination.
  static func appendChecked(_ text: String, to out: inout [UInt8]) {
    let bytes = address(text)
    if isAllowed(bytes) { encode(bytes, to: &out) } else { out.append(contentsOf: unsafe) }
  }

  /// Appends a part of an address whose start is the template's.
  static func appendDestination(_ text: String, to out: inout [UInt8]) {
    encode(address(text), to: &out)
  }

  /// Appends an address that stands for itself: in angle brackets if absolute, else as text.
  static func appendAutolink(_ text: String, to out: inout [UInt8]) {
    let bytes = address(text)
    guard isAllowed(bytes), scheme(of: bytes) != nil else {
      return InlineEscape.append(text, to: &out)
    }
    out.append(UInt8(ascii: "<"))
    encode(bytes, to: &out)
    out.append(UInt8(ascii: ">"))
  }

  private static func address(_ text: String) -> ArraySlice<UInt8> {
    var bytes = Array(text.utf8)[...]
    while let first = bytes.first, first <= 32 { bytes.removeFirst() }
    while let last = bytes.last, last <= 32 { bytes.removeLast() }
    return bytes
  }

  private static func encode(_ bytes: ArraySlice<UInt8>, to out: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in bytes {
      if plain[Int(byte)] {
        out.append(byte)
      } else if byte == UInt8(ascii: "&") {
        out.append(contentsOf: "&amp;".utf8)
      } else {
        out.append(UInt8(ascii: "%"))
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      }
    }
  }

  private static func isAllowed(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.starts(with: "//".utf8) { return false }
    guard let scheme = scheme(of: bytes) else { return true }
    return ["http", "https", "mailto"].contains(scheme)
  }

  /// What stands before the first `:`, lowered, unless the address is relative.
  private static func scheme(of bytes: ArraySlice<UInt8>) -> String? {
    for (offset, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: ":") {
        return String(decoding: bytes.prefix(offset), as: UTF8.self).lowercased()
      }
      if byte == 47 || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { return nil }
    }
    return nil
  }
}
