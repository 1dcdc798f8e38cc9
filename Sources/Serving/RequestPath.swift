/// The file that a request names, as a path below the folder that is served.
enum RequestPath {
  /// The path for the target of a request as it was sent; a folder's path ends in `index.html`.
  ///
  /// `nil` for whatever is no plain path below the root: other forms of targets, bad escapes,
  /// hidden files, `..`, backslashes and control characters, escaped or not.
  static func file(of target: String) -> String? {
    guard target.hasPrefix("/"), let path = decoded(target.dropFirst().utf8) else { return nil }
    guard !path.isEmpty else { return "index.html" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if part.isEmpty, index == parts.count - 1 { continue }
      if part.isEmpty || part.hasPrefix(".") { return nil }
    }
    return parts.last?.isEmpty == true ? path + "index.html" : path
  }

  /// The text with `%XX` taken back, once; `nil` unless that is sound UTF-8 without controls.
  private static func decoded(_ text: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    guard !bytes.contains(where: { $0 < 32 || $0 == 127 || $0 == UInt8(ascii: "\\") }) else {
      return nil
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}
