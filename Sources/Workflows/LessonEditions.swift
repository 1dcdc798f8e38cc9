import Documents
import Knowledge
import Ledger
import Primitives
import Publishing
import Records

/// Since which edition of which runbook each lesson stands there: the ledger knows from what every
/// edition was made.
struct LessonEditions {
  /// By lesson, ordered by document.
  private let places: [RecordID: [Edition]]

  /// - `documents`: the documents that the site has; editions of others are nobody's business.
  init(_ situation: Situation, documents: Set<String>) {
    let editions = (try? situation.workspace.ledger(.readOnly).editions()) ?? []
    var places: [RecordID: [Edition]] = [:]
    var seen: Set<[String]> = []
    for edition in editions
    where edition.document.hasPrefix("runbook/") && documents.contains(edition.document)
      && edition.publishedAt <= situation.knownAt
    {
      for source in edition.sources where source.id.kind == "lesson" {
        guard seen.insert([edition.document, source.id.id]).inserted else { continue }
        places[source.id, default: []].append(edition)
      }
    }
    self.places = places.mapValues { $0.sorted { $0.document < $1.document } }
  }

  /// The first editions with the lessons of an incident.
  func appearances(_ incident: Record, _ graph: Graph) -> [SitePage.Appearance] {
    let named = Set(incident["lessons"]?.texts ?? [])
    let lessons = graph.records("lesson").filter { lesson in
      named.contains(lesson.id.id)
        || (lesson["evidence"]?.texts ?? []).contains(incident.id.description)
    }
    return lessons.flatMap { lesson in
      (places[lesson.id] ?? []).map { edition in
        SitePage.Appearance(
          what: lesson.title, path: edition.document, title: edition.title,
          number: edition.number, on: edition.publishedAt.day)
      }
    }
  }
}
