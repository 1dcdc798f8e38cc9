import Primitives

/// The terms of all documents in shards, each a script that hands its text to the page, so that a
/// query works from `file://` and loads only what it needs.
///
/// `search/manifest.js` calls `waymarkSearch.manifest({...})`; a shard of terms
/// `waymarkSearch.terms("name", "term postings\n…")`; a block of 64 documents
/// `waymarkSearch.documents(number, [[title, label, component, path, summary, headings], …])`.
/// Postings are steps from document to document times four plus the weight (1 body, 2 heading,
/// 3 title), in digits of five bits, least first, a sixth bit where more follow.
struct SearchIndex {
  static let largestShard = 32 * 1024
  /// From here on a shard may end at a term whose hash says so: a term more does not move all
  /// shards after it.
  static let smallestShard = 12 * 1024
  static let blockSize = 64
  /// Sites with fewer documents keep all terms: half of three pages says nothing about a word.
  static let fewDocuments = 64

  private static let digits: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

  /// A shard as the manifest names it.
  struct Shard {
    let first: ArraySlice<UInt8>
    let name: String
  }

  let logs: [TermLog]
  let documentCount: Int

  /// Hands each shard to `put` and answers them in the order of their terms.
  func writeShards(_ put: (_ path: String, _ bytes: [UInt8]) -> Void) -> [Shard] {
    let merged = MergedTerms(logs)
    var shards: [Shard] = []
    var body: [UInt8] = []
    var entry: [UInt8] = []
    var first: ArraySlice<UInt8> = []
    func flush() {
      guard !body.isEmpty else { return }
      var name: [UInt8] = []
      Fingerprint(of: Array(first)).append(to: &name)
      let text = String(decoding: name.prefix(10), as: UTF8.self)
      var script = Array("waymarkSearch.terms(\"\(text)\",".utf8)
      JSONText.write(String(decoding: body, as: UTF8.self), into: &script)
      script.append(contentsOf: ");\n".utf8)
      put("search/t-\(text).js", script)
      shards.append(Shard(first: first, name: text))
      body.removeAll(keepingCapacity: true)
    }
    merged.visit { term, places in
      entry.removeAll(keepingCapacity: true)
      guard append(term, places, to: &entry) else { return }
      let isCut =
        body.count >= Self.smallestShard && Fingerprint(of: Array(term)).low & 63 == 0
      // Room for the call around it; a line feed costs two bytes in JSON.
      if isCut || body.count + entry.count > Self.largestShard - 2048 { flush() }
      if body.isEmpty { first = term }
      body.append(contentsOf: entry)
    }
    flush()
    return shards
  }

  /// Appends a line for a term; `false` when no document has it.
  ///
  /// A line without postings says that the term is on most pages and in the title of none.
  private func append(_ term: ArraySlice<UInt8>, _ places: [UInt32], to out: inout [UInt8]) -> Bool
  {
    let isCommon = documentCount >= Self.fewDocuments && places.count * 2 > documentCount
    out.append(contentsOf: term)
    out.append(32)
    var last: UInt32 = 0
    for place in places where !isCommon || place & 3 > 1 {
      SearchIndex.append((place >> 2 - last) << 2 | place & 3, to: &out)
      last = place >> 2
    }
    out.append(10)
    return !places.isEmpty
  }

  /// Appends a number in digits of five bits.
  static func append(_ number: UInt32, to out: inout [UInt8]) {
    var rest = number
    repeat {
      let digit = rest & 31 | (rest > 31 ? 32 : 0)
      out.append(digits.utf8Start[Int(digit)])
      rest >>= 5
    } while rest > 0
  }
}
