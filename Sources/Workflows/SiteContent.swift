import Documents
import Knowledge
import Ledger
import Primitives
import Publishing
import Records

/// What a site holds, from documents and knowledge.
enum SiteContent {
  /// The groups of the navigation: one for each sort of document that has pages of its own.
  static let sections = DocumentCatalog.all.filter { $0.name != "index" }.map { definition in
    SiteSection(name: definition.name, title: definition.plural, summary: definition.meaning)
  }

  static func page(
    _ document: RenderedDocument, on day: CalendarDate, _ editions: [SiteEdition],
    _ files: StatingFiles?, _ lessons: LessonEditions?
  ) -> SitePage {
    let model = document.model
    let record = model.record
    // The page's date follows its sources by another way than by what was read of them.
    let modified = Reads.untraced {
      (model.sources.map(\.recordedAt) + [record?.recordedAt].compactMap(\.self)).max()?.day ?? day
    }
    var page = SitePage(
      path: document.key.path, title: model.title, label: document.definition?.title ?? "",
      markdown: document.markdown, modifiedOn: modified)
    page.summary = model.summary
    page.component = model.component
    page.badges = model.badges.map {
      SitePage.Badge($0.text, SitePage.Badge.Tone(rawValue: $0.tone) ?? .neutral)
    }
    page.happenedOn = model.happenedOn
    page.editions = editions
    page.isBehind = editions.last.map { $0.digest != document.textDigest.hex } ?? false
    page.stepAliases = record.map(StepAliases.all) ?? [:]
    page.figures = model.figures
    page.record = record?.id.description
    if let id = record?.id { page.file = { files?[id] } }
    page.isRetired = record?.isRetired ?? false
    // Nothing follows a tombstone: its last edition is not behind anything.
    if page.isRetired { page.isBehind = false }
    page.json = Reads.untraced { json(document) }
    if let record, record.id.kind == "incident" {
      page.appearances = lessons?.appearances(of: record) ?? []
    }
    return page
  }

  /// The keys of the records whose newest date is the page's.
  static func sources(_ document: RenderedDocument) -> [UInt64] {
    let all = document.model.sources + [document.model.record].compactMap(\.self)
    return Array(Set(all.map(\.readKey))).sorted()
  }

  private static func json(_ document: RenderedDocument) -> Value? {
    guard let record = document.model.record else { return nil }
    return [
      "record": .object(record.fields), "kind": .string(record.id.kind), "rev": .int(record.rev),
      "facts": .object(document.model.facts),
    ]
  }

  /// Where documents of renamed records were: their earlier ids, as far as those are addresses.
  ///
  /// An address that another document has now is never taken from it.
  static func redirects(_ keys: [DocumentKey], _ graph: Graph) -> [(from: String, to: String)] {
    var aliases: [String: [String]] = [:]
    for kind in KindCatalog.all {
      for record in graph.records(kind.name) {
        let names = (record["aliases"]?.texts ?? []).filter { Slug.isValid($0) && $0 != "index" }
        if !names.isEmpty { aliases[record.id.description] = names }
      }
    }
    guard !aliases.isEmpty else { return [] }
    var taken = Set(keys.map(\.path))
    return keys.flatMap { key -> [(from: String, to: String)] in
      guard let kind = DocumentCatalog.definition(key.document)?.subjectKind,
        let names = aliases["\(kind)/\(key.subject)"]
      else { return [] }
      return names.map { "\(key.document)/\($0)" }.filter { taken.insert($0).inserted }
        .map { ($0, key.path) }
    }
  }

