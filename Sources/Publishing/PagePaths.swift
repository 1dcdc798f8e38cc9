import Primitives

/// Which paths pages may have: what they become are file names and addresses.
enum PagePaths {
  /// First parts that the builder uses itself.
  static let reserved: Set<String> = ["assets", "api", "search", "all", "404"]

  /// The pages that can stand, by path; each that can't is a diagnostic.
  static func sound(_ pages: [SitePage], _ diagnostics: inout [Diagnostic]) -> [SitePage] {
    var kept: [SitePage] = []
    kept.reserveCapacity(pages.count)
    for page in pages.sorted(by: { $0.path < $1.path }) {
      if let problem = problem(with: page, after: kept.last) {
        diagnostics.append(problem)
      } else {
        kept.append(page)
      }
    }
    let paths = Set(kept.map(\.path))
    // An edition's page must not land on another page.
    return kept.filter { page in
      let numbers = page.editions.map(\.number)
      let clash = page.editions.first { paths.contains("\(page.path)/v\($0.number)") }
      guard clash != nil || Set(numbers).count != numbers.count || numbers != numbers.sorted()
      else { return true }
      diagnostics.append(
        Diagnostic(
          "edition-clash", "the editions of page `\(page.path)` have no addresses of their own",
          at: page.file().map { SourceRange(file: $0, line: 1, column: 1) },
          help: "number them upwards from 1, and name no other page `\(page.path)/v1`"))
      return false
    }
  }

  /// Redirects that lead somewhere and hide nothing, by old path.
  static func redirects(
    _ redirects: [(from: String, to: String)], _ targets: [String: SiteIndex.Target],
    _ diagnostics: inout [Diagnostic]
  ) -> [(from: String, to: String)] {
    let next = Dictionary(redirects.map { ($0.from, $0.to) }, uniquingKeysWith: { $1 })
    var kept: [(from: String, to: String)] = []
    for from in next.keys.sorted() where targets[from] == nil {
      var to = from
      // A chain of renames leads to its end; a circle leads nowhere.
      for _ in 0...next.count where targets[to] == nil { to = next[to] ?? to }
      guard targets[to] != nil, isSound(from), !reserved.contains(first(of: from)) else {
        let wanted = next[from] ?? from
        diagnostics.append(
          Diagnostic(
            "dead-redirect", "`\(from)` is redirected to `\(wanted)`, which is not on this site",
            help: Spelling.nearest(to: wanted, among: targets.keys.sorted()).map {
              "did you mean `\($0)`?"
            } ?? "redirect it to a page that exists"))
        continue
      }
      kept.append((from, to))
    }
    return kept
  }

  private static func problem(with page: SitePage, after last: SitePage?) -> Diagnostic? {
    func range() -> SourceRange? { page.file().map { SourceRange(file: $0, line: 1, column: 1) } }
    if page.path == last?.path {
      return Diagnostic(
        "duplicate-page", "two pages have the address `\(page.path)`", at: range(),
        help: "give one of the two another id")
    }
    if !isSound(page.path) || (reserved.contains(first(of: page.path)) && page.path != "404") {
      return Diagnostic(
        "bad-page-path", "a page can't have the address `\(page.path)`", at: range(),
        help: "use parts of letters, digits, `-`, `_`, `+` and `.`, the first none of "
          + reserved.sorted().map { "`\($0)`" }.joined(separator: ", "))
    }
    return nil
  }

  static func isSound(_ path: String) -> Bool {
    !path.isEmpty
      && path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .allSatisfy { part in
          let name = String(decoding: part.map(lowered), as: UTF8.self)
          // A folder must not be named like the file of a neighbour.
          return Slug.isValid(name) && ![".html", ".md", ".json"].contains { name.hasSuffix($0) }
        }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }

  private static func first(of path: String) -> String {
    String(path.prefix { $0 != "/" })
  }
}
