import Primitives

/// Which of the files that list pages have to be made anew after a few pages changed.
struct SharedArtifacts {
  private var names: Set<String> = []
  private var sections: Set<String> = []

  init(before: [SitePage], after: [SitePage], isCalendarNew: Bool, isNewsNew: Bool) {
    if isCalendarNew { names.insert(Artifact.calendar.name) }
    if isNewsNew { names.formUnion([Artifact.atomFeed.name, Artifact.jsonFeed.name]) }
    for (old, new) in zip(before, after) {
      if old.modifiedOn != new.modifiedOn { names.formUnion([Artifact.sitemap.name, "api"]) }
      if old.component != new.component { names.insert("api") }
      if old.summary != new.summary { names.formUnion(["api", Artifact.llms.name]) }
      if old.summary != new.summary || old.badges != new.badges {
        sections.insert(String(new.path.prefix { $0 != "/" }))
      }
    }
  }

  func files(_ input: ArtifactInput) -> [(path: String, bytes: [UInt8])] {
    let listed = Artifact.all.filter { names.contains($0.name) }.flatMap { $0.files(input) }
    let landings = input.index.sections.enumerated().filter { sections.contains($1.name) }
      .flatMap { number, section in Artifact.landing(number, section, input) }
    return listed + landings
  }
}
