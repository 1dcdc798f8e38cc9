import Glibc
import Markup
import Primitives

/// Makes some pages of a site anew, and of all else only what lists them.
struct SitePatch {
  private let site: Site
  private let index: SiteIndex
  private let output: SiteOutput
  private let context: BuildContext
  private var entries: [Manifest.Entry] = []
  private var removed: Set<String> = []

  /// `nil` unless the site has the very pages of the memory, where readers and links find them.
  init?(_ site: Site, _ changed: [Int], _ memory: SiteMemory, _ output: SiteOutput) {
    (self.site, self.output) = (site, output)
    index = SiteIndex(site, isKnown: true)
    guard index.diagnostics.isEmpty, index.pages.count == memory.pages.count else { return nil }
    for number in changed {
      let (old, new) = (memory.pages[number], index.pages[number])
      guard old.path == new.path, old.title == new.title, old.record == new.record,
        old.label == new.label, old.happenedOn == new.happenedOn, old.isRetired == new.isRetired,
        old.editions.map(\.number) == new.editions.map(\.number)
      else { return nil }
    }
    context = BuildContext(
      site: site, index: index, frames: FrameBuilder(site, index), output: output,
      extraFiles: BuildContext.extraFiles(of: site), progress: Progress())
  }

  /// Writes everything; `nil` where only a whole build knows enough.
  mutating func run(
    _ changed: [Int], _ memory: inout SiteMemory, isCalendarNew: Bool, isNewsNew: Bool, crew: Int
  ) throws(Diagnostics) -> BuildReport? {
    let before = changed.map { memory.pages[$0] }
    guard let old = terms(of: before, changed) else { return nil }
    let pages = Rendering(changed, context, crew)
    guard areLinksSound(pages.results, memory) else { return nil }
    entries += pages.entries
    for (page, number) in zip(before, changed) {
      // Such as what changed since the newest edition, once nothing has.
      let files = Set(PageWorker.files(of: index.pages[number]))
      removed.formUnion(PageWorker.files(of: page).filter { !files.contains($0) })
    }
    guard patchSearch(old, pages, &memory) else { return nil }
    let artifacts = SharedArtifacts(
      before: before, after: changed.map { index.pages[$0] }, isCalendarNew: isCalendarNew,
      isNewsNew: isNewsNew)
    let input = ArtifactInput(site: site, index: index, frames: context.frames)
    for file in artifacts.files(input) {
      _ = output.put(file.path, file.bytes, into: &entries)
    }
    var report = BuildReport()
    report.pages = index.pages.count
    report.comparisons = pages.comparisons
    try output.finish(replacing: entries, removing: removed, &report)
    for result in pages.results { memory.renew(index.pages[result.page], result) }
    output.remember(SiteMemory.delta, memory.bytesSince(servedAs: output.nowServed))
    return report
  }

  /// The terms of pages as they are served, each by its document.
  private func terms(of pages: [SitePage], _ numbers: [Int]) -> TermLog? {
    let renderer = MarkdownRenderer()
    var (tokenizer, log) = (Tokenizer(), TermLog())
    var content: [UInt8] = []
    for (page, number) in zip(pages, numbers) {
      guard let markdown = output.front.read(page.path + ".md") else { return nil }
      let links = DocumentLinks(
        index, document: page.path, file: page.path + ".html", own: number, figures: [],
        extraFiles: context.extraFiles)
      content.removeAll(keepingCapacity: true)
      let markup = renderer.render(markdown, resolver: links.resolver, into: &content)
      tokenizer.note(page, number, markup, into: &log)
    }
    return log
  }

  /// Whether every link of the changed pages leads somewhere, and every link to them still does.
  private func areLinksSound(_ results: [PageResult], _ memory: SiteMemory) -> Bool {
    var anchors: [Int: Anchors] = [:]
    for (target, ids) in results.lazy.flatMap(\.anchors) { anchors[target] = ids }
    var gone: [Int: Set<String>] = [:]
    for result in results {
      for (target, ids) in memory.result(result.page).anchors {
        guard let now = anchors[target] else { return false }
        let lost = ids.all.filter { !now.contains($0) }
        if !lost.isEmpty { gone[target] = Set(lost) }
      }
      for finding in result.findings {
        guard finding.dead.isEmpty else { return false }
        for reference in finding.references {
          if anchors[reference.target] == nil, let page = index.page(ofTarget: reference.target) {
            for (target, ids) in memory.result(page).anchors { anchors[target] = ids }
          }
          guard anchors[reference.target]?.contains(reference.fragment) == true else {
            return false
          }
        }
      }
    }
    return gone.isEmpty || !leads(to: gone, from: Set(results.map(\.page)), memory)
  }

