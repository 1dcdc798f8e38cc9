import Markup
import Primitives

/// What the last build knew of its pages: enough to make any of them again and all that lists them,
/// without their texts.
public struct SiteMemory: Sendable {
  /// The files in the state folder: of the last whole build, and of what was made anew since.
  static let (base, delta) = ("pages", "pages-since")

  /// What is known of the search index besides its files.
  struct Terms: Sendable {
    /// Where each shard starts, in order.
    var firsts: [[UInt8]]
    /// In how many documents each term is whose places are left out for being on most pages.
    var common: [String: Int]
  }

  /// By path; without texts, drawings and data.
  public internal(set) var pages: [SitePage]
  var terms: Terms
  /// Where the result of each page stands in the state, if it was not made anew.
  private let places: [Range<Int>]
  private let state: StateReader
  private(set) var renewed: [Int: PageResult] = [:]
  private let identity: Fingerprint

  /// The whole memory as bytes, tied to the files that it speaks of.
  static func bytes(
    _ pages: [SitePage], _ results: [PageResult], _ terms: Terms, servedAs manifest: Fingerprint
  ) -> [UInt8] {
    var state = StateWriter()
    // A little more than it takes: growing would need twice the memory, tens of megabytes.
    state.reserve(
      pages.reduce(4096) { $0 + $1.mostBytesInState }
        + results.reduce(0) { $0 + $1.mostBytesInState }
        + terms.firsts.reduce(0) { $0 + $1.count + 8 } + terms.common.count * 64)
    state.write(StateWriter.format)
    state.write(manifest)
    state.write(terms)
    state.write(pages.count)
    for page in pages { state.write(page) }
    for result in results {
      var part = StateWriter()
      result.write(to: &part)
      state.write(part.bytes)
    }
    return state.bytes
  }

  /// Reads the memory of a build and what was made anew since; `nil` unless both are whole and of
  /// the very files that are served.
  init?(_ bytes: SharedBytes, since: SharedBytes?, servedAs manifest: Fingerprint) {
    var state = StateReader(bytes)
    guard state.number() == StateWriter.format else { return nil }
    identity = state.fingerprint()
    terms = state.terms()
    let count = state.count()
    pages = []
    pages.reserveCapacity(count)
    for _ in 0..<count { pages.append(state.page()) }
    places = (0..<count).map { _ in state.skippedRun() }
    guard state.isSound else { return nil }
    self.state = state
    guard let since, var delta = Optional(StateReader(since)),
      delta.number() == StateWriter.format, delta.fingerprint() == identity,
      delta.fingerprint() == manifest
    else {
      if identity == manifest { return }
      return nil
    }
    terms = delta.terms()
    for _ in 0..<delta.count() {
      let number = delta.number()
      guard pages.indices.contains(number) else { return nil }
      pages[number] = delta.page()
      renewed[number] = PageResult(page: number, &delta)
    }
    guard delta.isSound else { return nil }
  }

  /// The result of a page.
  func result(_ number: Int) -> PageResult {
    if let result = renewed[number] { return result }
    var part = state.at(places[number])
    return PageResult(page: number, &part)
  }

  /// Takes in pages that were made anew.
  mutating func renew(_ page: SitePage, _ result: PageResult) {
    pages[result.page] = page
    renewed[result.page] = result
  }

  /// What was made anew since the last whole build.
  func bytesSince(servedAs manifest: Fingerprint) -> [UInt8] {
    var state = StateWriter()
    state.write(StateWriter.format)
    state.write(identity)
    state.write(manifest)
    state.write(terms)
    state.write(renewed.count)
    for number in renewed.keys.sorted() {
      state.write(number)
      state.write(pages[number])
      renewed[number]?.write(to: &state)
    }
    return state.bytes
  }
}

extension SitePage {
  /// What a page takes in the state, or a little more.
  fileprivate var mostBytesInState: Int {
    let texts = [path, title, summary, label, component ?? "", record ?? ""]
    return 160 + texts.reduce(0) { $0 + $1.utf8.count }
      + badges.reduce(0) { $0 + $1.text.utf8.count + 32 }
      + editions.reduce(0) { $0 + $1.reason.utf8.count + 104 }
  }
}

extension StateWriter {
  /// Raised when the state is written in another way.
  static let format = 6

  fileprivate mutating func write(_ terms: SiteMemory.Terms) {
    write(terms.firsts.count)
    for first in terms.firsts { write(first) }
    write(terms.common.count)
    for term in terms.common.keys.sorted() {
      write(term)
      write(terms.common[term] ?? 0)
    }
  }

  fileprivate mutating func write(_ page: SitePage) {
    for text in [page.path, page.title, page.summary, page.label] { write(text) }
    write(optional: page.component)
    write(optional: page.record)
    write((page.isBehind ? 1 : 0) + (page.isRetired ? 2 : 0))
    write(page.modifiedOn.daysSinceEpoch)
    write(optional: page.happenedOn?.description)
    write(page.badges.count)
    for badge in page.badges {
      write(badge.text)
      write(badge.tone.rawValue)
    }
    write(page.editions.count)
    for edition in page.editions {
      write(edition.number)
      write(edition.publishedAt.milliseconds)
      write(edition.reason)
      write(edition.digest)
    }
  }
}

extension StateReader {
  fileprivate mutating func terms() -> SiteMemory.Terms {
    let firsts = (0..<count()).map { _ in run() }
    var common: [String: Int] = [:]
    for _ in 0..<count() {
      let term = text()
      common[term] = number()
    }
    return SiteMemory.Terms(firsts: firsts, common: common)
  }

  fileprivate mutating func page() -> SitePage {
    let (path, title, summary, label) = (text(), text(), text(), text())
    let (component, record) = (optionalText(), optionalText())
    let flags = number()
    var page = SitePage(
      path: path, title: title, label: label, markdown: [],
      modifiedOn: CalendarDate(daysSinceEpoch: number()))
    page.happenedOn = optionalText().flatMap { CalendarDate($0) }
    (page.summary, page.component, page.record) = (summary, component, record)
    (page.isBehind, page.isRetired) = (flags & 1 != 0, flags & 2 != 0)
    page.badges = (0..<count()).map { _ in
      SitePage.Badge(text(), SitePage.Badge.Tone(rawValue: text()) ?? .neutral)
    }
    for _ in 0..<count() {
      let (number, at, reason, digest) = (number(), number(), text(), text())
      page.editions.append(
        SiteEdition(
          number: number, publishedAt: Instant(milliseconds: at), reason: reason, markdown: [],
          digest: digest))
    }
    return page
  }
}
