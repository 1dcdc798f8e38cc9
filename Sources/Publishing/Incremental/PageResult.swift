/// What is known of a page once it is rendered, besides its files.
struct PageResult: Sendable {
  /// The page's number.
  let page: Int
  var findings: [LinkCheck.Findings] = []
  var anchors: [(target: Int, ids: Anchors)] = []
  /// Its entry in the search index's metadata; not kept, the index's own files hold it.
  var metadata: [UInt8] = []

  init(page: Int) { self.page = page }

  func write(to state: inout StateWriter) {
    state.write(findings.count)
    for finding in findings {
      state.write(finding.edition ?? -1)
      state.write(finding.references.count)
      for reference in finding.references {
        state.write(reference.written)
        state.write(reference.target)
        state.write(reference.fragment)
        state.write(finding.lines[reference.written] ?? 0)
      }
      state.write(finding.dead.count)
      for link in finding.dead {
        state.write(link.written)
        state.write(link.line)
      }
    }
    state.write(anchors.count)
    for (target, ids) in anchors {
      state.write(target)
      state.write(ids.bytes)
    }
  }

  /// What it takes in the state.
  var mostBytesInState: Int {
    var count = 24
    for finding in findings {
      count += 24 + finding.dead.reduce(0) { $0 + $1.written.utf8.count + 16 }
      for reference in finding.references {
        count += 32 + reference.written.utf8.count + reference.fragment.utf8.count
      }
    }
    return count + anchors.reduce(0) { $0 + $1.ids.bytes.count + 16 }
  }

  init(page: Int, _ state: inout StateReader) {
    self.page = page
    for _ in 0..<state.count() {
      let edition = state.number()
      var lines: [String: Int] = [:]
      let references = (0..<state.count()).map { _ in
        let reference = DocumentLinks.Reference(
          written: state.text(), target: state.number(), fragment: state.text())
        lines[reference.written] = state.number()
        return reference
      }
      let dead = (0..<state.count()).map { _ in (written: state.text(), line: state.number()) }
      findings.append(
        LinkCheck.Findings(
          page: page, edition: edition < 0 ? nil : edition, references: references, dead: dead,
          lines: lines))
    }
    for _ in 0..<state.count() {
      let target = state.number()
      anchors.append((target, Anchors(state.run())))
    }
  }
}
