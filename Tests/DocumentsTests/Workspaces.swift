import Documents
import Foundation
import Knowledge
import Primitives
import Records
import Testing

/// Records that documents are made from in these tests.
struct Workspace: Sendable, CustomTestStringConvertible {
  let name: String
  let records: [Record]
  let observations: [Observation]
  let problems: [Diagnostic]

  var testDescription: String { name }

  static let day = CalendarDate("2026-11-23") ?? CalendarDate(daysSinceEpoch: 0)

  var graph: Graph { Graph(records: records, observations: observations, day: Self.day) }

  /// The made-up harbor: every field that a template names at least once.
  static let harbor = Workspace(
    "harbor",
    records: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Harbor"),
    observations: URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Harbor/observations.yaml"))

  /// The demo that is published with the program.
  static let playbooks = Workspace(
    "playbooks", records: repository.appending(path: "playbooks/records"),
    observations: repository.appending(path: "playbooks/observations"))

  static let all = [harbor, playbooks]

  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private init(
    _ name: String, records folder: URL, observations: URL
  ) {
    var records: [Record] = []
    var rows: [Observation] = []
    var problems: [Diagnostic] = []
    for file in Self.files(folder) where file.lastPathComponent != "observations.yaml" {
      guard let source = Self.source(file) else { continue }
      let kind = file.deletingLastPathComponent().lastPathComponent
      let stem = file.deletingPathExtension().lastPathComponent
      let read = RecordReader.drafts(source, kind: kind, stem: stem)
      problems += read.diagnostics
      records += read.drafts.map { Self.record($0.id, $0.fields) }
    }
    for file in Self.files(observations) {
      guard let source = Self.source(file) else { continue }
      let read = ObservationReader.observations(source)
      problems += read.diagnostics
      rows += read.observations
    }
    self.init(name, records: records, observations: rows, problems: problems)
  }

  init(
    _ name: String, records: [Record], observations: [Observation], problems: [Diagnostic] = []
  ) {
    (self.name, self.records, self.observations) = (name, records, observations)
    self.problems = problems
  }

  static func record(_ id: RecordID, _ fields: Object) -> Record {
    Record(
      id: id, rev: 1, recordedAt: Instant(milliseconds: 0), recordedBy: "test", reason: nil,
      isRetired: false, fields: fields, digest: Digest(of: JSONText.canonical(.object(fields))))
  }

  private static func files(_ url: URL) -> [URL] {
    guard url.pathExtension.isEmpty else { return [url] }
    let found = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String }
    return (found ?? []).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".md") }.sorted()
      .map { url.appending(path: $0) }
  }

  private static func source(_ file: URL) -> SourceText? {
    guard let data = try? Data(contentsOf: file) else { return nil }
    return try? SourceText(file: file.lastPathComponent, bytes: Array(data))
  }
}

/// The renderer with the built-in templates.
let renderer: DocumentRenderer? = try? DocumentRenderer(version: "0")

extension Workspace {
  /// Every document of the workspace, in the order of the catalogue.
  func documents() throws -> [RenderedDocument] {
    let renderer = try #require(renderer)
    let graph = graph
    return try renderer.keys(graph).map { try #require(renderer.document($0, graph)) }
  }
}
