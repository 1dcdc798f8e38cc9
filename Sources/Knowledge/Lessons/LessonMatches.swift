import Primitives
import Records

/// The places of all lessons of a graph, by plan and by lesson.
struct LessonMatches: Sendable {
  /// Most severe first; plans without lessons are left out.
  let byUpgrade: [RecordID: [LessonMatch]]
  /// Ordered by plan and step.
  let byLesson: [RecordID: [LessonMatch]]

  init(_ graph: Graph) {
    // Most lessons name their component: only the others have to be tried on every plan.
    var named: [String: [Record]] = [:]
    var anywhere: [Record] = []
    for lesson in Self.shown(graph) {
      let components = (lesson["appliesTo"]?.items ?? []).map { $0["component"]?.text }
      if components.contains(nil) {
        anywhere.append(lesson)
      } else {
        for component in Set(components.compactMap(\.self)) {
          named[component, default: []].append(lesson)
        }
      }
    }
    var byUpgrade: [RecordID: [LessonMatch]] = [:]
    var byLesson: [RecordID: [LessonMatch]] = [:]
    for upgrade in graph.records("upgrade") {
      let candidates = anywhere + (upgrade.component.flatMap { named[$0] } ?? [])
      let matches = graph.matches(of: candidates, with: upgrade)
      if !matches.isEmpty { byUpgrade[upgrade.id] = matches }
      for match in matches { byLesson[match.lesson.id, default: []].append(match) }
    }
    (self.byUpgrade, self.byLesson) = (byUpgrade, byLesson)
  }

  /// The lessons that are shown where they match, ordered by id.
  static func shown(_ graph: Graph) -> [Record] {
    graph.records("lesson").filter { $0.status == "accepted" || $0.status == "encoded" }
  }
}
