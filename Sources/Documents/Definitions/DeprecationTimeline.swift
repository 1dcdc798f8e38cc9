import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// What ends when: drawn, as a table, and entry by entry.
  static let deprecationTimeline = DocumentDefinition(
    "deprecation-timeline", title: "Deprecation timeline", plural: "Deprecations",
    "What ends when, how much notice was promised and given, and what moved.",
    about: "component", hasEditions: false,
    facts: [
      .field("overdue", DeprecationFacts.list, "what should be gone and is not"),
      .field("open", DeprecationFacts.list, "what is to go, nearest first"),
      .field("past", DeprecationFacts.list, "what went, newest first"),
      .field("other", DeprecationFacts.list, "what is only discouraged or stays after all"),
      .field("blast", BlastFacts.list, "who still uses what is to go, fewest days left first"),
      .field(
        "components", .list(Links.shape),
        "the timelines of single components; on the page of all, where there are several"),
      .field(
        "owned", DeprecationFacts.list,
        "what should be gone and what is to go by who owns it, nobody last; where there are several"
      ),
      .maybe("unmeasured", .number, "how many that are to go have no count of their users, if any"),
      .field("all", DeprecationFacts.list, "all of them by component and subject"),
      .field("count", .number, "how many there are"),
      .field("short", .number, "how many got less notice than promised"),
      .field("slipped", .number, "how many promised ends were moved"), IllustrationFacts.field,
      RetiredFacts.field,
      .field("isDrawn", .bool, "whether anything has a date, so that there is a drawing"),
    ],
    subjects: { graph in
      guard RetiredFacts.hasPage("deprecation", graph) else { return [] }
      return ["index"] + Set(graph.records("deprecation").compactMap(\.component)).sorted()
    },
    model: { graph, subject in
      let lives = subject == "index" ? graph.deprecations : graph.deprecations(of: subject)
      let retired = graph.retired("deprecation").filter {
        subject == "index" || $0.component == subject
      }
      guard !lives.isEmpty || (subject == "index" && !retired.isEmpty) else { return nil }
      let links = Links(graph, from: "deprecation-timeline")
      func rows(_ lives: [DeprecationLife]) -> Value {
        .list(lives.map { DeprecationFacts.row($0, graph, links) })
      }
      let component = graph.record("component", subject)
      var facts = Object()
      facts.append("overdue", rows(lives.filter { $0.state == .overdue }))
      facts.append("open", rows(lives.filter { $0.isOpen && $0.state != .overdue }))
      facts.append("past", rows(lives.filter { $0.state == .removed }.reversed()))
      facts.append("other", rows(lives.filter { $0.state == .soft || $0.state == .withdrawn }))
      facts.append(
        "all", rows(lives.sorted { ($0.component, $0.subject) < ($1.component, $1.subject) }))
      facts.append(
        "components", .list(subject == "index" ? TimelineParts.components(lives, graph, links) : [])
      )
      facts.append("owned", rows(TimelineParts.byOwner(lives.filter(\.isOpen), graph)))
      let usage = BlastFacts(lives.filter(\.isOpen), graph, links)
      facts.append("blast", .list(usage.rows))
      if usage.unmeasured > 0 { facts.append("unmeasured", .int(usage.unmeasured)) }
      facts.append("count", .int(lives.count))
      facts.append("illustrations", IllustrationFacts.rows(lives.map(\.record)))
      facts.append("retired", RetiredFacts.rows(retired, graph, links))
      facts.append("short", .int(lives.count { $0.notice.verdict == .short }))
      facts.append("slipped", .int(lives.count { !$0.slips.isEmpty }))
      let figure = TimelineFigure.figure(lives, graph, links)
      facts.append("isDrawn", .bool(figure != nil))
      let open = lives.count(where: \.isOpen)
      var model = DocumentModel(
        title: component.map { "\($0.title): what ends when" } ?? "Deprecation timeline",
        summary:
          "\(open) to come, \(lives.count { $0.state == .overdue }) overdue, \(lives.count { $0.state == .removed }) gone.",
        component: component?.id.id, facts: facts,
        sources: lives.map(\.record) + retired + graph.records("component"))
      model.figures["timeline"] = figure.map(Figure.timeline)
      return model
    })
}

