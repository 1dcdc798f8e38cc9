import Primitives

/// The terms of all documents in shards, each a script that hands its text to the page, so that a
/// query works from `file://` and loads only what it needs.
///
/// `search/manifest.js` calls `waymarkSearch.manifest({...})`; a shard of terms
/// `waymarkSearch.terms("name", "term postings\n…")`; a block of 16 documents
/// `waymarkSearch.documents(number, [[title, label, component, path, summary, headings], …])`.
/// `PageText` has the text of each page, for the passages around hits.
/// Postings are steps from document to document times four plus the weight (1 body, 2 heading,
/// 3 title), in digits of five bits, least first, a sixth bit where more follow.
struct SearchIndex {
  static let largestShard = 32 * 1024
  /// From here on a shard may end at a term whose hash says so: a term more does not move all
  /// shards after it.
  static let smallestShard = 12 * 1024
  static let blockSize = 16
  /// Sites with fewer documents keep all terms: half of three pages says nothing about a word.
  static let fewDocuments = 64

  private static let digits: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

  let logs: [TermLog]
  let documentCount: Int

  /// Whether so many documents are too many to list for a term.
  static func isCommon(_ places: Int, of documents: Int) -> Bool {
    documents >= fewDocuments && places * 2 > documents
  }

  /// Hands each shard to `put` and answers where they start.
  func writeShards(_ put: (_ path: String, _ bytes: [UInt8]) -> Void) -> SiteMemory.Terms {
    var terms = SiteMemory.Terms(firsts: [], common: [:])
    var writer = ShardWriter()
    var entry: [UInt8] = []
    func flush() {
      guard let shard = writer.flush() else { return }
      put(shard.path, shard.bytes)
      terms.firsts.append(shard.first)
    }
    MergedTerms(logs).visit { term, places in
      guard !places.isEmpty else { return }
      entry.removeAll(keepingCapacity: true)
      let isCommon = Self.isCommon(places.count, of: documentCount)
      if isCommon { terms.common[String(decoding: term, as: UTF8.self)] = places.count }
      Self.append(term, places, isCommon: isCommon, to: &entry)
      if writer.isFull(before: term, entry.count) { flush() }
      writer.append(term, entry)
    }
    flush()
    return terms
  }

  /// Appends a line for a term.
  ///
  /// A line without postings says that the term is on most pages and in the title of none.
  static func append(
    _ term: ArraySlice<UInt8>, _ places: [UInt32], isCommon: Bool, to out: inout [UInt8]
  ) {
    out.append(contentsOf: term)
    out.append(32)
    var last: UInt32 = 0
    for place in places where !isCommon || place & 3 > 1 {
      SearchIndex.append((place >> 2 - last) << 2 | place & 3, to: &out)
      last = place >> 2
    }
    out.append(10)
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
