import Markup
import Synchronization

/// Turns the links of one document into addresses on one of its pages, and notes where they lead.
///
/// Links are written from the document's own place (`runbook/x.md`), also in editions, whose pages
/// stand one folder deeper.
final class DocumentLinks: Sendable {
  /// A link to a place on a page, to be checked when all pages are known.
  struct Reference: Sendable {
    let written: String
    /// The number of the target.
    let target: Int
    /// Without `#`, decoded.
    let fragment: String
  }

  private let index: SiteIndex
  private let document: String
  private let file: String
  /// The number of the page that the addresses are for.
  private let own: Int?
  private let figures: Set<String>
  private let extraFiles: Set<String>
  private let found = Mutex<(references: [Reference], dead: [String])>(([], []))

  init(
    _ index: SiteIndex, document: String, file: String, own: Int?, figures: Set<String> = [],
    extraFiles: Set<String> = []
  ) {
    (self.index, self.document, self.file, self.own) = (index, document, file, own)
    (self.figures, self.extraFiles) = (figures, extraFiles)
  }

  var resolver: LinkResolver {
    LinkResolver { written in self.href(written).map(LinkTarget.href) ?? .unresolved }
  }

  /// Links to fragments, and links that lead nowhere, in the order in which they were asked for.
  var outcome: (references: [Reference], dead: [String]) { found.withLock { $0 } }

  /// The address for a link as written; `nil` when it leads nowhere on this site.
  func href(_ written: String) -> String? {
    let href = resolved(written)
    if href == nil { found.withLock { $0.dead.append(written) } }
    return href
  }

  private func resolved(_ written: String) -> String? {
    let (path, query, fragment) = DocumentLinks.parts(of: written)
    if path.isEmpty {
      guard query.isEmpty else { return nil }
      if let own, !fragment.isEmpty { note(written, own, fragment) }
      return written.isEmpty ? nil : written
    }
    if path.hasSuffix(".figure.svg"),
      figures.contains(String(path.dropLast(".figure.svg".utf8.count)))
    {
      return String(path)
    }
    if path.hasPrefix("record:") {
      guard let record = index.records[String(path.dropFirst("record:".utf8.count))] else {
        return nil
      }
      return address(of: record, written, fragment)
    }
    guard let joined = SitePath.joined(SitePath.folder(of: document), decoded(path)) else {
      return nil
    }
    if joined.isEmpty || joined.utf8.last == UInt8(ascii: "/") {
      return address(of: joined + "index", written, fragment)
    }
    for ending in [".md", ".html"] where joined.hasSuffix(ending) {
      let page = joined.utf8.dropLast(ending.utf8.count)
      return address(of: String(Substring(page)), written, fragment)
    }
    guard extraFiles.contains(joined) || isData(joined) else { return nil }
    return SitePath.relative(from: file, to: joined) + (fragment.isEmpty ? "" : "#\(fragment)")
  }

  /// Whether a file is the data of a page.
  private func isData(_ file: String) -> Bool {
    guard file.hasPrefix("api/"), file.hasSuffix(".json") else { return false }
    let path = String(file.dropFirst("api/".utf8.count).dropLast(".json".utf8.count))
    guard let number = index.targets[path]?.number, number < index.pages.count else { return false }
    return path != "index" && index.pages[number].path == path
  }

  private func address(of path: String, _ written: String, _ fragment: Substring) -> String? {
    guard let target = index.targets[path] else { return nil }
    let href = SitePath.relative(from: file, to: target.file)
    guard !fragment.isEmpty else { return href }
    if let number = target.number { note(written, number, fragment) }
    return "\(href)#\(fragment)"
  }

  private func note(_ written: String, _ target: Int, _ fragment: Substring) {
    let reference = Reference(
      written: written, target: target, fragment: SitePath.decoded(fragment))
    found.withLock { $0.references.append(reference) }
  }

  private func decoded(_ path: Substring) -> Substring {
    path.utf8.contains(UInt8(ascii: "%")) ? Substring(SitePath.decoded(path)) : path
  }

  private static func parts(
    of written: String
  ) -> (path: Substring, query: Substring, fragment: Substring) {
    // Most links have neither.
    guard written.utf8.contains(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") })
    else { return (written[...], "", "") }
    var path = written[...]
    var (query, fragment): (Substring, Substring) = ("", "")
    if let hash = path.utf8.firstIndex(of: UInt8(ascii: "#")) {
      fragment = path[path.utf8.index(after: hash)...]
      path = path[..<hash]
    }
    if let mark = path.utf8.firstIndex(of: UInt8(ascii: "?")) {
      query = path[mark...]
      path = path[..<mark]
    }
    return (path, query, fragment)
  }
}
