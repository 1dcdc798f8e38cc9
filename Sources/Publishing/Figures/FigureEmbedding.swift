import CLibrary

/// Puts drawings in the place of the images that name them.
enum FigureEmbedding {
  /// What an image named `NAME.figure.svg` becomes.
  typealias Drawing = (_ name: String) -> [UInt8]?

  private static let start: StaticString = "<img src=\""
  private static let ending = Array(".figure.svg".utf8)

  /// Rendered content with the drawings in it.
  ///
  /// Text is escaped in rendered content, so `<img` is an image. A figure is a block: one that stands
  /// alone in its paragraph takes its place, and one between words parts the paragraph in two.
  static func embedded(_ content: [UInt8], _ drawing: Drawing) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(content.count + 4096)
    var printed = 0
    var at = 0
    while let image = find(start, in: content, from: at) {
      at = image + start.utf8CodeUnitCount
      guard let quote = content[at...].firstIndex(of: UInt8(ascii: "\"")),
        let close = content[quote...].firstIndex(of: UInt8(ascii: ">")),
        content[at..<quote].suffix(ending.count).elementsEqual(ending)
      else { continue }
      let name = String(decoding: content[at..<(quote - ending.count)], as: UTF8.self)
      guard let svg = drawing(name) else { continue }
      let isAlone =
        content[printed..<image].suffix(3).elementsEqual("<p>".utf8)
        && content[(close + 1)...].starts(with: "</p>".utf8)
      out.append(contentsOf: content[printed..<(isAlone ? image - 3 : image)])
      let parts = !isAlone && isInParagraph(out)
      if parts { out.append(contentsOf: "</p>".utf8) }
      out.append(contentsOf: "<figure class=\"drawing\">".utf8)
      out.append(contentsOf: svg)
      out.append(contentsOf: "</figure>".utf8)
      if parts { out.append(contentsOf: "<p>".utf8) }
      printed = close + 1 + (isAlone ? 4 : 0)
      at = printed
    }
    out.append(contentsOf: content[printed...])
    return out
  }

  /// Whether the last paragraph is still open.
  private static func isInParagraph(_ bytes: [UInt8]) -> Bool {
    var index = bytes.count - 1
    while index >= 0 {
      if bytes[index] == UInt8(ascii: "<") {
        if bytes[index...].starts(with: "<p>".utf8) { return true }
        if bytes[index...].starts(with: "</p>".utf8) { return false }
      }
      index -= 1
    }
    return false
  }

  private static func find(_ needle: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = waymark_find(
          base + start, bytes.count - start, needle.utf8Start, needle.utf8CodeUnitCount)
      else { return nil }
      return base.distance(to: UnsafeRawPointer(found))
    }
  }
}
