import Documents
import Ledger
import Primitives
import Publishing
import Records
import Templating

/// Finds where somebody wrote a link that leads nowhere: in a record, a template or an edition.
///
/// A page is made of many records; the text of the link is looked for in the files of those that
/// the page was made from, then in the templates that made it.
struct LinkPlaces {
  private let situation: Situation
  private var places: RecordPlaces
  private let templates: [TemplateSource]

  init(_ situation: Situation) throws(Diagnostics) {
    self.situation = situation
    do {
      let stamps = try situation.workspace.ledger(.readOnly).knownFiles()
      places = RecordPlaces(situation.workspace, stamps)
    } catch {
      throw Diagnostics(failure: error)
    }
    templates = try Situation.overrides(situation.workspace)
  }

  /// The problems of a build in reading order, dead links at the places where they were written.
  ///
  /// A link that is met on many pages is one problem, and so many places of it as there are. The
  /// records are read again for them: a build lets its own go before it writes pages.
  static func located(
    _ report: BuildReport, _ workspace: Workspace, _ ledger: Ledger, _ view: Situation.View,
    _ programVersion: String
  ) throws(Diagnostics) -> [Diagnostic] {
    guard !report.deadLinks.isEmpty else { return report.diagnostics }
    let renderer = try DocumentRenderer(
      overrides: try Situation.overrides(workspace), version: programVersion)
    let situation = try Situation(workspace, ledger, view, renderer)
    let raw = Set(report.deadLinks.map(\.diagnostic))
    var all = report.diagnostics.filter { !raw.contains($0) }
    var links = try LinkPlaces(situation)
    for link in report.deadLinks { all += links.places(of: link) }
    var seen: Set<Diagnostic> = []
    return all.filter { seen.insert($0).inserted }.inReadingOrder
  }

  private mutating func places(of link: DeadLink) -> [Diagnostic] {
    if let edition = link.edition { return [inEdition(link, edition)] }
    guard let key = DocumentKey(parsing: link.page),
      let document = situation.renderer.document(key, situation.graph)
    else { return [link.diagnostic] }
    // The page's own record first: it is the likeliest.
    let own = document.model.record?.id
    let ids = [own].compactMap(\.self) + document.sources.map(\.id).filter { $0 != own }
    for id in ids {
      guard let source = places.source(of: id) else { continue }
      let found = WrittenLink.places(of: link.written, in: source.text)
      if !found.isEmpty {
        return found.map { diagnostic(link, source.file, source.text, $0, link.written) }
      }
    }
    let used = Set(document.templates.map(\.name))
    for template in templates where used.contains(template.name) {
      let text = String(decoding: template.bytes, as: UTF8.self)
      if let place = WrittenLink.place(of: link.written, inTemplate: text) {
        return [diagnostic(link, template.file, text, (place.line, place.column), place.written)]
      }
    }
    return [link.diagnostic]
  }

  /// The frozen text has its own file; the lines are those of the page.
  private func inEdition(_ link: DeadLink, _ number: Int) -> Diagnostic {
    var diagnostic = link.diagnostic
    let path = situation.workspace.path("editions/\(link.page)/v\(number).md")
    if link.line > 0, Files.exists(path) {
      diagnostic.range = SourceRange(file: path, line: link.line, column: 1)
    }
    return diagnostic
  }

  private func diagnostic(
    _ link: DeadLink, _ file: String, _ text: String, _ place: (line: Int, column: Int),
    _ written: String
  ) -> Diagnostic {
    Diagnostic(
      link.diagnostic.id, link.diagnostic.severity,
      "a link leads to `\(link.written)`, \(link.problem) (page `\(link.page)`)",
      at: SourceRange(
        file: file, line: place.line, column: place.column,
        length: written.unicodeScalars.count),
      excerpt: SourceText(file: file, text: text).line(place.line), help: link.diagnostic.help)
  }
}

/// Looks for the address of a link in text that people wrote.
enum WrittenLink {
  /// Every place at which the address stands by itself, lines and columns from 1.
  static func places(of address: String, in text: String) -> [(line: Int, column: Int)] {
    let wanted = Array(address.utf8)
    guard !wanted.isEmpty else { return [] }
    var found: [(line: Int, column: Int)] = []
    for (number, line) in lines(text).enumerated() {
      let line = Array(line)
      var start = 0
      while start + wanted.count <= line.count {
        guard line[start] == wanted[0], line[start..<start + wanted.count].elementsEqual(wanted)
        else {
          start += 1
          continue
        }
        let before = start == 0 ? 32 : line[start - 1]
        let end = start + wanted.count
        let after = end == line.count ? 32 : line[end]
        if "(<[\"' \t:".utf8.contains(before), ")>]\"' \t\r".utf8.contains(after) {
          found.append((number + 1, column(of: start, in: line)))
        }
        start = end
      }
    }
    return found
  }

  /// The place in a template that made the address, with what stands there: literally, or with
  /// tags in the middle of it.
  static func place(
    of address: String, inTemplate text: String
  ) -> (line: Int, column: Int, written: String)? {
    if let place = places(of: address, in: text).first {
      return (place.line, place.column, address)
    }
    for (number, line) in lines(text).enumerated() {
      let line = Array(line)
      for start in line.indices.dropLast(2) where line[start...].starts(with: "](".utf8) {
        let target = line[(start + 2)...].prefix { $0 != UInt8(ascii: ")") && $0 != 32 }
        let written = String(decoding: target, as: UTF8.self)
        if matches(address, written) {
          return (number + 1, column(of: start + 2, in: line), written)
        }
      }
    }
    return nil
  }

  /// Whether an address may come of a text with tags: its start and its end are the same.
  private static func matches(_ address: String, _ written: String) -> Bool {
    guard let open = written.range(of: "{{"), let close = written.lastRange(of: "}}") else {
      return false
    }
    let (head, tail) = (written[..<open.lowerBound], written[close.upperBound...])
    return head.utf8.count + tail.utf8.count > 3 && address.hasPrefix(head)
      && address.hasSuffix(tail)
  }

  private static func lines(_ text: String) -> [Substring.UTF8View] {
    text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { $0 }
  }

  private static func column(of offset: Int, in line: [UInt8]) -> Int {
    String(decoding: line[..<offset], as: UTF8.self).unicodeScalars.count + 1
  }
}

extension String {
  /// Where a text stands first.
  fileprivate func range(of text: String) -> Range<String.Index>? {
    firstRange(of: text)
  }

  /// Where a text stands last.
  fileprivate func lastRange(of text: String) -> Range<String.Index>? {
    ranges(of: text).last
  }
}
