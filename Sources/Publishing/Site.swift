import Documents
import Primitives

/// Everything that a site is built from: a value, so that the same site gives the same bytes.
public struct Site: Sendable {
  /// The name in the header of each page.
  public var title: String
  /// One sentence under it.
  public var description: String
  /// The address at which it is served, with a final slash; `nil` leaves out what needs one.
  public var baseURL: String?
  /// BCP 47 tag of the pages' language.
  public var language: String
  /// Who publishes it.
  public var publisher: String?
  /// The day whose knowledge it shows; in the footer, in feeds and in calendars.
  public var asOf: CalendarDate
  /// The instant that feeds and calendars give as their own date.
  public var builtAt: Instant
  /// Version of the program, in the footer.
  public var programVersion: String
  /// All pages, in any order; the builder sorts what it lists.
  public var pages: [SitePage]
  /// The sections of the navigation, in order; each names a document such as `runbook`.
  public var sections: [SiteSection]
  /// Dates that people may subscribe to.
  public var events: [SiteEvent]
  /// News for the feeds: editions, incidents, lessons, moved dates; newest first.
  public var news: [SiteNews]
  /// Old paths and the paths that replaced them, without ending.
  public var redirects: [(from: String, to: String)]
  /// Whether styles and scripts are loaded only with the bytes that they had at the build.
  ///
  /// Pages of such a site work over HTTP only: browsers refuse these files from a disk.
  public var hasIntegrity = false
  /// The workspace's own files that replace files of `site/`, by path such as `styles/main.css`.
  public var overrides: [String: [UInt8]]

  /// Makes a site without pages.
  public init(title: String, asOf: CalendarDate, builtAt: Instant, programVersion: String) {
    self.title = title
    description = ""
    language = "en"
    self.asOf = asOf
    self.builtAt = builtAt
    self.programVersion = programVersion
    (pages, sections, events, news, redirects, overrides) = ([], [], [], [], [], [:])
  }
}

/// One group of the navigation: the pages whose path starts with its name.
public struct SiteSection: Sendable, Hashable {
  /// The first part of its pages' paths, such as `runbook`.
  public let name: String
  /// The heading in the navigation, such as `Runbooks`.
  public let title: String
  /// One sentence for the section's landing page.
  public let summary: String

  /// Makes a section.
  public init(name: String, title: String, summary: String) {
    self.name = name
    self.title = title
    self.summary = summary
  }
}

/// One document with its editions: a page, a page for each edition, and Markdown beside each.
public struct SitePage: Sendable {
  /// The address without ending, such as `runbook/django-5.2`; `index` is the home page and
  /// `<section>/index` the landing page of a section.
  public var path: String
  /// The name that people read.
  public var title: String
  /// One sentence for lists, search results and metadata; plain text.
  public var summary: String
  /// The text as of the build; links to other documents are relative `.md` paths.
  public var markdown: [UInt8]
  /// What the page is of, such as `Runbook`, for search facets and the line above the title.
  public var label: String
  /// The component that it concerns, for search facets; `nil` if none.
  public var component: String?
  /// Short facts under the title: status, owner, strategy.
  public var badges: [Badge]
  /// The day of the newest fact in it.
  public var modifiedOn: CalendarDate
  /// The day of what it tells, such as of an incident; a section whose pages have one lists the
  /// newest first.
  public var happenedOn: CalendarDate?
  /// Published editions, oldest first.
  public var editions: [SiteEdition]
  /// Whether records changed since the newest edition.
  public var isBehind: Bool
  /// Earlier keys of steps, each with the key of today: what is compared by key follows them.
  public var stepAliases: [String: String]
  /// Drawings that its Markdown shows as images named `NAME.figure.svg`, by `NAME`.
  public var figures: [String: Figure]
  /// The record that it is about, such as `upgrade/django-5.2`; where dead links are reported.
  public var record: String?
  /// The file of that record; asked for only where there is something to say of it.
  public var file: @Sendable () -> String? = { nil }
  /// Editions of other documents in which something of this page stands, such as the lessons of an
  /// incident: known of the ledger, not of any record.
  public var appearances: [Appearance]
  /// Whether the record was retired: the page says so at the top.
  public var isRetired: Bool
  /// The record as JSON for the static API; `nil` where the page is not of one record.
  public var json: Value?
  /// Whether the page's file for the static API was written already.
  var isDataWritten = false

