import Markup
import Primitives

/// What the frame around a page's content needs.
///
/// The engine fills it; `Layout` writes it. All addresses are relative to the page itself and name
/// files (`index.html` and all), so that they work from `file://`; none of them is escaped yet.
struct PageFrame: Sendable {
  /// What is the same on all pages.
  struct SiteFacts: Sendable {
    var title: String
    var description: String
    var language: String
    var publisher: String?
    var asOf: CalendarDate
    var programVersion: String
    /// With a final slash; `nil` when nobody said where the site is served.
    var baseURL: String?
    /// Whether there is a `calendar.ics`.
    var hasCalendar: Bool
    /// Digests of the theme's files by path, as `integrity` wants them; empty where none is wanted.
    var integrity: [String: String] = [:]
    /// Written once for all pages; empty where somebody makes a single page.
    var prepared = PreparedParts()
  }

  /// What sort of page it is.
  enum Kind: String, Sendable {
    case home
    /// The list of a section.
    case landing
    case document
    /// One frozen text of a document.
    case edition
    /// What changed between two editions.
    case difference
    /// All pages, by kind and from A to Z.
    case listing
    case search
    case notFound = "not-found"
  }

  struct Link: Sendable {
    var title: String
    var href: String
  }

  /// A step of the way down from the home page; the page itself has no address.
  struct Crumb: Sendable {
    var title: String
    var href: String?
  }

  /// One group of the navigation.
  struct NavigationSection: Sendable {
    var title: String
    /// Its landing page.
    var href: String
    var isCurrent: Bool
    /// How many pages around the current one are in the navigation; none of other sections.
    var shown: Int
    /// Those pages in the order of their titles, as HTML.
    var items: [UInt8]
    /// How many pages the section has.
    var count: Int
    /// The whole group where it is the same on all pages of one depth; `nil` where it is not.
    var prepared: [UInt8]?
  }

  /// An entry of the edition switcher.
  struct EditionLink: Sendable {
    var number: Int
    var href: String
    /// The day it was published.
    var date: CalendarDate
    var reason: String
    var isCurrent: Bool
    /// The page that shows what changed since the edition before; `nil` for the first.
    var changesHref: String?
  }

  /// A row of the picker of comparisons: one edition after the other.
  struct Choice: Sendable {
    /// What is chosen, such as `Compare v3 with`.
    var title: String
    var links: [ChoiceLink]
  }

  struct ChoiceLink: Sendable {
    var title: String
    var href: String
    var isCurrent: Bool
  }

  var site: SiteFacts
  var kind: Kind
  /// The page's own file below the site's root, such as `runbook/django-5.2/v1.html`.
  var path: String
  /// The way to the site's root: `""`, `"../"` …; assets are at `root + "assets/" + path below site/`.
  var root: String
  var title: String
  /// Such as `Runbook`; empty for none.
  var label = ""
  var summary = ""
  var breadcrumbs: [Crumb] = []
  var navigation: [NavigationSection] = []
  /// Headings of all levels; the table of contents takes those of 2 and 3.
  var outline: [Heading] = []
  var badges: [SitePage.Badge] = []
  /// Newest first.
  var editions: [EditionLink] = []
  /// What the page can be compared with; on a comparison, what can stand on either side.
  var choices: [Choice] = []
  /// What changed from this edition to the newest, when this is an older one.
  var sinceThisHref: String?
  /// The folder of the document's comparisons; `nil` for documents without editions.
  var comparisonFolder: String?
  /// What changed from the newest edition to the text as of the build, when that is behind.
  var draftChangesHref: String?
  /// Earlier keys of steps, each with the key of today: remembered ticks follow them.
  var stepAliases: [String: String] = [:]
  /// The path of the document that this is an edition of; for what a reader's browser remembers.
  var document: String?
  /// The number of the edition that this page is or compares up to.
  var currentEdition: Int?
  /// The page as of the build, when this is an edition of it.
  var latestHref: String?
  /// The newest edition, when this is an older one.
  var newestEditionHref: String?
  /// Whether the records changed since the newest edition.
  var isBehind = false
  var isRetired = false
  /// Editions of other documents in which something of this page stands.
  var appearances: [(what: String, link: Link, on: CalendarDate)] = []
  /// The same text as Markdown; `nil` for pages without one.
  var markdownHref: String?
  /// The record in the static API.
  var jsonHref: String?
  var previous: Link?
  var next: Link?
  /// Whether it holds drawings: their styles are asked for only then.
  var hasDrawings = false
  /// Scripts that only the drawings of this page need, such as `timeline`.
  var drawingScripts: [String] = []
  /// Absolute; `nil` without a base address.
  var canonicalURL: String?
  var modifiedOn: CalendarDate?
  /// What the page holds itself when it is one file; `nil` on the site.
  var single: SingleFile?

  init(site: SiteFacts, kind: Kind, path: String, root: String, title: String) {
    (self.site, self.kind, self.path, self.root) = (site, kind, path, root)
    self.title = title
  }

  var homeHref: String { root + "index.html" }
  /// The header's box is a form with `method="get"`, this action and one input named `q`, marked
  /// `data-search` (`scripts/search.js` puts the key `/` on it).
  var searchHref: String { root + "search.html" }
  /// All pages from A to Z: also where `<noscript>` leads instead of the search.
  var listingHref: String { root + "all/index.html" }
  var atomHref: String { root + "feed.xml" }
  var jsonFeedHref: String { root + "feed.json" }
  var calendarHref: String? { site.hasCalendar ? root + "calendar.ics" : nil }

  /// The address of a file of the theme, such as `styles/main.css`.
  func asset(_ path: String) -> String { root + "assets/" + path }
}
