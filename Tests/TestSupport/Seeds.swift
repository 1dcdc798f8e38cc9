/// The seeds that laws run over: the seed is the argument, so a failure names itself.
public enum Seeds {
  /// The first `count` seeds.
  public static func first(_ count: Int) -> Range<Int> { 0..<count }
}

/// A small generator of random numbers (SplitMix64): the same seed gives the same numbers anywhere.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Starts the sequence of a seed.
  public init(seed: Int) {
    // Mixed first: multiples of the increment would give shifts of one and the same sequence.
    state = Self.mixed(UInt64(truncatingIfNeeded: seed) ^ 0xD1B5_4A32_D192_ED03)
  }

  /// The next 64 bits of the sequence.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  private static func mixed(_ state: UInt64) -> UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of the range.
  public mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// One of the values, of which there must be at least one.
  public mutating func pick<T>(_ values: [T]) -> T { values[number(0...values.count - 1)] }

  /// Whether a chance of one in `count` came true.
  public mutating func oneIn(_ count: Int) -> Bool { number(1...count) == 1 }
}
