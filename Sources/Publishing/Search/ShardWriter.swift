import Primitives

/// Gathers the lines of terms, in order, until they make a shard of the search index.
struct ShardWriter {
  private(set) var first: [UInt8] = []
  private var body: [UInt8] = []

  /// Whether a shard ends before a line of so many bytes for a term.
  ///
  /// From the smallest size on a shard ends where the term's hash says so: a term more does not
  /// move all shards after it.
  func isFull(before term: ArraySlice<UInt8>, _ bytes: Int) -> Bool {
    guard !body.isEmpty else { return false }
    // Room for the call around it; a line feed costs two bytes in JSON.
    if body.count + bytes > SearchIndex.largestShard - 2048 { return true }
    return body.count >= SearchIndex.smallestShard && Fingerprint(of: Array(term)).low & 63 == 0
  }

  var isEmpty: Bool { body.isEmpty }

  mutating func append(_ term: ArraySlice<UInt8>, _ line: [UInt8]) {
    if body.isEmpty { first = Array(term) }
    body.append(contentsOf: line)
  }

  /// What was gathered as a file, after which nothing is; `nil` where nothing was.
  mutating func flush() -> (path: String, first: [UInt8], bytes: [UInt8])? {
    guard !body.isEmpty else { return nil }
    let name = Self.name(first)
    var script = Array("waymarkSearch.terms(\"\(name)\",".utf8)
    JSONText.write(String(decoding: body, as: UTF8.self), into: &script)
    script.append(contentsOf: ");\n".utf8)
    body.removeAll(keepingCapacity: true)
    return (Self.path(first), first, script)
  }

  /// The name of the shard that starts with a term.
  static func name(_ first: [UInt8]) -> String {
    var name: [UInt8] = []
    Fingerprint(of: first).append(to: &name)
    return String(decoding: name.prefix(10), as: UTF8.self)
  }

  static func path(_ first: [UInt8]) -> String { "search/t-\(name(first)).js" }

  /// The lines of a shard's file, each a term and its postings; `nil` if it is none.
  static func lines(_ script: [UInt8]) -> [(term: [UInt8], postings: [UInt8])]? {
    guard let comma = script.firstIndex(of: UInt8(ascii: ",")), script.count > comma + 4,
      case .string(let body)? = try? JSONReader.value(
        Array(script[(comma + 1)..<(script.count - 3)]))
    else { return nil }
    var lines: [(term: [UInt8], postings: [UInt8])] = []
    for line in Array(body.utf8).split(separator: 10) {
      guard let space = line.firstIndex(of: 32) else { return nil }
      lines.append((Array(line[..<space]), Array(line[(space + 1)...])))
    }
    return lines
  }
}