/// What of a timeline single readers look for: those of one component, or of one owner.
enum TimelineParts {
  static func components(_ lives: [DeprecationLife], _ graph: Graph, _ links: Links) -> [Value] {
    let names = Set(lives.map(\.component)).map { (graph.record("component", $0)?.title ?? $0, $0) }
    guard names.count > 1 else { return [] }
    return names.sorted(by: <).map { title, component in
      [
        "title": .string(title),
        "href": .string(links.address(of: DocumentKey("deprecation-timeline", component))),
      ]
    }
  }

  /// In their order for each owner; none where all have the same.
  static func byOwner(_ lives: [DeprecationLife], _ graph: Graph) -> [DeprecationLife] {
    let owners = Dictionary(grouping: lives) { DeprecationFacts.owner($0, graph)?.title }
    guard owners.count > 1 else { return [] }
    func place(_ owner: String?) -> (Int, String) { owner.map { (0, $0) } ?? (1, "") }
    return owners.sorted { place($0.key) < place($1.key) }.flatMap(\.value)
  }
}

/// The drawing of a deprecation timeline.
enum TimelineFigure {
  static func figure(_ lives: [DeprecationLife], _ graph: Graph, _ links: Links) -> Figure.Timeline?
  {
    let days = lives.flatMap { [$0.announced, $0.warns, $0.disabled, $0.planned, $0.removed] }
      .compactMap { $0?.on?.first }
    guard let first = days.min(), let last = days.max() else { return nil }
    // What needs somebody comes first: overdue, then to come, then what is settled, newest first.
    let open = lives.filter(\.isOpen)
    let ordered =
      open.filter { $0.state == .overdue } + open.filter { $0.state != .overdue }
      + lives.filter { !$0.isOpen }.reversed()
    let rows = ordered.compactMap { row($0, graph, links) }
    return Figure.Timeline(
      title: "What ends when", from: min(first, graph.day), to: max(last, graph.day),
      today: graph.day, rows: rows)
  }

  private static func row(_ life: DeprecationLife, _ graph: Graph, _ links: Links) -> Figure
    .Timeline.Row?
  {
    guard let start = (life.announced ?? life.warns)?.on?.first else { return nil }
    let end = life.removal?.on?.first
    let warns = life.warns?.on?.first
    let off = life.disabled?.on?.first
    var spans: [Figure.Timeline.Span] = []
    var cursor = start
    for (phase, until) in [
      (Figure.Timeline.Span.Phase.announced, warns), (.warns, off), (.off, nil as CalendarDate?),
    ] {
      if phase == .warns, warns == nil { continue }
      if phase == .off, off == nil { continue }
      let stop = [until, end].compactMap(\.self).min()
      if stop.map({ $0 > cursor }) ?? true {
        spans.append(.init(from: cursor, to: stop, phase: phase))
      }
      if let stop { cursor = stop }
    }
    // It is late until today, in whichever year one looks.
    if life.state == .overdue, let end, end < graph.day {
      spans.append(.init(from: end, to: graph.day, phase: .late))
    }
    var marks: [Figure.Timeline.Mark] = []
    func mark(_ moment: Moment?, _ shape: Figure.Timeline.Mark.Shape, _ word: String) {
      if let on = moment?.on?.first {
        marks.append(.init(on: on, shape: shape, title: "\(word) \(moment?.text ?? "")"))
      }
    }
    mark(life.announced, .announced, "announced")
    mark(life.warns, .warns, "warns")
    mark(life.disabled, .off, "off by default")
    for slip in life.slips { mark(slip.from, .slipped, "was to go") }
    if life.removed != nil {
      mark(life.removed, .removed, "removed")
    } else {
      mark(life.planned, .planned, "to go")
    }
    var row = Figure.Timeline.Row(
      label: life.subject, href: links.address(of: life.record.id), spans: spans, marks: marks,
      isOverdue: life.state == .overdue)
    row.key = life.record.id.id
    row.group = graph.record("component", life.component)?.title ?? life.component
    row.owner = DeprecationFacts.owner(life, graph)?.title
    row.note = note(life)
    return row
  }

  /// When it ends and how far off that is.
  private static func note(_ life: DeprecationLife) -> String {
    let end = life.removal.map(\.text)
    let left = DeprecationFacts.left(life)
    return switch life.state {
    case .removed: "removed" + (end.map { " in \($0)" } ?? "")
    case .soft, .withdrawn: left
    default: (end.map { "\($0), " } ?? "") + left
    }
  }
}
