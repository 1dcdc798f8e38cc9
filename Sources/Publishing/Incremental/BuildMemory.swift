import Primitives

/// What the last build knew of its pages, so that the next one renders only those that changed.
struct BuildMemory: Sendable {
  /// The file in the state folder.
  static let name = "pages"

  let fingerprints: [Fingerprint]
  let results: [PageResult]
  var log: TermLog

  /// The memory as bytes, tied to the files that it speaks of.
  func bytes(servedAs manifest: Fingerprint) -> [UInt8] {
    var state = StateWriter()
    state.write(SiteFingerprint.format)
    state.write(manifest)
    state.writeElements(fingerprints)
    for result in results { result.write(to: &state) }
    log.write(to: &state)
    return state.bytes
  }

  init(fingerprints: [Fingerprint], results: [PageResult], log: TermLog) {
    (self.fingerprints, self.results, self.log) = (fingerprints, results, log)
  }

  /// Reads a memory; `nil` unless it is whole and of the very files that are served.
  init?(_ bytes: [UInt8], servedAs manifest: Fingerprint, pages: Int) {
    var state = StateReader(bytes)
    guard state.number() == SiteFingerprint.format, state.fingerprint() == manifest else {
      return nil
    }
    fingerprints = state.elements(Fingerprint.self)
    // With another number of pages all of them changed anyway.
    guard fingerprints.count == pages else { return nil }
    var results: [PageResult] = []
    results.reserveCapacity(pages)
    for page in 0..<pages { results.append(PageResult(page: page, &state)) }
    self.results = results
    log = TermLog(&state)
    guard state.isSound else { return nil }
  }
}

/// What the last build was made from and said, for a build in which nothing changed at all.
struct LastBuild {
  static let name = "last"
  /// The file of the same facts by what the site was made from.
  static let origin = "origin"

  let inputs: Fingerprint
  let pages: Int
  let diagnostics: [Diagnostic]

  func bytes(servedAs manifest: Fingerprint) -> [UInt8] {
    var state = StateWriter()
    state.write(SiteFingerprint.format)
    state.write(manifest)
    state.write(inputs)
    state.write(pages)
    state.write(diagnostics.count)
    for diagnostic in diagnostics {
      for text in [
        diagnostic.id, diagnostic.severity.rawValue, diagnostic.message, diagnostic.help ?? "",
        diagnostic.range?.file ?? "",
      ] { state.write(text) }
      state.write(diagnostic.range?.line ?? 0)
      state.write(diagnostic.range?.column ?? 0)
    }
    return state.bytes
  }

  init(inputs: Fingerprint, pages: Int, diagnostics: [Diagnostic]) {
    (self.inputs, self.pages, self.diagnostics) = (inputs, pages, diagnostics)
  }

  init?(_ bytes: [UInt8], servedAs manifest: Fingerprint) {
    var state = StateReader(bytes)
    guard state.number() == SiteFingerprint.format, state.fingerprint() == manifest else {
      return nil
    }
    inputs = state.fingerprint()
    pages = state.number()
    diagnostics = (0..<state.count()).map { _ in
      let (id, severity) = (state.text(), Diagnostic.Severity(rawValue: state.text()) ?? .error)
      let (message, help, file) = (state.text(), state.text(), state.text())
      let (line, column) = (state.number(), state.number())
      return Diagnostic(
        id, severity, message,
        at: line > 0 ? SourceRange(file: file, line: line, column: column) : nil,
        help: help.isEmpty ? nil : help)
    }
    guard state.isSound else { return nil }
  }
}
