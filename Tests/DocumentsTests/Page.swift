import Documents
import Foundation
import Markup

/// A rendered document as its readers get it: what Markdown makes of the text.
struct Page {
  let lines: [String]
  let outline: [Heading]
  let links: [FoundLink]
  let words: String
  /// Lines outside fenced code; those inside are empty.
  let prose: [String]

  init(_ markdown: [UInt8]) {
    var html: [UInt8] = []
    let result = MarkdownRenderer().render(markdown, into: &html)
    outline = result.outline
    links = result.links
    words = String(decoding: result.plainText.bytes, as: UTF8.self)
    lines = String(decoding: markdown, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    prose = Self.prose(lines)
  }

  var anchors: Set<String> { Set(outline.map(\.id)) }

  /// Ids that the template wrote, in reading order: those are promised to stay.
  var writtenAnchors: [String] {
    prose.compactMap { line in
      guard line.hasPrefix("#"), line.hasSuffix("}"),
        let open = line.range(of: " {#", options: .backwards)
      else {
        return nil
      }
      return String(line[open.upperBound...].dropLast())
    }
  }

  /// Rows of tables with another number of cells than their head, and rows that belong to none.
  var brokenRows: [String] {
    var found: [String] = []
    var width: Int?
    for (index, line) in prose.enumerated() {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      if let width {
        if Self.bars(line) != width { found.append(line) }
      } else if index + 1 < prose.count,
        prose[index + 1].hasPrefix("| ---") || prose[index + 1].hasPrefix("|--")
      {
        width = Self.bars(line)
      } else {
        found.append(line)
      }
    }
    return found
  }

  private static func bars(_ line: String) -> Int {
    var count = 0
    var isEscaped = false
    for byte in line.utf8 {
      if byte == UInt8(ascii: "|"), !isEscaped { count += 1 }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return count
  }

  private static func prose(_ lines: [String]) -> [String] {
    var fence: String?
    return lines.map { line in
      var body = Substring(line).drop { $0 == " " || $0 == ">" }
      if body.hasPrefix("- ") { body = body.dropFirst(2).drop { $0 == " " } }
      let mark = body.first.map { first in String(body.prefix { $0 == first }) } ?? ""
      let isFence = mark.count >= 3 && (mark.hasPrefix("`") || mark.hasPrefix("~"))
      if let open = fence {
        if isFence, mark.hasPrefix(open), body.dropFirst(mark.count).allSatisfy({ $0 == " " }) {
          fence = nil
        }
        return ""
      }
      if isFence { fence = mark }
      return isFence ? "" : line
    }
  }
}

extension RenderedDocument {
  var text: String { String(decoding: markdown, as: UTF8.self) }
}
