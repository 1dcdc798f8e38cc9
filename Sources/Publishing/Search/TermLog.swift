import Glibc

/// The terms of the documents that one worker rendered, and where they stand.
///
/// An own hash table over packed bytes: a `Dictionary` of strings costs five times as much here.
struct TermLog {
  /// One term in one document: the document's number times four plus the weight.
  struct Posting: BitwiseCopyable {
    let term: UInt32
    var place: UInt32
  }

  private(set) var bytes: [UInt8] = []
  /// Where each term ends in `bytes`.
  private(set) var ends: [UInt32] = []
  private(set) var postings: [Posting] = []
  /// Open addressing; a term's number plus one, 0 for free.
  private var slots: [UInt32] = Array(repeating: 0, count: 1 << 14)
  private var hashes: [UInt32] = []
  /// Where the newest posting of each term stands.
  private var newest: [UInt32] = []

  var count: Int { ends.count }

  func term(_ number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
  }

  /// Notes a term; of several weights in one document the greatest counts.
  mutating func note(_ term: UnsafeBufferPointer<UInt8>, document: Int, weight: UInt32) {
    let number = number(of: term)
    let place = UInt32(document) << 2
    let last = Int(newest[number])
    if last < postings.count, postings[last].term == UInt32(number),
      postings[last].place & ~3 == place
    {
      if postings[last].place < place | weight { postings[last].place = place | weight }
      return
    }
    newest[number] = UInt32(postings.count)
    postings.append(Posting(term: UInt32(number), place: place | weight))
  }

  private mutating func number(of term: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(term)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, equals(number, term) { return number }
      slot = (slot + 1) & mask
    }
    slots[slot] = UInt32(ends.count + 1)
    bytes.append(contentsOf: term)
    ends.append(UInt32(bytes.count))
    hashes.append(hash)
    newest.append(UInt32.max)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  /// Eight bytes at a time; equal on every machine, because it is kept between builds.
  private static func hash(_ term: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let bytes = UnsafeRawBufferPointer(term)
    var hash = UInt64(term.count) &* 0x9e37_79b9_7f4a_7c15
    var index = 0
    while index + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      hash = mixed(hash ^ UInt64(littleEndian: word))
      index += 8
    }
    // What is left in at most two loads, which may overlap: most terms have fewer than eight bytes.
    let left = bytes.count - index
    var tail: UInt64 = 0
    if left >= 4 {
      let first = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
      let last = bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self)
      tail = UInt64(UInt32(littleEndian: first)) << 32 | UInt64(UInt32(littleEndian: last))
    } else if left > 0 {
      tail =
        UInt64(bytes[index]) << 16 | UInt64(bytes[index + left / 2]) << 8
        | UInt64(bytes[bytes.count - 1])
    }
    hash = mixed(hash ^ tail)
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let full = value.multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return full.high ^ full.low
  }

  /// Takes the terms of another log in.
  mutating func absorb(_ other: TermLog) {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(other.count)
    other.bytes.withUnsafeBufferPointer { bytes in
      for term in 0..<other.count {
        let start = term == 0 ? 0 : Int(other.ends[term - 1])
        let range = start..<Int(other.ends[term])
        numbers.append(UInt32(number(of: UnsafeBufferPointer(rebasing: bytes[range]))))
      }
    }
    postings.reserveCapacity(postings.count + other.postings.count)
    for posting in other.postings {
      postings.append(Posting(term: numbers[Int(posting.term)], place: posting.place))
    }
  }

  /// Forgets documents.
  mutating func remove(_ isGone: [Bool]) {
    postings.removeAll { isGone[Int($0.place >> 2)] }
    newest = Array(repeating: .max, count: count)
  }

  func write(to state: inout StateWriter) {
    state.write(bytes)
    state.writeElements(ends)
    state.writeElements(postings)
    state.writeElements(hashes)
  }

  /// Reads what `write` wrote; the checksum of the state is what vouches for it.
  init(_ state: inout StateReader) {
    bytes = state.run()
    ends = state.elements(UInt32.self)
    postings = state.elements(Posting.self)
    hashes = state.elements(UInt32.self)
    newest = Array(repeating: .max, count: ends.count)
    var capacity = slots.count
    while capacity < ends.count * 2 { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity / 2)
    grow()
  }

  init() {}

  private func equals(_ number: Int, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = number == 0 ? 0 : Int(ends[number - 1])
    guard Int(ends[number]) - start == term.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, let other = term.baseAddress else { return true }
      return memcmp(base + start, other, term.count) == 0
    }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }
}
