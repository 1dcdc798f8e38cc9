import Markup
import Primitives

/// What search results show of a document, and the manifest of the index.
enum SearchMetadata {
  /// How many bytes of headings a document has in its results: all of nearly every document.
  ///
  /// One with hundreds of entries loses the last ones, and the deepest before the others.
  static let room = 24_000

  /// `["title","label","component","path","summary",["id","heading",…]]`.
  static func entry(_ page: SitePage, _ outline: [Heading]) -> [UInt8] {
    var out: [UInt8] = [UInt8(ascii: "[")]
    for text in [page.title, page.label, page.component ?? "", page.path, page.summary] {
      append(text, to: &out)
      out.append(UInt8(ascii: ","))
    }
    out.append(UInt8(ascii: "["))
    var isFirst = true
    let deepest = deepest(outline)
    let end = out.count + room
    for heading in outline where (2...deepest).contains(heading.level) && out.count < end {
      if !isFirst { out.append(UInt8(ascii: ",")) }
      isFirst = false
      append(heading.id, to: &out)
      out.append(UInt8(ascii: ","))
      append(heading.text, to: &out)
    }
    out.append(contentsOf: "]]".utf8)
    return out
  }

  /// A text as JSON; nearly all are nothing but printable ASCII and stand as they are.
  private static func append(_ text: String, to out: inout [UInt8]) {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 &- 32 < 95 && $0 != 34 && $0 != 92 }) else { return false }
      out.append(34)
      out.append(contentsOf: bytes)
      out.append(34)
      return true
    }
    if !isPlain { JSONText.write(HiddenCharacter.shown(text), into: &out) }
  }

  /// The level down to which all headings have room; the parts of the page in any case.
  private static func deepest(_ outline: [Heading]) -> Int {
    for level in [4, 3] {
      let size = outline.lazy.filter { (2...level).contains($0.level) }
        .reduce(0) { $0 + $1.id.utf8.count + $1.text.utf8.count + 6 }
      if size <= room { return level }
    }
    return outline.contains { $0.level == 2 } ? 2 : 3
  }

  /// The scripts with the documents' entries, a block each.
  static func writeBlocks(_ entries: [[UInt8]], _ put: (String, [UInt8]) -> Void) {
    for start in stride(from: 0, to: entries.count, by: SearchIndex.blockSize) {
      let number = start / SearchIndex.blockSize
      var script = Array("waymarkSearch.documents(\(number),[\n".utf8)
      for entry in entries[start..<min(entries.count, start + SearchIndex.blockSize)] {
        if script.last != 10 { script.append(contentsOf: ",\n".utf8) }
        script.append(contentsOf: entry)
      }
      script.append(contentsOf: "\n]);\n".utf8)
      put("search/d-\(number).js", script)
    }
  }

  /// A block's script with the entries of some pages replaced; `nil` if it is none.
  static func patched(_ script: [UInt8], _ results: [PageResult]) -> [UInt8]? {
    // An entry is a line: JSON spells line feeds.
    var lines = script.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    for result in results {
      let line = 1 + result.page % SearchIndex.blockSize
      guard line < lines.count, lines[line].first == UInt8(ascii: "[") else { return nil }
      let isLast = lines[line].last != UInt8(ascii: ",")
      lines[line] = result.metadata + (isLast ? [] : [UInt8(ascii: ",")])
    }
    return Array(lines.joined(separator: [10]))
  }

  /// The script that is loaded first: where each shard starts, and the facets of all documents.
  static func manifest(_ pages: [SitePage], _ firsts: [[UInt8]]) -> [UInt8] {
    let labels = Set(pages.map(\.label)).sorted()
    let components = Set(pages.map { $0.component ?? "" }).sorted()
    var out = Array("waymarkSearch.manifest({\"version\":1,\"count\":\(pages.count)".utf8)
    write("labels", labels, &out)
    write("components", components, &out)
    write("ofLabel", pages.map(\.label), among: labels, &out)
    write("ofComponent", pages.map { $0.component ?? "" }, among: components, &out)
    write("first", firsts.map { String(decoding: $0, as: UTF8.self) }, &out)
    write("shards", firsts.map(ShardWriter.name), &out)
    out.append(contentsOf: "});\n".utf8)
    return out
  }

  private static func write(_ name: String, _ texts: [String], _ out: inout [UInt8]) {
    out.append(contentsOf: ",\n\"\(name)\":[".utf8)
    for (index, text) in texts.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      JSONText.write(text, into: &out)
    }
    out.append(UInt8(ascii: "]"))
  }

  /// For each document the number of its text, in the index's digits.
  private static func write(
    _ name: String, _ texts: [String], among all: [String], _ out: inout [UInt8]
  ) {
    let numbers = Dictionary(uniqueKeysWithValues: zip(all, 0..<UInt32(all.count)))
    out.append(contentsOf: ",\n\"\(name)\":\"".utf8)
    for text in texts { SearchIndex.append(numbers[text] ?? 0, to: &out) }
    out.append(UInt8(ascii: "\""))
  }
}
