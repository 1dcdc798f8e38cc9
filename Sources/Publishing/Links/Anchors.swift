import Markup

/// The ids of one page, packed: ten thousand pages have some hundred thousand.
struct Anchors: Sendable {
  /// Each id with a line feed after it.
  private(set) var bytes: [UInt8] = []

  init() {}

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(_ markup: RenderedMarkup) {
    for heading in markup.outline { append(heading.id) }
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
    bytes.split(separator: 10).contains { $0.elementsEqual(id.utf8) }
  }
}
