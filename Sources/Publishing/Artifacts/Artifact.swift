/// A sort of file that stands beside the pages; one file of this folder each.
struct Artifact: Sendable {
  /// For tests and messages.
  let name: String
  /// The files, each with its path; what a site has no use for is left out.
  let files: @Sendable (ArtifactInput) -> [(path: String, bytes: [UInt8])]

  /// All artifacts.
  ///
  /// Adding one is a file with a `static let` and its name here.
  static let all: [Artifact] = [
    .atomFeed, .jsonFeed, .calendar, .sitemap, .robots, .openSearch, .llms, .api, .theme,
    .redirects, .home, .landings, .listing, .search, .notFound,
  ]
}

/// What artifacts are made from.
struct ArtifactInput: Sendable {
  let site: Site
  let index: SiteIndex
  let frames: FrameBuilder

  /// The address of a page for readers outside the site; relative without a base address.
  func address(of path: String) -> String {
    (site.baseURL ?? "") + (index.targets[path]?.file ?? path + ".html")
  }

  /// A page of the builder's own with its frame around it.
  func page(_ frame: PageFrame, _ content: [UInt8]) -> (path: String, bytes: [UInt8]) {
    var out: [UInt8] = []
    Layout.write(frame, content: content, into: &out)
    return (frame.path, out)
  }
}
