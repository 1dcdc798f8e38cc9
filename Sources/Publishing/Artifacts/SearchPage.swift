import Markup

extension Artifact {
  /// `search.html`: the form and the places that `scripts/search.js` fills.
  ///
  /// The script finds them by attribute: `data-search-page` (the root), `data-search-input`,
  /// `data-search-status` (announced), `data-search-facets`, `data-search-results`.
  static let search = Artifact(name: "search") { input in
    let frame = input.frames.generated(.search, file: "search.html", title: "Search")
    let content = """
      <noscript><p>Searching needs JavaScript. Without it, all pages are listed \
      <a href="all/index.html">by kind and from A to Z</a>.</p></noscript>
      <div class="search-page" data-search-page hidden>
      <form class="search-form" role="search" action="search.html" method="get">
      <label for="search-query">Words, versions or names</label>
      <input id="search-query" type="search" name="q" autocomplete="off" spellcheck="false" \
      aria-controls="search-results" data-search-input>
      <button type="submit">Search</button>
      </form>
      <div class="search-facets" data-search-facets></div>
      <p class="search-status" role="status" aria-live="polite" data-search-status></p>
      <ol id="search-results" class="search-results" data-search-results></ol>
      </div>

      """
    return [input.page(frame, Array(content.utf8))]
  }

  /// `404.html`, where the workspace gives none.
  ///
  /// A server shows it in the place of any address, however deep: its links start at the root that
  /// the base address names.
  static let notFound = Artifact(name: "not-found") { input in
    guard !input.index.isGiven("404") else { return [] }
    var frame = input.frames.generated(.notFound, file: "404.html", title: "Page not found")
    frame.canonicalURL = nil
    if let base = input.site.baseURL {
      // `https:`, nothing, the host, and what is left.
      let parts = base.split(separator: "/", omittingEmptySubsequences: false)
      frame.root = "/" + parts.dropFirst(3).joined(separator: "/")
      for index in frame.navigation.indices {
        frame.navigation[index].href = frame.root + frame.navigation[index].href
        frame.navigation[index].prepared = nil
      }
      for index in frame.breadcrumbs.indices where frame.breadcrumbs[index].href != nil {
        frame.breadcrumbs[index].href = frame.homeHref
      }
    }
    var content = Array("<p>There is no page at this address. It may have been renamed; ".utf8)
    content.append(contentsOf: "<a href=\"".utf8)
    HTMLText.escapeAddress(frame.searchHref, into: &content)
    content.append(contentsOf: "\">search</a> for it, or look through <a href=\"".utf8)
    HTMLText.escapeAddress(frame.listingHref, into: &content)
    content.append(contentsOf: "\">all pages</a>.</p>\n".utf8)
    return [input.page(frame, content)]
  }
}