  /// A place in an edition of another document.
  public struct Appearance: Sendable, Hashable {
    /// What stands there, such as the title of a lesson.
    public let what: String
    /// The document's path, without ending.
    public let path: String
    /// The title of the edition.
    public let title: String
    /// The number of the first edition that has it.
    public let number: Int
    /// The day on which that was published.
    public let on: CalendarDate

    /// Makes an entry.
    public init(what: String, path: String, title: String, number: Int, on: CalendarDate) {
      (self.what, self.path, self.title, self.number, self.on) = (what, path, title, number, on)
    }
  }

  /// One short fact.
  public struct Badge: Sendable, Hashable {
    /// How it is coloured; never by colour alone, the text says it too.
    public enum Tone: String, Sendable, Hashable {
      case neutral
      case good
      case caution
      case bad
    }

    /// The words.
    public let text: String
    /// How it is coloured.
    public let tone: Tone

    /// Makes a badge.
    public init(_ text: String, _ tone: Tone = .neutral) {
      self.text = text
      self.tone = tone
    }
  }

  /// Makes a page without editions, badges and figures.
  public init(
    path: String, title: String, label: String, markdown: [UInt8], modifiedOn: CalendarDate
  ) {
    self.path = path
    self.title = title
    self.label = label
    self.markdown = markdown
    self.modifiedOn = modifiedOn
    summary = ""
    (badges, editions, figures, stepAliases, appearances) = ([], [], [:], [:], [])
    (isBehind, isRetired) = (false, false)
  }
}

/// One frozen text of a document.
public struct SiteEdition: Sendable {
  /// Counts from 1.
  public let number: Int
  /// When it was frozen.
  public let publishedAt: Instant
  /// Why it was published.
  public let reason: String
  /// The frozen text, fetched when it is asked for: ten thousand of them would fill the memory.
  public var markdown: [UInt8] { text() }
  private let text: @Sendable () -> [UInt8]
  /// The digest of its text, hexadecimal.
  public let digest: String

  /// Makes an edition.
  public init(number: Int, publishedAt: Instant, reason: String, markdown: [UInt8], digest: String)
  {
    self.init(number: number, publishedAt: publishedAt, reason: reason, digest: digest) { markdown }
  }

  /// Makes an edition whose text is fetched when it is asked for.
  public init(
    number: Int, publishedAt: Instant, reason: String, digest: String,
    text: @escaping @Sendable () -> [UInt8]
  ) {
    self.number = number
    self.publishedAt = publishedAt
    self.reason = reason
    self.digest = digest
    self.text = text
  }
}

/// A date for the calendar.
public struct SiteEvent: Sendable, Hashable {
  /// Stable for as long as the thing exists, such as `deprecation-distutils-removal`.
  public let uid: String
  /// How often the date moved: iCalendar's SEQUENCE.
  public let sequence: Int
  /// The day.
  public let on: CalendarDate
  /// From when until when it is, where that is known; else it is the whole day, wherever somebody is.
  public var time: Range<Instant>?
  /// Whether the date is a guess, or the day within a month or a year is not known.
  public var isTentative = false
  /// The name that people read.
  public let title: String
  /// The words.
  public let text: String
  /// The page, without ending.
  public let path: String
  /// What it is about, for filters in calendars.
  public let categories: [String]
  /// Whether it will not happen any more.
  public let isCancelled: Bool
  /// When the newest fact about it was recorded.
  public let modifiedAt: Instant

  /// Makes an event of one whole day.
  public init(
    uid: String, sequence: Int, on: CalendarDate, title: String, text: String, path: String,
    categories: [String], isCancelled: Bool, modifiedAt: Instant
  ) {
    self.uid = uid
    self.sequence = sequence
    self.on = on
    self.title = title
    self.text = text
    self.path = path
    self.categories = categories
    self.isCancelled = isCancelled
    self.modifiedAt = modifiedAt
  }
}

/// One entry of the feeds.
public struct SiteNews: Sendable, Hashable {
  /// Stable name, unique in the site.
  public let id: String
  /// The name that people read.
  public let title: String
  /// The words.
  public let text: String
  /// The page, without ending.
  public let path: String
  /// When it happened.
  public let at: Instant
  /// When what is said of it was changed last.
  public let modifiedAt: Instant

  /// Makes an entry; said when it happened, unless something else is given.
  public init(
    id: String, title: String, text: String, path: String, at: Instant, modifiedAt: Instant? = nil
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.path = path
    self.at = at
    self.modifiedAt = modifiedAt ?? at
  }
}
