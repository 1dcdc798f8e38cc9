import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// Every lesson with its evidence and the places where it is shown.
  static let lessons = DocumentDefinition(
    "lessons", title: "Lessons", plural: "Lessons",
    "What was learned, from what, and where it is shown now.", hasEditions: false,
    facts: [
      .field(
        "groups",
        .rows(
          .field("title", .text, "how far the lessons are"),
          .field("anchor", .link, "its place on the page"),
          .field(
            "lessons",
            .rows(
              .field(
                "declared", .object(RecordShape.of(KindCatalog.kind("lesson")?.fields ?? [])),
                "what the record says"),
              .field("anchor", .link, "its place on the page"),
              .field("applies", .list(.text), "where it is shown, selector by selector"),
              .field("evidence", .list(Links.shape), "where it was learned"),
              .field("occurrences", .list(Links.shape), "incidents that repeated it"),
              .field("places", LessonPlaces.shape, "where it is shown")), "its lessons")),
        "lessons by status"),
      .field("count", .number, "how many there are"),
      .field("places", .number, "at how many places they are shown"), IllustrationFacts.field,
      RetiredFacts.field,
    ],
    subjects: { RetiredFacts.hasPage("lesson", $0) ? ["index"] : [] },
    model: { graph, subject in
      let lessons = graph.records("lesson")
      guard subject == "index", RetiredFacts.hasPage("lesson", graph) else { return nil }
      let links = Links(graph, from: "lessons")
      let groups = [
        ("accepted", "Accepted"), ("encoded", "Seen to by a step or check"),
        ("proposed", "Proposed"), ("retired", "Retired"),
      ]
      let rows = groups.compactMap { status, title -> Value? in
        let found = lessons.filter { $0.status == status }
        guard !found.isEmpty else { return nil }
        return [
          "title": .string(title), "anchor": .string("status-\(status)"),
          "lessons": .list(
            found.map { lesson in
              [
                "declared": lesson.data, "anchor": .string(lesson.id.id),
                "applies": .list(LessonFacts.selectors(lesson, graph)),
                "evidence": .list(LessonFacts.evidence(lesson).map { links.to($0) }),
                "occurrences": .list(
                  (lesson["occurrences"]?.texts ?? []).map {
                    links.to(RecordID(kind: "incident", id: $0))
                  }),
                "places": .list(
                  graph.appearances(of: lesson).map { LessonPlaces.row($0, links, graph) }),
              ]
            }),
        ]
      }
      let places = lessons.reduce(0) { $0 + graph.appearances(of: $1).count }
      return DocumentModel(
        title: "Lessons", summary: "\(lessons.count) lessons, shown at \(places) places.",
        facts: [
          "groups": .list(rows), "count": .int(lessons.count), "places": .int(places),
          "illustrations": IllustrationFacts.rows(lessons),
          "retired": RetiredFacts.rows(graph.retired("lesson"), graph, links),
        ],
        sources: lessons + graph.records("upgrade") + graph.retired("lesson"))
    })
}