  /// Removals and ends of support, for calendars.
  static func events(_ graph: Graph) -> [SiteEvent] {
    let removals = graph.deprecations.flatMap { life in
      moments(life).compactMap { name, fields, moment, title -> SiteEvent? in
        guard let on = moment?.on else { return nil }
        let changes = graph.calendarChanges(of: life.record, at: fields)
        var event = SiteEvent(
          uid: "deprecation-\(life.record.id.id)-\(name)", sequence: changes.count, on: on.first,
          title: "\(life.subject) \(title)\(vagueness(on))", text: DeprecationSummary.text(life),
          path: "deprecation-timeline/index",
          categories: [name, life.component], isCancelled: life.state == .withdrawn,
          modifiedAt: max(life.record.recordedAt, changes.newest))
        event.isTentative = on.precision != .day || moment?.confidence == "estimated"
        return event
      }
    }
    let ends = graph.records("component").flatMap { component in
      graph.cycles(of: component.id.id).compactMap { cycle -> SiteEvent? in
        guard let eol = cycle.eol else { return nil }
        var event = SiteEvent(
          uid: "component-\(component.id.id)-\(name(of: cycle.version.raw))-eol",
          sequence: graph.calendarChanges(of: component, cycle: cycle.version.raw).count,
          on: eol.first,
          title: "\(component.title) \(cycle.label) reaches its end of life\(vagueness(eol))",
          text: "No security fixes after this day.",
          path: "component/\(component.id.id)", categories: ["end of life", component.id.id],
          isCancelled: false, modifiedAt: component.recordedAt)
        event.isTentative = eol.precision != .day
        return event
      }
    }
    let windows = graph.records("upgrade").compactMap { upgrade -> SiteEvent? in
      guard let start = upgrade["window"]?["start"]?.text.flatMap({ Instant($0) }) else {
        return nil
      }
      let end = upgrade["window"]?["end"]?.text.flatMap { Instant($0) } ?? start
      var event = SiteEvent(
        uid: "upgrade-\(upgrade.id.id)-window", sequence: upgrade.rev - 1, on: start.day,
        title: upgrade.title, text: "The window of the upgrade.",
        path: "runbook/\(upgrade.id.id)", categories: ["upgrade"],
        isCancelled: upgrade.status == "abandoned", modifiedAt: upgrade.recordedAt)
      event.time = start..<max(start, end)
      return event
    }
    return (removals + ends + windows).sorted { ($0.on, $0.uid) < ($1.on, $1.uid) }
  }

  /// A version as a part of an id; with a digest where that alone could be another's.
  private static func name(of version: String) -> String {
    let slug = Slug.nearest(to: version)
    return slug == version ? slug : "\(slug)-\(Digest(of: version).hex.prefix(8))"
  }

  /// What of a deprecation users have to know the day of.
  private static func moments(
    _ life: DeprecationLife
  ) -> [(name: String, fields: [String], moment: Moment?, title: String)] {
    [
      ("warning", ["warns"], life.warns, "warns from this day on"),
      ("off", ["disabledByDefault"], life.disabled, "is off by default"),
      ("end-of-support", ["endOfSupport"], life.endOfSupport, "gets no more fixes"),
      ("removal", ["plannedRemoval", "removed"], life.removal, "is removed"),
    ]
  }

  /// What a title adds where only a month, quarter or year is known; its first day is shown, so that
  /// nobody is told too late, and an event does not vanish because its plan became less exact.
  private static func vagueness(_ date: PartialDate) -> String {
    date.precision == .day ? "" : " (some day in \(date))"
  }

  /// New editions, incidents and lessons, newest first.
  static func news(_ pages: [SitePage], _ graph: Graph) -> [SiteNews] {
    let editions = pages.flatMap { page in
      page.editions.map { edition in
        SiteNews(
          id: "\(page.path)-v\(edition.number)", title: "\(page.title), edition \(edition.number)",
          text: edition.reason, path: page.path,
          at: edition.publishedAt)
      }
    }
    let incidents = graph.records("incident").map { incident in
      // One whose first moment nobody noted is news all the same.
      let moments = ["startedAt", "detectedAt", "declaredAt", "mitigatedAt", "resolvedAt"]
      let at = moments.lazy.compactMap { incident[$0]?.text.flatMap { Instant($0) } }.first
      return SiteNews(
        id: "incident-\(incident.id.id)", title: "Incident: \(incident.title)",
        text: incident["impact"]?["text"]?.text ?? "",
        path: "incident-review/\(incident.id.id)", at: at ?? incident.recordedAt,
        modifiedAt: max(at ?? incident.recordedAt, incident.recordedAt))
    }
    // Each has a share of its own: a day on which everything is published hides no incident.
    return (newest(editions, 60) + newest(incidents, 40)).sorted { ($0.at, $0.id) > ($1.at, $1.id) }
  }

  private static func newest(_ news: [SiteNews], _ most: Int) -> ArraySlice<SiteNews> {
    news.sorted { ($0.at, $0.id) > ($1.at, $1.id) }.prefix(most)
  }
}

/// A deprecation in one sentence, for calendars.
enum DeprecationSummary {
  static func text(_ life: DeprecationLife) -> String {
    let instead = life.record["replacement"]?["what"]?.text.map { " Use \($0) instead." } ?? ""
    return
      "\(life.subject) of \(life.component) \(life.state == .removed ? "went" : "is to go") with \(life.removal?.text ?? "an unknown release").\(instead)"
  }
}
