import Glibc
import Markup

/// The ids of one page, packed: ten thousand pages have some hundred thousand.
struct Anchors: Sendable {
  /// Each id with a line feed after it.
  private(set) var bytes: [UInt8] = []

  init() {}

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(_ markup: RenderedMarkup, _ aliases: AliasAnchors) {
    for heading in markup.outline { append(heading.id) }
    for alias in aliases.all { append(alias.old) }
    for key in markup.taskKeys { append("task-" + key) }
  }

  private mutating func append(_ id: String) {
    bytes.append(contentsOf: id.utf8)
    bytes.append(10)
  }

  /// All ids in reading order.
  var all: [String] {
    bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
  }

  func contains(_ id: String) -> Bool {
    var id = id
    return id.withUTF8 { id in
      bytes.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress, let wanted = id.baseAddress else { return false }
        var start = 0
        while start < bytes.count, let found = memchr(base + start, 10, bytes.count - start) {
          let end = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
          if end - start == id.count, memcmp(base + start, wanted, id.count) == 0 { return true }
          start = end + 1
        }
        return false
      }
    }
  }
}
