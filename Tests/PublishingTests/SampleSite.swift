import Glibc
import Primitives

@testable import Publishing

/// A small site with everything in it, and hostile names.
enum SampleSite {
  static let asOf = CalendarDate(daysSinceEpoch: 20_000)

  static var site: Site {
    var site = Site(
      title: "Playbook & <friends>", asOf: asOf,
      builtAt: Instant(startOf: asOf), programVersion: "0.9.0")
    site.description = "How we upgrade; \"safely\""
    site.baseURL = "https://docs.example.org/play/"
    site.publisher = "Platform, Inc."
    site.sections = [
      SiteSection(name: "runbook", title: "Runbooks", summary: "What to do."),
      SiteSection(name: "lesson", title: "Lessons", summary: ""),
      SiteSection(name: "incident", title: "Incidents", summary: "What went wrong."),
    ]
    site.pages = [django, plain("lesson/pin-first", "Pin \"first\" ]]> </script>"), incident]
    site.redirects = [
      ("runbook/django-five", "runbook/django-5.2"), ("old", "runbook/django-five"),
    ]
    site.events = [event]
    site.news = [
      SiteNews(
        id: "django-v2", title: "Edition 2 & more", text: "A <step> was moved",
        path: "runbook/django-5.2",
        at: Instant(milliseconds: 1_727_000_000_000)),
      SiteNews(
        id: "incident", title: "Outage", text: "", path: "incident/outage",
        at: Instant(milliseconds: 1_726_000_000_000)),
    ]
    return site
  }

  static var django: SitePage {
    var page = SitePage(
      path: "runbook/django-5.2", title: "Upgrade to Django 5.2", label: "Runbook",
      markdown: Array(
        """
        # Upgrade to Django 5.2

        See [the lesson](../lesson/pin-first.md#why), [incident](record:incident/outage) and
        [the start](#steps), or [as JSON](../api/index.json).

        ## Steps

        - [ ] Run `max_connections`

        ![Roll-out](rollout.figure.svg)

        <script>alert(1)</script>

        """.utf8),
      modifiedOn: asOf)
    page.summary = "Move the Zürich shop from 4.2"
    page.component = "django"
    page.record = "upgrade/django-5.2"
    page.file = { "records/upgrade/django-5.2.yaml" }
    page.json = ["id": "django-5.2"]
    page.badges = [.init("accepted", .good)]
    page.editions = [
      edition(1, "# Upgrade\n\n## Steps\n\nRun the migration now.\n\nSame.\n"),
      edition(
        2,
        "# Upgrade\n\n## Steps\n\nRun the migration twice.\n\nSame.\n\nSee [it](../lesson/pin-first.md).\n"
      ),
    ]
    page.figures = [
      "rollout": .stages(
        .init(title: "Roll-out", stages: [.init(weight: 5, hold: "1h", note: nil)]))
    ]
    return page
  }

  static var incident: SitePage {
    var page = plain("incident/outage", "Outage")
    page.record = "incident/outage"
    page.label = "Incident"
    return page
  }

  static func plain(_ path: String, _ title: String) -> SitePage {
    SitePage(
      path: path, title: title, label: "Lesson",
      markdown: Array("# Title\n\n## Why\n\nBecause of 5.2.8.\n".utf8), modifiedOn: asOf)
  }

  static func edition(_ number: Int, _ text: String) -> SiteEdition {
    SiteEdition(
      number: number, publishedAt: Instant(startOf: asOf.adding(days: number - 9)),
      reason: "edition \(number), because of <lessons>", markdown: Array(text.utf8),
      digest: Digest(of: text).hex)
  }

  static var event: SiteEvent {
    SiteEvent(
      uid: "deprecation-distutils-removal", sequence: 2, on: asOf.adding(days: 40),
      title: "distutils; removed, \\ at last",
      text:
        "Zürich, München and Genève lose a module that everybody used since the first days.\nMove on",
      path: "lesson/pin-first", categories: ["deprecation", "a,b"], isCancelled: false,
      modifiedAt: Instant(startOf: asOf))
  }

  /// A site of many alike pages that link to each other.
  static func large(_ count: Int) -> Site {
    var site = Site(
      title: "Large", asOf: asOf, builtAt: Instant(startOf: asOf), programVersion: "1")
    site.pages = (0..<count).map { number in
      SitePage(
        path: "runbook/page-\(number)", title: "Page \(number)", label: "Runbook",
        markdown: Array(
          "# Page \(number)\n\nword\(number % 7) common [next](page-\((number + 1) % count).md)\n"
            .utf8),
        modifiedOn: asOf)
    }
    return site
  }
}

/// A folder that goes away with the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/waymark-publishing-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw FileTree.Failure(action: "make", path: "/tmp", code: errno)
    }
    path = String(cString: made)
  }

  deinit { FileTree(root: path).removeAll() }

  var output: String { path + "/public" }

  /// All files of the output with their bytes, by path, without the manifest.
  func contents() -> [String: [UInt8]] {
    defer { withExtendedLifetime(self) {} }
    let tree = FileTree(root: output)
    var all: [String: [UInt8]] = [:]
    for file in tree.files() where file != Manifest.name { all[file] = tree.read(file) }
    return all
  }

  func text(_ file: String) -> String {
    defer { withExtendedLifetime(self) {} }
    return String(decoding: FileTree(root: output).read(file) ?? [], as: UTF8.self)
  }
}
