import Markup
import Primitives

extension Layout {
  /// What a page may load: its own files.
  ///
  /// `data:` images and inline styles have no use here.
  private static let policy: StaticString = """
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; \
    style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
    base-uri 'none'; form-action 'self'">

    """

  static func writeHead(_ frame: PageFrame, _ page: inout HTMLWriter) {
    page.raw("<!doctype html>\n<html")
    page.attribute("lang", frame.site.language)
    page.raw(" dir=\"")
    page.raw(isRightToLeft(frame.site.language) ? "rtl" : "ltr")
    page.raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
    if let single = frame.single {
      page.raw("<meta http-equiv=\"Content-Security-Policy\"")
      page.attribute("content", single.policy)
      page.raw(">\n")
    } else {
      page.raw(policy)
    }
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
    writeDocumentTitle(frame, &page)
    page.raw("</title>\n")
    writeDescription(frame, &page)
    page.raw(
      """
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf6">
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#14191a">

      """)
    if let single = frame.single {
      writeSingleAssets(single, &page)
    } else {
      writeAssets(frame, &page)
      writeAlternates(frame, &page)
      StructuredData.write(frame, &page)
    }
    page.raw("</head>\n<body")
    page.attribute("data-page", stem(frame.path))
    page.attribute("data-kind", frame.kind.rawValue)
    page.raw(">\n")
  }

  private static func writeDocumentTitle(_ frame: PageFrame, _ page: inout HTMLWriter) {
    if frame.kind == .home { return page.text(frame.site.title) }
    page.text(frame.title)
    if frame.kind == .edition, let number = frame.currentEdition {
      page.raw(" (v")
      page.number(number)
      page.raw(")")
    }
    page.raw(" · ")
    page.text(frame.site.title)
  }

  private static func writeDescription(_ frame: PageFrame, _ page: inout HTMLWriter) {
    let summary = frame.summary.isEmpty ? frame.site.description : frame.summary
    meta("name", "description", summary, &page)
    meta("property", "og:type", frame.kind == .home ? "website" : "article", &page)
    meta("property", "og:site_name", frame.site.title, &page)
    meta("property", "og:title", frame.title, &page)
    meta("property", "og:description", summary, &page)
    if let url = frame.canonicalURL { meta("property", "og:url", url, &page) }
    switch frame.kind {
    case .search, .notFound, .difference: meta("name", "robots", "noindex", &page)
    case .home, .landing, .document, .edition, .listing: break
    }
  }

  private static func meta(
    _ attribute: StaticString, _ name: String, _ content: String, _ page: inout HTMLWriter
  ) {
    guard !content.isEmpty else { return }
    page.raw("<meta")
    page.attribute(attribute, name)
    page.attribute("content", content)
    page.raw(">\n")
  }

  static let styles = ["main", "content", "runbook"]
  static let scripts = ["nav", "toc", "copy", "tasks", "runs", "steps", "search"]

  /// `theme.js` stops the parser on purpose: it sets the colours before anything is painted.
  private static func writeAssets(_ frame: PageFrame, _ page: inout HTMLWriter) {
    if let prepared = frame.site.prepared.assets[frame.assetsKey] {
      page.out.append(contentsOf: prepared)
    } else {
      writeAssetsAnew(frame, &page)
    }
  }

  static func writeAssetsAnew(_ frame: PageFrame, _ page: inout HTMLWriter) {
    for style in styles + (frame.hasDrawings ? ["figures"] : []) {
      writeStyle("styles/\(style).css", isPrint: false, frame, &page)
    }
    writeStyle("styles/print.css", isPrint: true, frame, &page)
    page.raw("<script")
    page.address("src", frame.asset("scripts/theme.js"))
    writeIntegrity("scripts/theme.js", frame, &page)
    page.raw("></script>\n")
    for script in scripts + frame.drawingScripts {
      page.raw("<script defer")
      page.address("src", frame.asset("scripts/\(script).js"))
      writeIntegrity("scripts/\(script).js", frame, &page)
      page.raw("></script>\n")
    }
    page.raw("<link rel=\"icon\" type=\"image/svg+xml\"")
    page.address("href", frame.asset("icons/favicon.svg"))
    page.raw(">\n")
  }

  private static func writeIntegrity(
    _ path: String, _ frame: PageFrame, _ page: inout HTMLWriter
  ) {
    if let digest = frame.site.integrity[path] { page.attribute("integrity", digest) }
  }

  private static func writeStyle(
    _ path: String, isPrint: Bool, _ frame: PageFrame, _ page: inout HTMLWriter
  ) {
    page.raw("<link rel=\"stylesheet\"")
    if isPrint { page.raw(" media=\"print\"") }
    page.address("href", frame.asset(path))
    writeIntegrity(path, frame, &page)
    page.raw(">\n")
  }

  private static func writeAlternates(_ frame: PageFrame, _ page: inout HTMLWriter) {
    if let url = frame.canonicalURL {
      page.raw("<link rel=\"canonical\"")
      page.address("href", url)
      page.raw(">\n")
    }
    alternate("text/markdown", frame.markdownHref, "This page as Markdown", &page)
    alternate("application/json", frame.jsonHref, "This page as JSON", &page)
    if let prepared = frame.site.prepared.alternates[frame.root] {
      page.out.append(contentsOf: prepared)
    } else {
      writeSiteAlternatesAnew(frame, &page)
    }
    relation("prev", frame.previous, &page)
    relation("next", frame.next, &page)
  }

  /// The forms of the whole site.
  static func writeSiteAlternatesAnew(_ frame: PageFrame, _ page: inout HTMLWriter) {
    alternate("application/atom+xml", frame.atomHref, "News of \(frame.site.title)", &page)
    alternate("application/feed+json", frame.jsonFeedHref, "News of \(frame.site.title)", &page)
    alternate("text/calendar", frame.calendarHref, "Dates of \(frame.site.title)", &page)
    if frame.site.baseURL != nil {
      page.raw("<link rel=\"search\" type=\"application/opensearchdescription+xml\"")
      page.attribute("title", frame.site.title)
      page.address("href", frame.root + "opensearch.xml")
      page.raw(">\n")
    }
  }

  private static func alternate(
    _ type: String, _ href: String?, _ title: String, _ page: inout HTMLWriter
  ) {
    guard let href else { return }
    page.raw("<link rel=\"alternate\"")
    page.attribute("type", type)
    page.attribute("title", title)
    page.address("href", href)
    page.raw(">\n")
  }

  private static func relation(
    _ name: String, _ link: PageFrame.Link?, _ page: inout HTMLWriter
  ) {
    guard let link else { return }
    page.raw("<link")
    page.attribute("rel", name)
    page.address("href", link.href)
    page.raw(">\n")
  }

  /// A path without its ending.
  private static func stem(_ path: String) -> String {
    path.hasSuffix(".html") ? String(path.dropLast(5)) : path
  }

  /// Whether a language is written from right to left, by its script where the tag has one.
  ///
  /// Sources: BCP 47, whose subtags are of either case; the scripts of CLDR's likely subtags.
  static func isRightToLeft(_ language: String) -> Bool {
    let parts = language.lowercased().split(separator: "-")
    if let script = parts.dropFirst().first(where: { $0.utf8.count == 4 && $0.first != "1" }) {
      return ["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"].contains(
        script)
    }
    return [
      "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo", "pnb", "ps",
      "sd",
      "syr", "ug", "ur", "yi",
    ].contains(parts.first ?? "")
  }
}
