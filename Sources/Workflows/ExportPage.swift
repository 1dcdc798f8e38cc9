import Documents
import Knowledge
import Primitives
import Publishing
import Records

/// Writes one page of the site as a file that needs nothing else.
public enum ExportPage {
  /// A page in one file.
  public struct Outcome: Sendable {
    /// The document, with `@v` and the number of an edition.
    public let name: String
    /// The file.
    public let html: [UInt8]

    /// Puts it into place in one piece.
    ///
    /// - Throws: when it can't be written.
    public func write(to path: String) throws(Diagnostics) { try Files.write(html, to: path) }
  }

  /// Renders a document as of the situation, or one of its editions.
  ///
  /// - Parameters:
  ///   - situation: what is known; what it leaves out as internal is not in the file either.
  ///   - name: the document; with `@v` and a number that edition.
  ///   - programVersion: for the footer.
  /// - Returns: the page.
  /// - Throws: documents and editions that there are none of.
  public static func run(
    _ situation: Situation, _ name: String, programVersion: String
  ) throws(Diagnostics) -> Outcome {
    let parts = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    let document = try situation.document(named: parts[0])
    let editions = try editions(of: document.key, situation)
    let page = SiteContent.page(document, on: situation.graph.day, editions, nil, nil)
    var edition: SiteEdition?
    if parts.count == 2 {
      guard let number = EditionHistory.number(parts[1]) else {
        throw Diagnostics(
          Diagnostic(
            "bad-edition", "`\(name)` names no edition", help: "write \(document.key)@v1"))
      }
      guard let found = editions.first(where: { $0.number == number }) else {
        let all = editions.map { "v\($0.number)" }.joined(separator: ", ")
        throw Diagnostics(
          Diagnostic(
            "unknown-edition", "`\(document.key)` has no edition \(number)",
            help: editions.isEmpty
              ? "it has none; without @v\(number) its text of today is exported" : "it has \(all)"))
      }
      edition = found
    }
    let graph = situation.graph
    let html = PageExport.html(
      page, edition: edition, of: try Site(frameOf: situation, programVersion: programVersion)
    ) { record in RecordID(record).flatMap { Links.place(of: $0, in: graph) } }
    let suffix = edition.map { "@v\($0.number)" } ?? ""
    return Outcome(name: "\(document.key)\(suffix)", html: html)
  }

  private static func editions(
    of key: DocumentKey, _ situation: Situation
  ) throws(Diagnostics) -> [SiteEdition] {
    do {
      let ledger = try situation.workspace.ledger(.readOnly)
      let visibility = situation.isPublic ? try EditionVisibility(ledger) : nil
      return try ledger.editions(of: key.path).filter(situation.editions.contains)
        .filter { try visibility?.shows($0) ?? true }
        .compactMap { edition in
          try ledger.text(edition.textDigest).map {
            SiteEdition(
              number: edition.number, publishedAt: edition.publishedAt, reason: edition.reason,
              markdown: $0, digest: edition.textDigest.hex)
          }
        }
    } catch {
      throw Diagnostics(failure: error)
    }
  }
}

extension Site {
  /// What is the same on all pages of a workspace's site; without pages.
  fileprivate init(frameOf situation: Situation, programVersion: String) throws(Diagnostics) {
    let settings = situation.workspace.settings
    self.init(
      title: settings.title, asOf: situation.graph.day,
      builtAt: Instant(startOf: situation.graph.day), programVersion: programVersion)
    description = settings.description
    baseURL = settings.baseURL
    language = settings.language
    publisher = settings.publisher
    overrides = try BuildSite.overrides(situation.workspace)
  }
}