  /// Whether a page besides those that changed links to a place that went.
  private func leads(
    to gone: [Int: Set<String>], from changed: Set<Int>, _ memory: SiteMemory
  ) -> Bool {
    index.pages.indices.contains { page in
      !changed.contains(page)
        && memory.result(page).findings.contains { finding in
          finding.references.contains { gone[$0.target]?.contains($0.fragment) == true }
        }
    }
  }

  private mutating func patchSearch(
    _ old: TermLog, _ pages: Rendering, _ memory: inout SiteMemory
  ) -> Bool {
    let was = Self.weights([old])
    let now = Self.weights(pages.logs)
    var changes: ShardPatch.Changes = [:]
    for term in Set(was.keys).union(now.keys) {
      let (before, after) = (was[term] ?? [:], now[term] ?? [:])
      if before == after { continue }
      for document in Set(before.keys).union(after.keys).sorted()
      where before[document] != after[document] {
        changes[term, default: []].append((document, before[document], after[document]))
      }
    }
    guard
      let patch = ShardPatch(
        changes, memory.terms, documentCount: index.pages.count, file: output.front.read)
    else { return false }
    for file in patch.files { _ = output.put(file.path, file.bytes, into: &entries) }
    removed.formUnion(patch.removed)
    let isManifestNew =
      patch.terms.firsts != memory.terms.firsts
      || pages.results.contains {
        memory.pages[$0.page].component != index.pages[$0.page].component
      }
    if isManifestNew {
      let manifest = SearchMetadata.manifest(index.pages, patch.terms.firsts)
      _ = output.put("search/manifest.js", manifest, into: &entries)
    }
    memory.terms = patch.terms
    let blocks = Dictionary(grouping: pages.results) { $0.page / SearchIndex.blockSize }
    for number in blocks.keys.sorted() {
      let path = "search/d-\(number).js"
      guard let script = output.front.read(path),
        let patched = SearchMetadata.patched(script, blocks[number] ?? [])
      else { return false }
      _ = output.put(path, patched, into: &entries)
    }
    return true
  }

  private static func weights(_ logs: [TermLog]) -> [[UInt8]: [UInt32: UInt32]] {
    var weights: [[UInt8]: [UInt32: UInt32]] = [:]
    for log in logs {
      for posting in log.postings {
        let document = posting.place >> 2
        let term = Array(log.term(Int(posting.term)))
        weights[term, default: [:]][document] = max(
          weights[term]?[document] ?? 0, posting.place & 3)
      }
    }
    return weights
  }
}

extension StandingSite {
  /// Makes the pages that changed anew, with all that lists them: the same bytes as a whole build.
  ///
  /// - Parameters:
  ///   - site: The site; pages that did not change are those of the memory, without their texts.
  ///   - changed: The numbers of the pages that did.
  ///   - memory: What the last build knew.
  ///   - isCalendarNew: Whether events or their date changed.
  ///   - isNewsNew: Whether news changed.
  /// - Returns: What was done; `nil` when it takes a whole build, for which the folder has to be
  ///   opened again.
  /// - Throws: `Diagnostics` when the folder can't be written.
  public func patch(
    _ site: Site, changed: [Int], _ memory: SiteMemory, isCalendarNew: Bool, isNewsNew: Bool
  ) throws(Diagnostics) -> BuildReport? {
    guard var patch = SitePatch(site, changed, memory, output) else { return nil }
    var memory = memory
    return try patch.run(
      changed, &memory, isCalendarNew: isCalendarNew, isNewsNew: isNewsNew,
      crew: SiteBuilder.crew(nil))
  }
}
