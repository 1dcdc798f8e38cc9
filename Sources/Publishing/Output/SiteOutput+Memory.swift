import Primitives

extension SiteOutput {
  /// What an earlier build remembered under a name; `nil` if nothing or if it is damaged.
  func remembered(_ name: String) -> SharedBytes? {
    guard let bytes = FileTree(root: state).mapped(name), bytes.buffer.count > 32,
      let fingerprint = Fingerprint(hex: Array(bytes.buffer.suffix(32)))
    else { return nil }
    let content = UnsafeBufferPointer(rebasing: bytes.buffer.dropLast(32))
    guard Fingerprint(of: UnsafeRawBufferPointer(content)) == fingerprint else { return nil }
    return SharedBytes(content) { _ = bytes }
  }

  /// Remembers bytes for the next build.
  ///
  /// Without them it only takes longer: failing is no error.
  func remember(_ name: String, _ bytes: [UInt8]) {
    SiteOutput.remember(name, bytes, in: state)
  }

  /// Forgets what was remembered under a name.
  func forget(_ name: String) { FileTree(root: state).remove(name) }

  /// Remembers bytes in a folder for state; whoever reads them finds out whether they are whole.
  static func remember(_ name: String, _ bytes: [UInt8], in state: String) {
    var end: [UInt8] = []
    Fingerprint(of: bytes).append(to: &end)
    let tree = FileTree(root: state)
    tree.remove(name)
    try? tree.write(name, bytes, mayExist: false, end: end)
  }
}
