extension [UInt8] {
  /// Where a run of bytes starts, at or behind a place.
  func firstIndex(of run: [UInt8], from place: Int = 0) -> Int? {
    guard let first = run.first, count >= run.count else { return nil }
    var at = place
    while at <= count - run.count {
      if self[at] == first, self[at..<(at + run.count)].elementsEqual(run) { return at }
      at += 1
    }
    return nil
  }
}
