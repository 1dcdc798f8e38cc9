/// The logs of all workers as one list of terms, each with the documents it is in.
struct MergedTerms {
  private let logs: [TermLog]

  init(_ logs: [TermLog]) { self.logs = logs.filter { $0.count > 0 } }

  /// Calls for each term by its bytes, with its places by document.
  func visit(_ body: (_ term: ArraySlice<UInt8>, _ places: [UInt32]) -> Void) {
    let orders = logs.map(Self.sorted)
    let grouped = logs.map(Self.grouped)
    var heads = Array(repeating: 0, count: logs.count)
    var places: [UInt32] = []
    while true {
      var least: ArraySlice<UInt8>?
      for (number, log) in logs.enumerated() where heads[number] < log.count {
        let term = log.term(Int(orders[number][heads[number]]))
        if least.map({ Self.isLess(term, $0) }) ?? true { least = term }
      }
      guard let least else { return }
      places.removeAll(keepingCapacity: true)
      for (number, log) in logs.enumerated() where heads[number] < log.count {
        let term = Int(orders[number][heads[number]])
        guard log.term(term).elementsEqual(least) else { continue }
        heads[number] += 1
        let (starts, all) = grouped[number]
        places.append(contentsOf: all[Int(starts[term])..<Int(starts[term + 1])])
      }
      if !Self.isSorted(places) { places.sort() }
      body(least, places)
    }
  }

  /// The numbers of the terms in the order of their bytes.
  private static func sorted(_ log: TermLog) -> [UInt32] {
    log.bytes.withUnsafeBufferPointer { bytes in
      // The first eight bytes as a number decide nearly all comparisons.
      let keys: [UInt64] = log.entries.map { entry in
        var key: UInt64 = 0
        for offset in 0..<8 {
          let byte = offset < entry.count ? bytes[Int(entry.start) + offset] : 0
          key = key << 8 | UInt64(byte)
        }
        return key
      }
      return (0..<UInt32(log.count)).sorted { left, right in
        let (a, b) = (keys[Int(left)], keys[Int(right)])
        if a != b { return a < b }
        return isLess(log.term(Int(left)), log.term(Int(right)))
      }
    }
  }

  /// The places of each term next to each other.
  private static func grouped(_ log: TermLog) -> (starts: [UInt32], places: [UInt32]) {
    var starts = Array(repeating: UInt32(0), count: log.count + 1)
    for posting in log.postings { starts[Int(posting.term) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var next = starts
    var places = Array(repeating: UInt32(0), count: log.postings.count)
    for posting in log.postings {
      places[Int(next[Int(posting.term)])] = posting.place
      next[Int(posting.term)] += 1
    }
    return (starts, places)
  }

  private static func isSorted(_ places: [UInt32]) -> Bool {
    var last: UInt32 = 0
    for place in places {
      if place < last { return false }
      last = place
    }
    return true
  }

  private static func isLess(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
