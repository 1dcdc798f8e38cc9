/// The terms of the documents that one worker rendered, and where they stand.
///
/// An own hash table over packed bytes: a `Dictionary` of strings costs five times as much here.
struct TermLog {
  /// One term in one document: the document's number times four plus the weight.
  struct Posting: BitwiseCopyable {
    let term: UInt32
    var place: UInt32
  }

  /// What is looked at of a term when a word is compared with it: one line of the cache.
  struct Entry: BitwiseCopyable {
    let hash: UInt32
    /// Where it stands in `bytes`.
    let start: UInt32
    let count: UInt32
    /// Where its newest posting stands.
    var newest: UInt32
  }

  private(set) var bytes: [UInt8] = []
  private(set) var entries: [Entry] = []
  private(set) var postings: [Posting] = []
  /// Open addressing; a term's number plus one, 0 for free.
  private var slots: [UInt32] = Array(repeating: 0, count: 1 << 14)

  var count: Int { entries.count }

  func term(_ number: Int) -> ArraySlice<UInt8> {
    let entry = entries[number]
    return bytes[Int(entry.start)..<Int(entry.start + entry.count)]
  }

  /// Notes a term; of several weights in one document the greatest counts.
  mutating func note(_ term: UnsafeBufferPointer<UInt8>, document: Int, weight: UInt32) {
    let number = number(of: term)
    let place = UInt32(document) << 2
    let last = Int(entries[number].newest)
    if last < postings.count, postings[last].term == UInt32(number),
      postings[last].place & ~3 == place
    {
      if postings[last].place < place | weight { postings[last].place = place | weight }
      return
    }
    entries[number].newest = UInt32(postings.count)
    postings.append(Posting(term: UInt32(number), place: place | weight))
  }

  private mutating func number(of term: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(term)
    let (found, free) = find(term, hash)
    if let found { return found }
    slots[free] = UInt32(entries.count + 1)
    entries.append(
      Entry(hash: hash, start: UInt32(bytes.count), count: UInt32(term.count), newest: .max))
    bytes.append(contentsOf: term)
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  /// The number of a term, or the slot for it.
  @inline(__always)
  private func find(_ term: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> (Int?, free: Int) {
    slots.withUnsafeBufferPointer { slots in
      entries.withUnsafeBufferPointer { entries in
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
          let number = Int(slots[slot]) - 1
          let entry = entries[number]
          if entry.hash == hash, Int(entry.count) == term.count, stands(term, Int(entry.start)) {
            return (number, slot)
          }
          slot = (slot + 1) & mask
        }
        return (nil, slot)
      }
    }
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
      for entry in other.entries {
        let range = Int(entry.start)..<Int(entry.start + entry.count)
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
    for number in entries.indices { entries[number].newest = .max }
  }

  func write(to state: inout StateWriter) {
    state.write(bytes)
    state.writeElements(entries)
    state.writeElements(postings)
  }

  /// Reads what `write` wrote; the checksum of the state is what vouches for it.
  init(_ state: inout StateReader) {
    bytes = state.run()
    entries = state.elements(Entry.self)
    postings = state.elements(Posting.self)
    for number in entries.indices { entries[number].newest = .max }
    var capacity = slots.count
    while capacity < entries.count * 2 { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity / 2)
    grow()
  }

  init() {}

  /// Whether a term of this length stands at a place of `bytes`; terms are short.
  @inline(__always)
  private func stands(_ term: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    bytes.withUnsafeBytes { bytes in
      guard term.count >= 8 else {
        for index in 0..<term.count where bytes[start + index] != term[index] { return false }
        return true
      }
      // Words of eight bytes; the last one may overlap the one before.
      let term = UnsafeRawBufferPointer(term)
      var index = 0
      while true {
        let word = term.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if bytes.loadUnaligned(fromByteOffset: start + index, as: UInt64.self) != word {
          return false
        }
        if index == term.count - 8 { return true }
        index = min(index + 8, term.count - 8)
      }
    }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, entry) in entries.enumerated() {
      var slot = Int(entry.hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }
}
