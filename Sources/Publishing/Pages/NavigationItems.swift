import Synchronization

/// The items of one section's navigation as HTML, written once: every page of the section has two
/// dozen of them, and they differ only in which is the current one.
final class NavigationItems: Sendable {
  private let index: SiteIndex
  private let section: Int
  private let prepared = Mutex<Prepared?>(nil)

  /// The items as pages of the section's own folder have them, one after the other.
  private final class Prepared: Sendable {
    let bytes: [UInt8]
    let ends: [Int]

    init(_ bytes: [UInt8], _ ends: [Int]) { (self.bytes, self.ends) = (bytes, ends) }

    func range(_ place: Int) -> Range<Int> { (place == 0 ? 0 : ends[place - 1])..<ends[place] }
  }

  init(_ index: SiteIndex, section: Int) { (self.index, self.section) = (index, section) }

  /// The items at some places, for a page in a file; the one at `current` is the page itself.
  func html(_ places: Range<Int>, current: Int?, from file: String) -> [UInt8] {
    guard !places.isEmpty else { return [] }
    let folder = SitePath.folder(of: file)
    var page = HTMLWriter(out: [])
    page.out.reserveCapacity(places.count * 128)
    guard folder.dropLast() == index.sections[section].name else {
      for place in places { write(place, from: file, isCurrent: place == current, &page) }
      return page.out
    }
    let all = known(from: file)
    if let current, places.contains(current) {
      page.out += all.bytes[all.range(places.lowerBound).lowerBound..<all.range(current).lowerBound]
      write(current, from: file, isCurrent: true, &page)
      page.out +=
        all.bytes[all.range(current).upperBound..<all.range(places.upperBound - 1).upperBound]
    } else {
      page.out +=
        all.bytes[
          all.range(places.lowerBound).lowerBound..<all.range(places.upperBound - 1).upperBound]
    }
    return page.out
  }

  private func known(from file: String) -> Prepared {
    prepared.withLock { prepared in
      if let prepared { return prepared }
      var page = HTMLWriter(out: [])
      var ends: [Int] = []
      for place in index.sections[section].pages.indices {
        write(place, from: file, isCurrent: false, &page)
        ends.append(page.out.count)
      }
      let made = Prepared(page.out, ends)
      prepared = made
      return made
    }
  }

  private func write(_ place: Int, from file: String, isCurrent: Bool, _ page: inout HTMLWriter) {
    let number = index.sections[section].pages[place]
    page.raw("<li>")
    page.link(
      index.titles[number], SitePath.relative(from: file, to: index.files[number]),
      isCurrent: isCurrent)
    page.raw("</li>\n")
  }
}
