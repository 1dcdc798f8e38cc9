import Glibc
import Knowledge
import Primitives
import Records
import Templating

/// Renders documents: templates checked and compiled once, then a pure function of a graph.
public struct DocumentRenderer: Sendable {
  private let programs: [String: TemplateProgram]
  /// The templates that each document is made with, by the document's name.
  public let templates: [String: [TemplateDigest]]
  private let version: String
  private let texts: [Digest: [UInt8]]

  /// A template and the digest of its bytes.
  public struct TemplateDigest: Sendable, Hashable {
    /// The template's name.
    public let name: String
    /// The digest of its bytes.
    public let digest: Digest

    /// Makes the pair.
    public init(name: String, digest: Digest) {
      self.name = name
      self.digest = digest
    }
  }

  /// Compiles the template of every document.
  ///
  /// - Parameters:
  ///   - overrides: a workspace's own templates; each replaces the built-in one of the same name.
  ///   - version: the version of the program, part of what an edition was made from.
  ///   - names: the documents that will be rendered, to save the compiling of others; `nil` for all.
  /// - Throws: every problem of every template, with file, line and column.
  public init(
    overrides: [TemplateSource] = [], version: String, only names: Set<String>? = nil
  ) throws(Diagnostics) {
    try self.init(
      BuiltInTemplates.all + overrides,
      (DocumentCatalog.all + [.tombstone]).filter { names?.contains($0.name) ?? true },
      version: version, isWhole: names == nil)
  }

  /// Compiles the template of one document from its own templates and no others, such as those of
  /// an edition that is made again.
  ///
  /// - Throws: every problem of those templates.
  public init(
    _ definition: DocumentDefinition, templates: [TemplateSource], version: String
  ) throws(Diagnostics) {
    try self.init(templates, [definition], version: version, isWhole: true)
  }

  private init(
    _ sources: [TemplateSource], _ definitions: [DocumentDefinition], version: String,
    isWhole: Bool
  ) throws(Diagnostics) {
    let library = TemplateLibrary(
      sources, rules: EscapingRules(programVersion: version),
      reachedFrom: isWhole ? nil : definitions.map(\.name))
    let sources = Dictionary(sources.map { ($0.name, $0.bytes) }, uniquingKeysWith: { $1 })
    var digests: [String: Digest] = [:]
    var programs: [String: TemplateProgram] = [:]
    var templates: [String: [TemplateDigest]] = [:]
    var problems = library.problems
    for definition in definitions {
      switch library.program(definition.name, for: definition.shape) {
      case .success(let program): programs[definition.name] = program
      case .failure(let found): problems += found.all
      }
      templates[definition.name] = library.closure(of: definition.name).compactMap { name in
        guard let digest = digests[name] ?? sources[name].map(Digest.init(of:)) else { return nil }
        digests[name] = digest
        return TemplateDigest(name: name, digest: digest)
      }
    }
    // A partial that several documents use reports the same problem for each of them.
    var seen: Set<Diagnostic> = []
    let all = problems.filter { seen.insert($0).inserted }.inReadingOrder
    if all.containsError { throw Diagnostics(all) }
    self.programs = programs
    self.templates = templates
    self.version = version
    texts = Dictionary(
      digests.map { ($1, sources[$0] ?? []) }, uniquingKeysWith: { first, _ in first })
  }

  /// The text of a template that documents are made with, by its digest.
  public func text(_ template: Digest) -> [UInt8]? { texts[template] }

  /// The texts of all templates that some documents were made with, each once.
  public func texts(of documents: [RenderedDocument]) -> [[UInt8]] {
    Set(documents.flatMap(\.templates)).sorted { ($0.name, $0.digest) < ($1.name, $1.digest) }
      .compactMap { texts[$0.digest] }
  }

  /// Every document that there is, in the order of the catalogue and then of subjects.
  public func keys(_ graph: Graph) -> [DocumentKey] {
    DocumentCatalog.all.flatMap { definition in
      definition.subjects(graph).map { DocumentKey(definition.name, $0) }
    }
  }

  /// The document with this key and what of the graph it was made from.
  public func document(_ key: DocumentKey, partOf graph: Graph) -> (RenderedDocument?, Reads) {
    var (document, reads) = Reads.of { self.document(key, graph) }
    if let record = document?.model.record { reads.insert([ReadKey.whole(record.readKey)]) }
    return (document, reads)
  }

  /// The document with this key; `nil` if there is no such document or nothing for its subject.
  public func document(_ key: DocumentKey, _ graph: Graph) -> RenderedDocument? {
    DocumentCatalog.definition(key.document).flatMap { document(key, $0, key.subject, graph) }
  }

  /// What stays at the addresses of retired records, ordered by record.
  public func tombstones(_ graph: Graph) -> [RenderedDocument] {
    DocumentDefinition.tombstone.subjects(graph).compactMap { subject in
      RecordID(subject).flatMap(DocumentDefinition.tombstoneKey).flatMap {
        document($0, .tombstone, subject, graph)
      }
    }
  }

