/// The members of an object by the bytes of their names, as canonical JSON has them.
enum MemberOrder {
  typealias Members = UnsafeBufferPointer<Object.Member>

  /// A member's place, with the first eight bytes of its name as a number: most names differ there.
  struct Entry {
    let start: UInt64
    let index: Int
  }

  /// Whether the members stand in this order already, as those of a record from the ledger do.
  static func isSorted(_ members: Members) -> Bool {
    guard members.count > 1 else { return true }
    var last = start(of: members[0].name)
    for index in 1..<members.count {
      let next = start(of: members[index].name)
      if next < last { return false }
      if next == last, !precedes(members[index - 1].name, members[index].name) { return false }
      last = next
    }
    return true
  }

  /// Gives the members in the order of their names.
  ///
  /// By insertion where there are few, as nearly always: moving numbers about on the stack costs no
  /// reference counting.
  static func withSorted(_ members: Members, _ body: (UnsafeMutableBufferPointer<Entry>) -> Void) {
    withUnsafeTemporaryAllocation(of: Entry.self, capacity: members.count) { order in
      func precedes(_ left: Entry, _ right: Entry) -> Bool {
        left.start == right.start
          ? Self.precedes(members[left.index].name, members[right.index].name)
          : left.start < right.start
      }
      for index in members.indices {
        order.initializeElement(
          at: index, to: Entry(start: start(of: members[index].name), index: index))
      }
      if members.count > 48 {
        var order = order
        order.sort(by: precedes)
      } else {
        for index in 1..<order.count {
          let moved = order[index]
          var place = index
          while place > 0, precedes(moved, order[place - 1]) {
            order[place] = order[place - 1]
            place -= 1
          }
          order[place] = moved
        }
      }
      body(order)
    }
  }

  /// The first eight bytes, the first of them weighing most; zeros behind a shorter name.
  private static func start(of name: String) -> UInt64 {
    var name = name
    return name.withUTF8 { bytes in
      var start: UInt64 = 0
      for index in 0..<min(8, bytes.count) { start |= UInt64(bytes[index]) << (56 - index * 8) }
      return start
    }
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    var (left, right) = (left, right)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
          return left[index] < right[index]
        }
        return left.count < right.count
      }
    }
  }
}
