import Glibc

/// What a child tells its parent without a call that a trap could prevent: how far it is and what
/// it is trying.
///
/// A file that both have in memory.
struct SharedProgress {
  private let base: UnsafeMutableRawPointer
  private static let head = 16
  private static let size = head + Mutation.largest

  init?(path: String, makes: Bool) {
    let descriptor = open(path, O_RDWR | (makes ? O_CREAT | O_TRUNC : 0) | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard ftruncate(descriptor, Self.size) == 0,
      let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      memory != MAP_FAILED
    else { return nil }
    base = memory
  }

  /// How many inputs were begun.
  var count: Int { base.load(as: Int.self) }

  /// The input that was begun last.
  var input: [UInt8] {
    let count = min(base.load(fromByteOffset: 8, as: Int.self), Mutation.largest)
    return Array(UnsafeRawBufferPointer(start: base + Self.head, count: max(0, count)))
  }

  /// Notes the input that is about to be tried.
  func begin(_ number: Int, _ input: [UInt8]) {
    input.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { memcpy(base + Self.head, start, bytes.count) }
    }
    base.storeBytes(of: input.count, toByteOffset: 8, as: Int.self)
    base.storeBytes(of: number + 1, as: Int.self)
  }
}
