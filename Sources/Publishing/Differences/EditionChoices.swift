/// What a reader can compare from where they are: plain links.
struct EditionChoices {
  private let numbers: [Int]

  init(_ page: SitePage) { numbers = page.editions.map(\.number) }

  /// On the page of an edition, or of the document whose newest edition it is: all others.
  func onEdition(_ number: Int, prefix: String) -> [PageFrame.Choice] {
    guard let place = numbers.firstIndex(of: number) else { return [] }
    let others = numbers.indices.reversed().filter {
      EditionPairs.isCompared($0, place, of: numbers.count)
    }
    return [
      PageFrame.Choice(
        title: "Compare v\(number) with",
        links: others.map { other in
          let file = EditionPairs.file(min(numbers[other], number), max(numbers[other], number))
          return .init(title: "v\(numbers[other])", href: prefix + file, isCurrent: false)
        })
    ]
  }

  /// On a comparison: other editions for either side.
  func onComparison(_ pair: Comparisons.Pair) -> [PageFrame.Choice] {
    guard let new = pair.new else { return [] }
    let earlier = numbers.indices.prefix(new).filter { isThere($0, new) }
    let later = numbers.indices.dropFirst(pair.old + 1).filter { isThere(pair.old, $0) }
    return [
      PageFrame.Choice(
        title: "From", links: earlier.map { link($0, new, shown: $0, isCurrent: $0 == pair.old) }),
      PageFrame.Choice(
        title: "To", links: later.map { link(pair.old, $0, shown: $0, isCurrent: $0 == new) }),
    ]
  }

  private func isThere(_ old: Int, _ new: Int) -> Bool {
    EditionPairs.isCompared(old, new, of: numbers.count)
  }

  private func link(
    _ old: Int, _ new: Int, shown place: Int, isCurrent: Bool
  ) -> PageFrame.ChoiceLink {
    .init(
      title: "v\(numbers[place])", href: "v\(numbers[old])-v\(numbers[new]).html",
      isCurrent: isCurrent)
  }
}
