import Primitives

/// What the last build was made from and said, for a build in which nothing changed at all.
struct LastBuild {
  static let name = "origin"

  let inputs: Fingerprint
  let pages: Int

  func bytes(servedAs manifest: Fingerprint) -> [UInt8] {
    var state = StateWriter()
    state.write(StateWriter.format)
    state.write(manifest)
    state.write(inputs)
    state.write(pages)
    return state.bytes
  }

  init(inputs: Fingerprint, pages: Int) { (self.inputs, self.pages) = (inputs, pages) }

  init?(_ bytes: SharedBytes, servedAs manifest: Fingerprint) {
    var state = StateReader(bytes)
    guard state.number() == StateWriter.format, state.fingerprint() == manifest else {
      return nil
    }
    inputs = state.fingerprint()
    pages = state.number()
    guard state.isSound else { return nil }
  }
}
