/// What changed within one section that both editions have.
struct SectionDifference {
  /// `nil` where nothing did.
  let part: EditionDifference.Part?

  init(
    _ old: EditionText.Section, _ new: EditionText.Section, isMoved: Bool, _ pairs: SectionPairs
  ) {
    var changes: [EditionDifference.Change] = []
    if isMoved { changes.append(.moved) }
    if old.key != new.key { changes.append(.renamed) }
    let oldProse = SectionDifference.prose(old).map { pairs.current($0) }
    let newProse = SectionDifference.prose(new)
    let isReworded = !oldProse.elementsEqual(newProse) { $0.sense == $1.sense }
    let isRecoded = !old.code.elementsEqual(new.code) { $0.sense == $1.sense }
    let rows = SectionDifference.rows(old, new, pairs)
    if old.title != new.title || isReworded || !rows.isEmpty { changes.append(.reworded) }
    if isRecoded { changes.append(.command) }
    guard !changes.isEmpty else {
      part = nil
      return
    }
    var part = EditionDifference.Part(
      key: new.key, isAnchored: new.isAnchored, title: new.title, changes: changes)
    if old.title != new.title { part.oldTitle = old.title }
    if old.key != new.key {
      part.oldKey = old.key.hasPrefix("step-") ? String(old.key.dropFirst(5)) : old.key
    }
    if !old.number.isEmpty, !new.number.isEmpty { part.numbers = (old.number, new.number) }
    if isReworded { part.prose = SectionDifference.lines(oldProse, newProse) }
    part.prose += rows
    if isRecoded { part.code = SectionDifference.lines(old.code, new.code) }
    self.part = part
  }

  /// A section that only one of both editions has.
  static func whole(
    _ section: EditionText.Section, _ change: EditionDifference.Change
  ) -> EditionDifference.Part {
    let place: EditionDifference.Line.Place = change == .added ? .new : .old
    func lines(_ lines: [EditionText.Line]) -> [EditionDifference.Line] {
      lines.map { EditionDifference.Line(place: place, text: $0.text, isFence: $0.isFence) }
    }
    var part = EditionDifference.Part(
      key: section.key, isAnchored: section.isAnchored, title: section.title, changes: [change])
    part.prose = lines(prose(section)) + section.rows.map { line(of: $0, place) }
    part.code = lines(section.code)
    return part
  }

  /// The tick at the end of a step repeats its title, and that is told once.
  private static func prose(_ section: EditionText.Section) -> [EditionText.Line] {
    let tick = Array("- [ ] Done: \(section.title)".utf8)
    return section.prose.filter { !$0.text.elementsEqual(tick) }
  }

  private static func lines(
    _ old: [EditionText.Line], _ new: [EditionText.Line]
  ) -> [EditionDifference.Line] {
    Difference(from: old.map(\.sense), to: new.map(\.sense)).edits.map { edit in
      let (place, line): (EditionDifference.Line.Place, EditionText.Line) =
        switch edit {
        case .same(_, let index): (.both, new[index])
        case .removed(let index): (.old, old[index])
        case .added(let index): (.new, new[index])
        }
      return EditionDifference.Line(place: place, text: line.text, isFence: line.isFence)
    }
  }

  /// Rows of tables of steps whose cells changed; added and removed steps are told by themselves.
  private static func rows(
    _ old: EditionText.Section, _ new: EditionText.Section, _ pairs: SectionPairs
  ) -> [EditionDifference.Line] {
    let before = Dictionary(
      old.rows.map { (pairs.current($0.key), $0) }, uniquingKeysWith: { first, _ in first })
    return new.rows.flatMap { row -> [EditionDifference.Line] in
      guard let old = before[row.key], old.cells != row.cells else { return [] }
      return [line(of: old, .old), line(of: row, .new)]
    }
  }

  private static func line(
    of row: EditionText.Row, _ place: EditionDifference.Line.Place
  ) -> EditionDifference.Line {
    // A row again, so that whoever shows the line knows what parts it.
    let text = Array("| ".utf8) + row.title + Array(" | ".utf8) + row.cells
    return EditionDifference.Line(place: place, text: text[...], isFence: false)
  }
}
