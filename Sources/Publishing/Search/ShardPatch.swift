import Primitives

/// What a few documents change in the shards of the search index: the same shards come out as if
/// all documents were looked at again.
struct ShardPatch {
  /// For each term the documents that changed: their weight there before and now, `nil` without it.
  typealias Changes = [[UInt8]: [(document: UInt32, old: UInt32?, new: UInt32?)]]

  private let documentCount: Int
  private(set) var terms: SiteMemory.Terms
  private(set) var files: [(path: String, bytes: [UInt8])] = []
  private(set) var removed: [String] = []

  /// Reads the shards that hold the terms by `file`; `nil` where only a whole build knows enough.
  init?(
    _ changes: Changes, _ terms: SiteMemory.Terms, documentCount: Int,
    file: (String) -> [UInt8]?
  ) {
    (self.documentCount, self.terms) = (documentCount, terms)
    guard !changes.isEmpty else { return }
    let old = terms.firsts
    guard !old.isEmpty else { return nil }
    var wanted: Set<Int> = []
    for term in changes.keys {
      let shard = Self.shard(of: term, old)
      wanted.insert(shard)
      // The shard before ends at this one's first term: what becomes of that decides.
      if shard > 0, old[shard] == term { wanted.insert(shard - 1) }
    }
    var ordered = Dictionary(
      grouping: changes.keys.sorted { $0.lexicographicallyPrecedes($1) }
    ) { Self.shard(of: $0, old) }
    var firsts: [[UInt8]] = []
    var number = 0
    while number < old.count {
      guard wanted.contains(number) else {
        firsts.append(old[number])
        number += 1
        continue
      }
      var writer = ShardWriter()
      var made: Set<String> = []
      let start = number
      while number < old.count {
        guard let script = file(ShardWriter.path(old[number])),
          let lines = ShardWriter.lines(script),
          let merged = merged(lines, changes, ordered.removeValue(forKey: number) ?? [])
        else { return nil }
        for (term, line) in merged {
          if writer.isFull(before: term[...], line.count) { flush(&writer, &firsts, &made) }
          writer.append(term[...], line)
        }
        number += 1
        // Where the next shard starts as it did before, all after it are as they were.
        guard number < old.count, !wanted.contains(number) else { continue }
        guard let next = file(ShardWriter.path(old[number])).flatMap(ShardWriter.lines)?.first
        else { return nil }
        let length = next.term.count + next.postings.count + 2
        if writer.isEmpty || writer.isFull(before: next.term[...], length) { break }
      }
      flush(&writer, &firsts, &made)
      for gone in start..<number where !made.contains(ShardWriter.path(old[gone])) {
        removed.append(ShardWriter.path(old[gone]))
      }
    }
    self.terms.firsts = firsts
  }

  private mutating func flush(
    _ writer: inout ShardWriter, _ firsts: inout [[UInt8]], _ made: inout Set<String>
  ) {
    guard let shard = writer.flush() else { return }
    firsts.append(shard.first)
    files.append((shard.path, shard.bytes))
    made.insert(shard.path)
  }

  /// The lines of a shard with the changes taken in; `nil` if one can't be.
  private mutating func merged(
    _ lines: [(term: [UInt8], postings: [UInt8])], _ changes: Changes, _ changed: [[UInt8]]
  ) -> [(term: [UInt8], line: [UInt8])]? {
    var out: [(term: [UInt8], line: [UInt8])] = []
    out.reserveCapacity(lines.count + changed.count)
    var rest = changed[...]
    for line in lines {
      while let term = rest.first, term.lexicographicallyPrecedes(line.term) {
        rest.removeFirst()
        guard append(term, [], changes[term] ?? [], &out) else { return nil }
      }
      if rest.first == line.term {
        rest.removeFirst()
        guard append(line.term, line.postings, changes[line.term] ?? [], &out) else { return nil }
      } else {
        out.append((line.term, line.term + [32] + line.postings + [10]))
      }
    }
    for term in rest {
      guard append(term, [], changes[term] ?? [], &out) else { return nil }
    }
    return out
  }

  private mutating func append(
    _ term: [UInt8], _ postings: [UInt8],
    _ changes: [(document: UInt32, old: UInt32?, new: UInt32?)],
    _ out: inout [(term: [UInt8], line: [UInt8])]
  ) -> Bool {
    let name = String(decoding: term, as: UTF8.self)
    let known = terms.common[name]
    var places: [UInt32: UInt32] = [:]
    for place in Self.places(postings) { places[place >> 2] = place & 3 }
    var count = known ?? places.count
    for (document, old, new) in changes {
      places[document] = new
      count += (new == nil ? 0 : 1) - (old == nil ? 0 : 1)
    }
    // A term that becomes common, or no longer is, needs all its places.
    guard SearchIndex.isCommon(count, of: documentCount) == (known != nil) else { return false }
    if known != nil { terms.common[name] = count }
    guard count > 0 else { return true }
    let sorted = places.keys.sorted().map { $0 << 2 | (places[$0] ?? 0) }
    var line: [UInt8] = []
    SearchIndex.append(term[...], sorted, isCommon: known != nil, to: &line)
    out.append((term, line))
    return true
  }

  /// The shard that a term is in or would be in.
  private static func shard(of term: [UInt8], _ firsts: [[UInt8]]) -> Int {
    var (low, high) = (0, firsts.count)
    while low < high {
      let middle = (low + high) / 2
      if term.lexicographicallyPrecedes(firsts[middle]) { high = middle } else { low = middle + 1 }
    }
    return max(0, low - 1)
  }

  private static func places(_ postings: [UInt8]) -> [UInt32] {
    var places: [UInt32] = []
    var (value, shift, last): (UInt32, UInt32, UInt32) = (0, 0, 0)
    for letter in postings {
      let digit = SearchIndex.value(of: letter)
      value |= (digit & 31) << shift
      if digit & 32 != 0 {
        shift += 5
        continue
      }
      last += value >> 2
      places.append(last << 2 | value & 3)
      (value, shift) = (0, 0)
    }
    return places
  }
}

extension SearchIndex {
  /// The number of a digit.
  static func value(of letter: UInt8) -> UInt32 {
    switch letter {
    case 65...90: UInt32(letter - 65)
    case 97...122: UInt32(letter - 71)
    case 48...57: UInt32(letter + 4)
    case 45: 62
    default: 63
    }
  }
}
