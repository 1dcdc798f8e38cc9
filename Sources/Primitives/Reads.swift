import CTrace

/// What a computation read of the records: enough to tell which change can alter its result.
///
/// A change counts for a computation when it touches one of its `keys` and, for a key that stands
/// for the fields of a record, one of the fields that the computation read of that kind.
public struct Reads: Sendable, Hashable {
  /// Each once, ascending.
  public var keys: [UInt64]
  /// For each number of a kind, the bits of the fields that were read; 16 of them.
  public var fields: [UInt64]

  /// Nothing was read.
  public init() { (keys, fields) = ([], Array(repeating: 0, count: 16)) }

  /// Takes what was kept.
  public init(keys: [UInt64], fields: [UInt64]) { (self.keys, self.fields) = (keys, fields) }

  /// Adds keys.
  public mutating func insert(_ more: [UInt64]) {
    keys = Self.unique(keys + more)
  }

  /// What was read by either of two computations.
  public func union(_ other: Reads) -> Reads {
    Reads(
      keys: Self.unique(keys + other.keys), fields: zip(fields, other.fields).map { $0 | $1 })
  }

  /// Runs a computation and answers what it read on the calling thread.
  public static func of<Result>(_ body: () throws -> Result) rethrows -> (Result, Reads) {
    let trace = waymark_trace_new()
    defer { waymark_trace_free(trace) }
    let before = waymark_trace_enter(trace)
    defer { _ = waymark_trace_enter(before) }
    let result = try body()
    let keys = Array(UnsafeBufferPointer(start: trace.pointee.keys, count: trace.pointee.count))
    let fields = withUnsafeBytes(of: &trace.pointee.fields) {
      Array($0.bindMemory(to: UInt64.self))
    }
    return (result, Reads(keys: unique(keys), fields: fields))
  }

  /// Runs a computation whose reading nobody has to know.
  public static func untraced<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = waymark_trace_enter(nil)
    defer { _ = waymark_trace_enter(before) }
    return try body()
  }

  /// Notes that a field of a record of a kind is read.
  public static func note(field bit: Int, kind: Int) {
    waymark_trace_field(UInt32(truncatingIfNeeded: kind), UInt32(truncatingIfNeeded: bit))
  }

  /// Notes that something with a key is read.
  public static func note(_ key: UInt64) { waymark_trace_key(key) }

  private static func unique(_ keys: [UInt64]) -> [UInt64] {
    var out: [UInt64] = []
    out.reserveCapacity(keys.count)
    for key in keys.sorted() where out.last != key { out.append(key) }
    return out
  }
}

/// Keys of what can be read of the records; two of them are equal by chance once in 10^19.
public enum ReadKey {
  /// Every record.
  public static let all = key(of: "a", "", "")

  /// The fields of one record, as far as a computation reads them.
  public static func record(_ id: RecordID) -> UInt64 { key(of: "r", id.kind, id.id) }

  /// One record with all that it has, by the key of its fields.
  public static func whole(_ record: UInt64) -> UInt64 { mixed(record ^ 0x9e37_79b9_7f4a_7c15) }

  /// Which records refer to one, by the key of its fields.
  public static func referring(_ record: UInt64) -> UInt64 { mixed(record ^ 0xc2b2_ae3d_27d4_eb4f) }

  /// Which records of a kind there are.
  public static func kind(_ kind: String) -> UInt64 { key(of: "k", kind, "") }

  /// Which records of a kind there are of a component.
  public static func kind(_ kind: String, of component: String) -> UInt64 {
    key(of: "c", kind, component)
  }

  /// The lessons that may concern plans of a component.
  public static func lessons(_ component: String) -> UInt64 { key(of: "l", component, "") }

  /// The lives of a component's deprecations; of all of them for `""`.
  public static func lives(_ component: String) -> UInt64 { key(of: "d", component, "") }

  /// The bit of a field of that name; other names may share it.
  public static func bit(of name: String) -> Int {
    var name = name
    return name.withUTF8 { name in
      var hash: UInt64 = 0
      for byte in name { hash = hash &* 31 &+ UInt64(byte) }
      return Int((hash ^ hash >> 7) % 63)
    }
  }

  /// The bit of what a revision is besides its fields: its number, its time, its author.
  public static let revision = 63

  private static func key(of sort: String, _ first: String, _ second: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in [sort, first, second] {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    return mixed(hash)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = (value ^ value >> 31) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}
