import Documents
import Knowledge
import Ledger
import Primitives
import Publishing
import Records
import Synchronization

/// Since which edition of which runbook each lesson stands there: the ledger knows from what every
/// edition was made.
///
/// Editions are only looked at when somebody asks.
final class LessonEditions: Sendable {
  private let ledger: Ledger
  private let graph: Graph
  private let known: KnownEditions
  /// By lesson, ordered by document.
  private let places = Mutex<[RecordID: [EditionSummary]]?>(nil)

  init(_ ledger: Ledger, _ graph: Graph, _ known: KnownEditions) {
    (self.ledger, self.graph, self.known) = (ledger, graph, known)
  }

  /// The first editions with the lessons of an incident.
  func appearances(of incident: Record) -> [SitePage.Appearance] {
    let named = Set(incident["lessons"]?.texts ?? [])
    let lessons = graph.records("lesson").filter { lesson in
      named.contains(lesson.id.id)
        || (lesson["evidence"]?.texts ?? []).contains(incident.id.description)
    }
    guard !lessons.isEmpty else { return [] }
    let places = places.withLock { places in
      if let places { return places }
      let found = all()
      places = found
      return found
    }
    return lessons.flatMap { lesson in
      (places[lesson.id] ?? []).map { edition in
        SitePage.Appearance(
          what: lesson.title, path: edition.document, title: edition.title,
          number: edition.number, on: edition.publishedAt.day)
      }
    }
  }

  private func all() -> [RecordID: [EditionSummary]] {
    var places: [RecordID: [EditionSummary]] = [:]
    var seen: Set<[String]> = []
    for (lesson, edition) in shown where edition.document.hasPrefix("runbook/") {
      guard seen.insert([edition.document, lesson.id]).inserted else { continue }
      places[lesson, default: []].append(edition)
    }
    return places.mapValues { $0.sorted { $0.document < $1.document } }
  }

  /// The editions that lessons went into, oldest first.
  private var shown: [(RecordID, EditionSummary)] {
    guard known.asksForSources else {
      return ((try? ledger.editionSummaries(using: "lesson")) ?? []).filter {
        known.contains($0.edition)
      }
    }
    return ((try? ledger.editions()) ?? []).filter(known.contains).flatMap { edition in
      edition.sources.filter { $0.id.kind == "lesson" }.map { ($0.id, edition.summary) }
    }
  }
}
