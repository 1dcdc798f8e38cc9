import Primitives
import Records

/// The lessons that are shown where they match, by the component that they name.
struct LessonCandidates: Sendable {
  /// Ordered by id.
  let all: [Record]
  /// Those with selectors that name no component: they have to be tried on every plan.
  let anywhere: [Record]
  /// Those that name a component in each selector.
  let named: [String: [Record]]

  init(_ graph: Graph) {
    all = graph.records("lesson").filter { $0.status == "accepted" || $0.status == "encoded" }
    var named: [String: [Record]] = [:]
    var anywhere: [Record] = []
    for lesson in all {
      let components = Self.components(lesson)
      if components.contains(nil) {
        anywhere.append(lesson)
      } else {
        for component in Set(components.compactMap(\.self)) {
          named[component, default: []].append(lesson)
        }
      }
    }
    (self.anywhere, self.named) = (anywhere, named)
  }

  /// The components that a lesson's selectors name; `nil` for a selector that names none.
  static func components(_ lesson: Record) -> [String?] {
    (lesson["appliesTo"]?.items ?? []).map { $0["component"]?.text }
  }

  /// The lessons that may match a plan of a component.
  func lessons(for component: String?) -> [Record] {
    anywhere + (component.flatMap { named[$0] } ?? [])
  }
}

/// The places of all lessons of a graph, by plan and by lesson.
struct LessonMatches: Sendable {
  /// Most severe first; plans without lessons are left out.
  let byUpgrade: [RecordID: [LessonMatch]]
  /// Ordered by plan and step.
  let byLesson: [RecordID: [LessonMatch]]

  init(_ graph: Graph) {
    let candidates = graph.lessonCandidates
    var byUpgrade: [RecordID: [LessonMatch]] = [:]
    var byLesson: [RecordID: [LessonMatch]] = [:]
    for upgrade in graph.records("upgrade") {
      let matches = graph.matches(of: candidates.lessons(for: upgrade.component), with: upgrade)
      if !matches.isEmpty { byUpgrade[upgrade.id] = matches }
      for match in matches { byLesson[match.lesson.id, default: []].append(match) }
    }
    (self.byUpgrade, self.byLesson) = (byUpgrade, byLesson)
  }
}