  /// Release notes for these readers and this length; its key names the whole text.
  public func notes(_ request: NotesRequest, _ graph: Graph) -> RenderedDocument? {
    let model = NotesFacts.model(request, request.release(graph), graph)
    return document(request.key(graph), .releaseNotes, model, graph)
  }

  private func document(
    _ key: DocumentKey, _ definition: DocumentDefinition, _ subject: String, _ graph: Graph
  ) -> RenderedDocument? {
    definition.model(graph, subject).flatMap { document(key, definition, $0, graph) }
  }

  private func document(
    _ key: DocumentKey, _ definition: DocumentDefinition, _ model: DocumentModel, _ graph: Graph
  ) -> RenderedDocument? {
    guard let program = programs[definition.name]
    else { return nil }
    var data: Object = [
      "document": [
        "key": .string(key.description), "title": .string(model.title),
        "asOf": .string(graph.day.description),
      ]
    ]
    if definition.kind != nil, let record = model.record { data.append("record", record.data) }
    data.append("facts", .object(model.facts))
    var markdown: [UInt8] = []
    markdown.reserveCapacity(16_384)
    program.render(data, into: &markdown)
    return RenderedDocument(
      key: key, model: model, data: data, markdown: Whitespace.tidied(markdown),
      templates: templates[definition.name] ?? [],
      programVersion: version)
  }
}

/// A document and everything that it was made from.
public struct RenderedDocument: Sendable {
  /// Which document it is.
  public let key: DocumentKey
  /// What the template was filled with.
  public let model: DocumentModel
  /// The same as the template sees it.
  public let data: Object
  /// The text, ending in one newline.
  public let markdown: [UInt8]
  /// The templates that took part, ordered by name.
  public let templates: [DocumentRenderer.TemplateDigest]
  /// The version of the program that rendered it.
  public let programVersion: String

  /// The definition that it follows.
  public var definition: DocumentDefinition? { DocumentCatalog.definition(key.document) }

  /// The records that it was made from with their revisions, each once, ordered by address.
  public var sources: [Record] {
    var seen: Set<RecordID> = []
    return ([model.record].compactMap(\.self) + model.sources).filter {
      seen.insert($0.id).inserted
    }.sorted { $0.id < $1.id }
  }

  /// The digest of everything that it was made from: revisions, templates, program and day.
  public var inputsDigest: Digest {
    Digest(
      of: JSONText.canonical([
        "document": .string(key.description), "program": .string(programVersion),
        "sources": .list(sources.map { .string("\($0.id)@\($0.rev) \($0.digest.hex)") }),
        "templates": .list(templates.map { .string("\($0.name) \($0.digest.hex)") }),
      ]))
  }

  /// The digest of the text.
  public var textDigest: Digest { Digest(of: markdown) }
}

/// White space that templates leave around what is absent.
enum Whitespace {
  /// The text with at most one empty line in a row outside fenced code, and one newline at its end.
  static func tidied(_ text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { text in
      [UInt8](unsafeUninitializedCapacity: text.count + 1) { out, count in
        count = tidy(text, into: out)
      }
    }
  }

  /// Writes the tidied text, which is no longer than the text and a newline; answers its length.
  private static func tidy(
    _ text: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    var fence: (byte: UInt8, count: Int)?
    var blanks = 0
    var start = 0
    while start < text.count {
      let end = lineEnd(text, from: start)
      let line = UnsafeBufferPointer(rebasing: text[start..<end])
      let run = fenceRun(line)
      if let open = fence {
        if let run, run.byte == open.byte, run.count >= open.count, run.isBare { fence = nil }
      } else if let run {
        fence = (run.byte, run.count)
      }
      var isBlank = fence == nil
      if isBlank {
        for byte in line where byte != 32 {
          isBlank = false
          break
        }
      }
      blanks = isBlank ? blanks + 1 : 0
      if blanks <= 1, !(isBlank && count == 0) {
        if !isBlank {
          _ = UnsafeMutableBufferPointer(rebasing: out[count...]).update(fromContentsOf: line)
          count += line.count
        }
        out[count] = 10
        count += 1
      }
      start = end + 1
    }
    while count > 1, out[count - 1] == 10, out[count - 2] == 10 { count -= 1 }
    return count
  }

  private static func lineEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = text.baseAddress, let found = memchr(base + start, 10, text.count - start)
    else { return text.count }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  private static func fenceRun(_ line: UnsafeBufferPointer<UInt8>) -> (
    byte: UInt8, count: Int, isBare: Bool
  )? {
    var start = 0
    while start < line.count, line[start] == 32 || line[start] == UInt8(ascii: ">") { start += 1 }
    guard start + 3 <= line.count else { return nil }
    let byte = line[start]
    guard byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else { return nil }
    var end = start
    while end < line.count, line[end] == byte { end += 1 }
    guard end - start >= 3 else { return nil }
    for index in end..<line.count where line[index] != 32 { return (byte, end - start, false) }
    return (byte, end - start, true)
  }
}
