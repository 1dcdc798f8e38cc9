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
  private let places = Mutex<[RecordID: [Edition]]?>(nil)

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

  private func all() -> [RecordID: [Edition]] {
    var places: [RecordID: [Edition]] = [:]
    var seen: Set<[String]> = []
    for edition in (try? ledger.editions()) ?? []
    where edition.document.hasPrefix("runbook/")
      && known.contains(edition)
    {
      for source in edition.sources where source.id.kind == "lesson" {
        guard seen.insert([edition.document, source.id.id]).inserted else { continue }
        places[source.id, default: []].append(edition)
      }
    }
    return places.mapValues { $0.sorted { $0.document < $1.document } }
  }
}
