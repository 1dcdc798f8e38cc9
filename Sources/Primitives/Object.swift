/// The members of a structured value, in the order in which they were set.
///
/// Names are unique. Look-up is a linear scan: objects here have a handful of members, and a scan
/// over short strings is faster than hashing them. Two objects are equal when they have the same
/// members, whatever the order; canonical JSON sorts them.
public struct Object: Sendable {
  /// One named value.
  public struct Member: Sendable, Hashable {
    /// The name, unique within its object.
    public let name: String
    /// What the name stands for.
    public var value: Value

    /// Makes a member.
    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// All members, in the order in which they were set.
  public private(set) var members: [Member]

  /// Makes an object without members.
  public init() { members = [] }

  /// Makes an object without members that has room for some.
  public init(capacity: Int) {
    members = []
    members.reserveCapacity(capacity)
  }

  /// Makes an object from names and values; of a name that stands twice the last value holds.
  public init(_ pairs: [(String, Value)]) {
    members = []
    members.reserveCapacity(pairs.count)
    for (name, value) in pairs { self[name] = value }
  }

  /// The value with this name; setting `nil` takes the member away.
  public subscript(name: String) -> Value? {
    get {
      place(of: name).map { members[$0].value }
    }
    set {
      if let index = place(of: name) {
        if let newValue { members[index].value = newValue } else { members.remove(at: index) }
      } else if let newValue {
        members.append(Member(name, newValue))
      }
    }
  }

  /// Names are compared by their bytes; nearly all differ in length already, which costs no call.
  private func place(of name: String) -> Int? {
    let length = name.utf8.count
    for index in members.indices
    where members[index].name.utf8.count == length && members[index].name == name {
      return index
    }
    return nil
  }

  /// Adds a member that is known to be new, without looking for an earlier one.
  public mutating func append(_ name: String, _ value: Value) {
    members.append(Member(name, value))
  }

  /// The names of all members, in order.
  public var names: [String] { members.map(\.name) }

  /// Whether there are no members.
  public var isEmpty: Bool { members.isEmpty }
}

extension Object: Hashable {
  /// Whether both are the same.
  public static func == (left: Object, right: Object) -> Bool {
    left.members.count == right.members.count
      && left.members.allSatisfy { right[$0.name] == $0.value }
  }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) {
    for member in members.sorted(by: { $0.name < $1.name }) { hasher.combine(member) }
  }
}

extension Object: ExpressibleByDictionaryLiteral {
  /// Makes an object from a literal; of a name that stands twice the last value holds.
  public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
