import Dispatch
import Primitives

/// What a build depends on, as fingerprints: of everything, of what every page shows of the site,
/// and of each page by itself.
struct SiteFingerprint: Sendable {
  /// Raised when the same site gives other bytes, so that nothing old is taken for new.
  static let format = 2

  /// Equal for two sites that give the same files and the same diagnostics.
  let all: Fingerprint
  /// By number in the index: equal when nothing that the page's files show has changed.
  ///
  /// Any change of titles, paths, records or editions of any page counts for all: it may be in
  /// their navigation or behind their links.
  let pages: [Fingerprint]

  init(_ site: Site, _ index: SiteIndex) {
    let shape = SiteFingerprint.shape(site, index)
    let chunk = 64
    let count = index.pages.count
    pages = [Fingerprint](unsafeUninitializedCapacity: count) { buffer, initialised in
      nonisolated(unsafe) let buffer = buffer
      DispatchQueue.concurrentPerform(iterations: (count + chunk - 1) / chunk) { part in
        for number in (part * chunk)..<min(count, (part + 1) * chunk) {
          var fingerprint = shape
          fingerprint.mix(index.pages[number])
          buffer.initializeElement(at: number, to: fingerprint)
        }
      }
      initialised = count
    }
    var all = shape
    for page in pages { all.mix(page) }
    all.mix("\(site.builtAt)")
    for event in site.events {
      for text in [
        event.uid, "\(event.on)", event.title, event.text, event.path, "\(event.modifiedAt)",
      ] + event.categories { all.mix(text) }
      all.mix(event.sequence * 2 + (event.isCancelled ? 1 : 0))
      all.mix(event.categories.count)
    }
    for news in site.news {
      for text in [news.id, news.title, news.text, news.path, "\(news.at)"] { all.mix(text) }
    }
    for redirect in site.redirects {
      all.mix(redirect.from)
      all.mix(redirect.to)
    }
    // Pages that can't stand are only in the diagnostics.
    for diagnostic in index.diagnostics { all.mix(diagnostic.text) }
    self.all = all
  }

  private static func shape(_ site: Site, _ index: SiteIndex) -> Fingerprint {
    var shape = Fingerprint()
    shape.mix(format)
    for text in [
      site.title, site.description, site.baseURL ?? "\0", site.language, site.publisher ?? "\0",
      "\(site.asOf)", site.programVersion,
    ] { shape.mix(text) }
    shape.mix(site.events.isEmpty ? 0 : 1)
    for section in index.sections {
      for text in [section.name, section.title, section.summary] { shape.mix(text) }
    }
    for redirect in index.redirects {
      shape.mix(redirect.from)
      shape.mix(redirect.to)
    }
    for file in ThemeAssets.files(overrides: site.overrides) {
      shape.mix(file.path)
      shape.mix(file.bytes)
    }
    for page in index.pages {
      shape.mix(page.path)
      shape.mix(page.title)
      shape.mix(page.record ?? "\0")
      for edition in page.editions { shape.mix(edition.number) }
    }
    return shape
  }
}

extension Fingerprint {
  fileprivate mutating func mix(_ page: SitePage) {
    for text in [
      page.summary, page.label, page.component ?? "\0", page.file ?? "\0", "\(page.modifiedOn)",
    ] { mix(text) }
    mix(page.markdown)
    for badge in page.badges {
      mix(badge.text)
      mix(badge.tone.rawValue)
    }
    mix(page.badges.count)
    for edition in page.editions {
      for text in ["\(edition.publishedAt)", edition.reason, edition.digest] { mix(text) }
      mix(edition.markdown)
    }
    mix((page.isBehind ? 1 : 0) + (page.isRetired ? 2 : 0))
    for alias in page.stepAliases.keys.sorted() {
      mix(alias)
      mix(page.stepAliases[alias] ?? "")
    }
    mix(page.stepAliases.count)
    for appearance in page.appearances {
      for text in [
        appearance.what, appearance.path, appearance.title, "\(appearance.number) \(appearance.on)",
      ] { mix(text) }
    }
    mix(page.appearances.count)
    for name in page.figures.keys.sorted() {
      mix(name)
      page.figures[name]?.mix(into: &self)
    }
    if let json = page.json { mix(json) }
  }

  fileprivate mutating func mix(_ value: Value) {
    switch value {
    case .null: mix(0)
    case .bool(let bool): mix(bool ? 2 : 1)
    case .int(let int):
      mix(3)
      mix(int)
    case .double(let double):
      mix(4)
      mix(Int(bitPattern: UInt(double.bitPattern)))
    case .string(let text): mix(text)
    case .list(let items):
      mix(5 + items.count * 8)
      for item in items { mix(item) }
    case .object(let object):
      mix(6 + object.members.count * 8)
      for member in object.members {
        mix(member.name)
        mix(member.value)
      }
    }
  }
}
