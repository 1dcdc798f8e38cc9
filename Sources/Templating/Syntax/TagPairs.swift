import Primitives

/// Which closing tag ends which opening tag of a template.
struct TagPairs {
  /// For each tag the index of its partner; `nil` for tags without one.
  private(set) var partner: [Int?]
  private(set) var problems: [Diagnostic] = []

  /// Pairs tags; nesting deeper than `deepest` is a problem and is left out.
  init(_ tags: [Tag], in source: SourceText) {
    partner = Array(repeating: nil, count: tags.count)
    var opened: [Int] = []
    for (index, tag) in tags.enumerated() {
      if tag.opens {
        if opened.count == Self.deepest {
          problems.append(
            source.problem(
              "nested-too-deep", "sections are nested more than \(Self.deepest) levels deep",
              at: tag.range, help: "move the inner part into a partial"))
        }
        opened.append(index)
      } else if tag.kind == .close {
        let name = source.text(tag.body)
        guard let match = opened.lastIndex(where: { source.text(tags[$0].body) == name }) else {
          let expected = opened.last.map { source.text(tags[$0].body) }
          problems.append(
            source.problem(
              "mismatched-section", "`\(name)` is closed here but was not opened", at: tag.range,
              help: expected.map { "the section that is open here is closed with `{{/\($0)}}`" }
                ?? "take the tag away, or open the section before it"))
          continue
        }
        for unclosed in opened[(match + 1)...] { report(tags[unclosed], in: source) }
        // Deeper tags stay without a partner and are left out: nothing then recurses as deep.
        if match < Self.deepest {
          partner[opened[match]] = index
          partner[index] = opened[match]
        }
        opened.removeSubrange(match...)
      }
    }
    for unclosed in opened { report(tags[unclosed], in: source) }
    problems = problems.inReadingOrder
  }

  /// The deepest nesting of sections in one template.
  static let deepest = 60

  private mutating func report(_ tag: Tag, in source: SourceText) {
    let name = source.text(tag.body)
    problems.append(
      source.problem(
        "unclosed-section", "the section `\(name)` is never closed", at: tag.range,
        help: "close it with `{{/\(name)}}`"))
  }
}
