import Knowledge
import Primitives
import Records

extension CheckRule {
  static let datesContradict = CheckRule(
    "dates.contradict", .error, title: "Dates that can't both be true",
    explanation: """
      The moments of a thing come in an order: announced, warned of, switched off, gone; active \
      support ends before life does. Where only a version is stated, its day is looked up from the \
      release, and a day that is stated beside a version has to agree with that release. One of the \
      two dates that the message names is wrong: check both against the source.
      """,
    triggering: [
      RuleExample(
        "warned of in a release before the announcement",
        [
          Sample.component(),
          Sample.deprecation(["announced": ["version": "1.5"], "warns": ["version": "1.4"]]),
        ]),
      RuleExample(
        "warned of by version, with a release before the announced day",
        [
          Sample.component(), Sample.release("1.4.0", "2023-11-01"),
          Sample.deprecation(["warns": ["version": "1.4.0"]]),
        ]),
      RuleExample(
        "gone with a version that came out on another day",
        [
          Sample.component(), Sample.release("3.0.0", "2025-03-01"),
          Sample.deprecation([
            "removed": ["version": "3.0.0", "on": "2025-01-03"], "status": "removed",
          ]),
        ]),
      RuleExample(
        "active support that outlives the cycle",
        [
          Sample.component(
            "app", ["cycles": [["name": "1.0", "eoas": "2025-01-01", "eol": "2024-01-01"]]])
        ]),
    ],
    passing: [
      RuleExample(
        "announced and warned of on the same day",
        [
          Sample.component(), Sample.release("1.4.0", "2024-01-10"),
          Sample.deprecation(["warns": ["version": "1.4.0"]]),
        ]),
      RuleExample(
        "days that are known to the month only",
        [
          Sample.component(),
          Sample.deprecation(["announced": ["on": "2024-01-20"], "warns": ["on": "2024-01"]]),
        ]),
    ]
  ) { graph in
    graph.deprecations.flatMap { order($0) + releases($0, graph) }
      + graph.records("component").flatMap(cycles) + graph.records("known-issue").flatMap(issue)
  }

  /// Moments that come before one that they have to follow; removals are `sunset.before-deprecation`.
  private static func order(_ life: DeprecationLife) -> [Breach] {
    let pairs: [(String, Moment?, String, Moment?)] = [
      ("announced", life.announced, "warns", life.warns),
      ("announced", life.announced, "disabledByDefault", life.disabled),
      ("warns", life.warns, "disabledByDefault", life.disabled),
      ("announced", life.announced, "endOfSupport", life.endOfSupport),
    ]
    return pairs.compactMap { first, from, second, to -> Breach? in
      guard let from, let to, to.isBefore(from) else { return nil }
      return Breach(
        life.record.id, FieldPath(second),
        "`\(second)` \(to.text) lies before `\(first)` \(from.text)",
        help: "check both against the source; one of them is wrong")
    }
  }

  /// Days that differ from that of the release of the version beside them.
  ///
  /// Not for announcements, which are made before the release that carries them.
  private static func releases(_ life: DeprecationLife, _ graph: Graph) -> [Breach] {
    [("warns", life.warns), ("disabledByDefault", life.disabled), ("removed", life.removed)]
      .compactMap { name, moment -> Breach? in
        guard let moment, !moment.isDerived, let on = moment.on, let version = moment.version,
          let released = graph.releaseDate(of: version.raw, component: life.component),
          on.last < released.first || released.last < on.first
        else { return nil }
        return Breach(
          life.record.id, FieldPath(name).appending("on"),
          "`\(name)` is on \(on), but \(life.component) \(version) came out on \(released)",
          help: "leave `on` out to have the day looked up, or correct the version",
          evidence: [RecordID(kind: "component", id: life.component)])
      }
  }

  private static func cycles(_ component: Record) -> [Breach] {
    (component["cycles"]?.items ?? []).enumerated().flatMap { index, cycle -> [Breach] in
      [("eoas", "eol"), ("eol", "eoes"), ("eoas", "eoes")].compactMap { first, second -> Breach? in
        guard let from = cycle[first]?.text.flatMap({ PartialDate($0) }),
          let to = cycle[second]?.text.flatMap({ PartialDate($0) }), to.last < from.first
        else { return nil }
        return Breach(
          component.id, FieldPath("cycles").appending(index).appending(second),
          "`\(second)` \(to) of \(cycle["name"]?.text ?? "a cycle") lies before `\(first)` \(from)",
          help: "check both against the source; one of them is wrong")
      }
    }
  }

  private static func issue(_ issue: Record) -> [Breach] {
    guard let opened = issue.date("opened"), let closed = issue.date("closed"),
      closed.last < opened.first
    else { return [] }
    return [
      Breach(
        issue.id, "closed", "`closed` \(closed) lies before `opened` \(opened)",
        help: "check both against the source; one of them is wrong")
    ]
  }
}
