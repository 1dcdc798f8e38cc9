import Primitives
import Synchronization

extension StandingSite {
  /// Writes the data of a page for the static API at once and takes them out of the page.
  ///
  /// The data of ten thousand pages are the most of what a build would hold in memory, and nobody but
  /// this one file needs them. Safe to call from several threads; the file is part of the next
  /// `SiteBuilder.build` into this folder, and of nothing that is served before it.
  public func writeData(of page: inout SitePage, baseURL: String?) {
    guard PagePaths.isSound(page.path), page.path != "index" else { return }
    var entries: [Manifest.Entry] = []
    _ = output.put(
      PageJSON.path(of: page), PageJSON.bytes(of: page, baseURL: baseURL), into: &entries)
    early.withLock { $0 += entries }
    page.json = nil
    page.isDataWritten = true
  }
}
