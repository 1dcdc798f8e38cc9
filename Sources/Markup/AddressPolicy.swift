/// Which addresses may stand on a page.
///
/// Allowed are `http:`, `https:`, `mailto:`, relative addresses and fragments (DESIGN §7). The check
/// sees the address as a browser will: after entities and backslashes were resolved.
enum AddressPolicy {
  enum Verdict {
    case local
    case web
    case mail
    case refused
  }

  static func verdict(on address: Bytes) -> Verdict {
    // A browser drops leading spaces and every tab and line break before it looks for the scheme.
    guard let first = address.first else { return .local }
    if first == 32 { return .refused }
    for index in 0..<address.count {
      let byte = address[index]
      // To a browser a backslash is a slash; no honest address holds one.
      if byte < 32 || byte == 127 || byte == 92 { return .refused }
      // C1 controls are C2 80 to C2 9F; C2 A0 is the no-break space.
      if byte == 0xC2, index + 1 < address.count, address[index + 1] <= 0xA0 { return .refused }
    }
    // `//host/` is another host with this page's scheme, and this page may be a file.
    if address.starts(with: "//") { return .refused }
    // The scheme ends at the first colon that no `/`, `?` or `#` precedes. An escaped colon there
    // is no scheme to any browser, and no honest address either.
    for index in 0..<address.count {
      switch address[index] {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return .local
      case UInt8(ascii: ":"):
        return scheme(address.slice(0, index))
      case UInt8(ascii: "%"):
        if address.count > index + 2, address[index + 1] == UInt8(ascii: "3"),
          address[index + 2].lowered == UInt8(ascii: "a")
        {
          return .refused
        }
      case UInt8(ascii: "&"):
        // `&colon;` written so that one more round of decoding would make it a scheme.
        if address.slice(index, address.count).starts(with: "&colon") { return .refused }
        if address.slice(index, address.count).starts(with: "&#") { return .refused }
      default: break
      }
    }
    return .local
  }

  private static func scheme(_ name: Bytes) -> Verdict {
    if equals(name, "https") || equals(name, "http") { return .web }
    return equals(name, "mailto") ? .mail : .refused
  }

  /// Equality without regard to ASCII case; `text` is lower-case.
  private static func equals(_ name: Bytes, _ text: StaticString) -> Bool {
    guard name.count == text.utf8CodeUnitCount else { return false }
    for index in 0..<name.count where name[index].lowered != text.utf8Start[index] { return false }
    return true
  }
}
