import Primitives
import Records

/// Where the records of an import come from, and what they are called.
struct RenoOrigin: Sendable {
  /// The id of the component.
  let component: String
  /// The project's name or address.
  let name: String
  /// The address, where the name is one.
  let url: String?
  /// The SPDX id of the notes' licence.
  let licence: String?
}

/// Makes records of notes: a `release` for each version, a `change` for each entry.
struct RenoRecords {
  private let origin: RenoOrigin
  private(set) var records: [ImportedRecord] = []
  private var ids: Set<RecordID> = []

  init(_ origin: RenoOrigin) { self.origin = origin }

  // MARK: - Releases

  /// Adds a version; its preludes become what a reader should know first.
  mutating func add(
    _ version: String, seconds: Int?, isPrerelease: Bool,
    preludes: [(note: RenoNoteFile, markdown: String)]
  ) {
    var fields = Object()
    fields["title"] = .string("\(origin.component) \(version)")
    fields["tags"] = ["reno"]
    fields["component"] = .string(origin.component)
    fields["version"] = .string(version)
    fields["status"] = seconds == nil ? "planned" : "released"
    fields["date"] = seconds.map { .string(Self.day($0)) }
    if isPrerelease { fields["channel"] = "beta" }
    let texts = preludes.map(\.markdown)
    if !texts.isEmpty { fields["notes"] = .string(texts.joined(separator: "\n\n")) }
    record("release", "\(origin.component)-\(version)", fields, preludes.first?.note)
  }

  private static func day(_ seconds: Int) -> String {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    return CalendarDate(daysSinceEpoch: days).description
  }

  // MARK: - Changes

  /// Adds an entry of a note.
  ///
  /// - `release`: the version that it appeared with; `nil` while no tag has it.
  /// - `backports`: other versions that carry it.
  /// - `targets`: addresses that the note gives names to.
  mutating func add(
    _ entry: RenoEntry, of note: RenoNoteFile, release: String?, backports: [String],
    targets: [String: String]
  ) {
    guard let section = entry.section else { return }
    let kind = section.parent ?? section.name
    let (references, text) = RenoReferences.split(entry.text)
    let markdown = RestructuredText.markdown(text, known: targets)
    let words = RestructuredText.opening(text, known: targets)
    let title = Self.title(words)
    var fields = Object()
    fields["title"] = .string(title)
    fields["tags"] = .list([.string("reno"), .string(section.name)])
    fields["component"] = .string(origin.component)
    fields["release"] = release.map(Value.string)
    fields["type"] = .string(Self.types[kind] ?? "changed")
    if kind == "critical" { fields["impact"] = "critical" }
    if Self.types[section.name] == nil { fields["area"] = .string(section.title) }
    if kind == "upgrade" {
      fields["action"] = .string(markdown)
    } else if !Self.isSaid(markdown, by: title) {
      fields["details"] = .string(markdown)
    }
    if kind == "security", case let cves = RenoReferences.cves(text), !cves.isEmpty {
      fields["security"] = .object(["cve": .list(cves.map(Value.string))])
    }
    if !references.isEmpty { fields["references"] = .list(references) }
    if !backports.isEmpty { fields["backports"] = .list(backports.map(Value.string)) }
    let number = entry.number == 1 ? "" : "-\(entry.number)"
    let ending = "-\(Slug.nearest(to: section.name))\(number)"
    let stem = Slug.nearest(to: RenoTracker.stem(note.firstPath))
    let room = Slug.longest - origin.component.utf8.count - ending.utf8.count - 1
    // The end of a name has what makes it unique.
    let short = String(stem.suffix(max(16, room))).drop { !$0.isLetter && !$0.isNumber }
    record("change", "\(origin.component)-\(short)\(ending)", fields, note)
  }

  /// Whether a title says all that a text says: its only sentence, without links.
  private static func isSaid(_ markdown: String, by title: String) -> Bool {
    guard !markdown.contains("](<"), !markdown.contains("<http"), !markdown.contains("\n\n") else {
      return false
    }
    let words = markdown.filter { !"\\`*".contains($0) }
    let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line == title || line == title + "."
  }

  /// Keep a Changelog's type for each of reno's sections.
  static let types = [
    "features": "added", "upgrade": "changed", "deprecations": "deprecated", "security": "security",
    "fixes": "fixed", "critical": "fixed", "other": "changed",
  ]

  /// The first sentence, at most 80 characters; a longer one is cut at a blank.
  static func title(_ words: String) -> String {
    var sentence = words
    if let end = words.firstRange(of: ". ") { sentence = String(words[..<end.lowerBound]) }
    while let last = sentence.last, ".: ".contains(last) { sentence.removeLast() }
    guard !sentence.isEmpty else { return "Note" }
    guard sentence.count > 80 else { return sentence }
    let kept = sentence.prefix(79).split(separator: " ").dropLast().joined(separator: " ")
    return (kept.isEmpty ? String(sentence.prefix(79)) : kept) + "…"
  }

  // MARK: - Both

  /// Fields in the order of the schema with its defaults, as a file would be read, and the source.
  private mutating func record(
    _ kind: String, _ wanted: String, _ stated: Object, _ note: RenoNoteFile?
  ) {
    guard let schema = KindCatalog.kind(kind) else { return }
    var id = RecordID(kind: kind, id: Slug.nearest(to: wanted))
    var number = 2
    while !ids.insert(id).inserted {
      id = RecordID(
        kind: kind, id: "\(Slug.nearest(to: wanted).prefix(Slug.longest - 5))-\(number)")
      number += 1
    }
    var source: Object = ["name": .string(origin.name)]
    source["url"] = origin.url.map(Value.string)
    source["path"] = note.map { .string($0.path) }
    source["commit"] = note.map { .string($0.commit) }
    source["licence"] = origin.licence.map(Value.string)
    var fields = Object()
    for field in schema.fields {
      switch field.name {
      case "id": fields.append("id", .string(id.id))
      case "source": fields.append("source", .object(source))
      default:
        if let value = stated[field.name] {
          fields.append(field.name, value)
        } else if case .defaulted(let value) = field.presence {
          fields.append(field.name, value)
        }
      }
    }
    let digest = Digest(of: JSONText.canonical(.object(fields)))
    source["digest"] = .string("sha256:\(digest.hex)")
    fields["source"] = .object(source)
    records.append(ImportedRecord(id: id, fields: fields))
  }
}
