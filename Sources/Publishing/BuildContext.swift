import Primitives

/// What all workers of a build share.
struct BuildContext: Sendable {
  let site: Site
  let index: SiteIndex
  let frames: FrameBuilder
  let output: SiteOutput
  /// Files that are no pages and that links may name, besides the pages' data.
  let extraFiles: Set<String>
  let progress: Progress

  static func extraFiles(of site: Site) -> Set<String> {
    var files: Set<String> = [
      "feed.xml", "feed.json", "robots.txt", "llms.txt", "api/index.json", "api/schema.json",
    ]
    if !site.events.isEmpty { files.insert("calendar.ics") }
    if site.baseURL != nil { files.formUnion(["sitemap.xml", "opensearch.xml"]) }
    for file in ThemeAssets.files(overrides: site.overrides) { files.insert(file.path) }
    return files
  }
}

/// What one worker hands back.
struct WorkDone: Sendable {
  var log = TermLog()
  var entries: [Manifest.Entry] = []
  var results: [PageResult] = []
  /// How many pairs of editions were compared: not those taken over from the last build.
  var comparisons = 0
}
