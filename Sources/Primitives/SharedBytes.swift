/// Bytes in memory that somebody else keeps, such as a file that is mapped.
public final class SharedBytes: Sendable {
  /// The bytes, for as long as this value lives.
  nonisolated(unsafe) public let buffer: UnsafeBufferPointer<UInt8>
  private let release: @Sendable () -> Void

  /// Takes bytes; `release` is called once nobody needs them.
  public init(_ buffer: UnsafeBufferPointer<UInt8>, release: @escaping @Sendable () -> Void) {
    self.buffer = buffer
    self.release = release
  }

  /// Takes a copy of bytes.
  public convenience init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    nonisolated(unsafe) let memory = copy
    self.init(UnsafeBufferPointer(memory)) { memory.deallocate() }
  }

  deinit { release() }
}
