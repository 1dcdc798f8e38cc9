/// Paths inside a site: parts joined by `/`, never absolute, without `.` and `..`.
enum SitePath {
  /// The folder of a file, with a final slash; empty at the root.
  static func folder(of path: String) -> Substring {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return path[...slash]
  }

  /// The way from a file up to the site's root, empty at the top.
  static func root(of path: String) -> String {
    var up = ""
    for byte in path.utf8 where byte == UInt8(ascii: "/") { up += "../" }
    return up
  }

  /// The shortest relative address from one file to another.
  static func relative(from source: String, to target: String) -> String {
    var (from, to) = (source, target)
    return from.withUTF8 { from in
      to.withUTF8 { to in
        var shared = 0
        var index = 0
        while index < from.count, index < to.count, from[index] == to[index] {
          index += 1
          if from[index - 1] == UInt8(ascii: "/") { shared = index }
        }
        var out: [UInt8] = []
        out.reserveCapacity(to.count + 8)
        for byte in from[shared...] where byte == UInt8(ascii: "/") {
          out.append(contentsOf: [UInt8(ascii: "."), UInt8(ascii: "."), UInt8(ascii: "/")])
        }
        out.append(contentsOf: to[shared...])
        return String(decoding: out, as: UTF8.self)
      }
    }
  }

  /// A relative address seen from a folder as a path of the site; `nil` if it leaves the site.
  static func joined(_ folder: Substring, _ address: Substring) -> String? {
    var out: [UInt8] = []
    out.reserveCapacity(folder.utf8.count + address.utf8.count)
    out += folder.utf8
    var address = String(address)
    let isInside = address.withUTF8 { address in
      var start = 0
      while start < address.count {
        let rest = UnsafeBufferPointer(rebasing: address[start...])
        let end = start + (rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.count)
        let part = UnsafeBufferPointer(rebasing: address[start..<end])
        switch part.count {
        case 0 where out.isEmpty: return false
        case 0,
          1 where part[0] == dot:
          break
        case 2 where part[0] == dot && part[1] == dot:
          guard !out.isEmpty else { return false }
          out.removeLast()
          while let last = out.last, last != UInt8(ascii: "/") { out.removeLast() }
        default:
          out.append(contentsOf: part)
          if end < address.count { out.append(UInt8(ascii: "/")) }
        }
        start = end + 1
      }
      return true
    }
    return isInside ? String(decoding: out, as: UTF8.self) : nil
  }

  private static let dot = UInt8(ascii: ".")

  /// Bytes for `%XX`; the text itself when it holds none or a broken one.
  static func decoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let high = nibble(rest[rest.startIndex]),
        let low = nibble(rest[rest.startIndex + 1])
      {
        out.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return String(validating: out, as: UTF8.self) ?? String(text)
  }

  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}
