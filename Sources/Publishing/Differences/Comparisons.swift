import Documents
import Primitives

/// The comparisons of one document's editions, and of the newest with the text as of the build.
struct Comparisons {
  /// Two texts that are compared.
  struct Pair: Sendable, Hashable {
    /// The place of the earlier edition in the document's list.
    let old: Int
    /// The place of the later edition; `nil` for the text as of the build.
    let new: Int?
  }

  let pairs: [Pair]
  private let document: SitePage
  /// Each edition is taken apart once.
  private var texts: [Int: EditionText] = [:]

  init(_ document: SitePage) {
    self.document = document
    let count = document.editions.count
    var pairs = EditionPairs.all(count).map { Pair(old: $0.old, new: $0.new) }
    if document.isBehind, count > 0 { pairs.append(Pair(old: count - 1, new: nil)) }
    self.pairs = pairs
  }

  /// The files of the pairs, below the site's root.
  var files: [String] { pairs.map { "\(document.path)/\(Self.file($0, document))" } }

  /// The file of a pair, below the document's folder.
  static func file(_ pair: Pair, _ document: SitePage) -> String {
    let old = document.editions[pair.old].number
    return pair.new.map { EditionPairs.file(old, document.editions[$0].number) }
      ?? EditionPairs.draftFile(old)
  }

  /// What the content of a pair's page is made of: equal inputs give equal bytes.
  func inputs(of pair: Pair) -> Fingerprint {
    var inputs = Fingerprint()
    inputs.mix(ComparisonPage.format)
    for edition in document.editions[pair.old...(pair.new ?? pair.old)] {
      inputs.mix(edition.number)
      for text in ["\(edition.publishedAt)", edition.reason] { inputs.mix(text) }
    }
    // Digests stand for the texts, which have to be fetched.
    inputs.mix(document.editions[pair.old].digest)
    if let new = pair.new {
      inputs.mix(document.editions[new].digest)
    } else {
      inputs.mix(document.path)
      inputs.mix(document.markdown)
    }
    for alias in document.stepAliases.keys.sorted() {
      inputs.mix(alias)
      inputs.mix(document.stepAliases[alias] ?? "")
    }
    return inputs
  }

  /// The page of a pair.
  mutating func page(of pair: Pair) -> ComparisonPage {
    let old = document.editions[pair.old]
    let name = document.path[SitePath.folder(of: document.path).endIndex...]
    let new: ComparisonPage.Side =
      pair.new.map { place in
        let number = document.editions[place].number
        return .init(name: "edition \(number)", href: "../v\(number).html")
      } ?? .init(name: "the text of today", href: "../../\(name).html")
    return ComparisonPage(
      old: .init(name: "edition \(old.number)", href: "../v\(old.number).html"), new: new,
      difference: EditionDifference(
        from: text(pair.old), to: pair.new.map { text($0) } ?? EditionText(document.markdown),
        aliases: document.stepAliases),
      reasons: pair.new.map { Array(document.editions[(pair.old + 1)...$0]) } ?? [])
  }

  private mutating func text(_ place: Int) -> EditionText {
    if let text = texts[place] { return text }
    let text = EditionText(document.editions[place].markdown)
    texts[place] = text
    return text
  }
}
