/// The types of the files of a site by their endings.
///
/// Sources: the IANA registry of media types; RFC 7763 for Markdown, JSON Feed 1.1 for its own.
enum MediaType {
  private static let byEnding: [String: String] = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "json": "application/json",
    "md": "text/markdown; charset=utf-8", "txt": "text/plain; charset=utf-8",
    "xml": "application/xml", "ics": "text/calendar; charset=utf-8", "svg": "image/svg+xml",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "ico": "image/x-icon", "woff2": "font/woff2",
    "webmanifest": "application/manifest+json", "pdf": "application/pdf",
  ]

  /// The value of `Content-Type` for a file; bytes that nobody should guess about when unknown.
  static func of(_ path: String) -> String {
    switch path {
    case "feed.xml": return "application/atom+xml; charset=utf-8"
    case "feed.json": return "application/feed+json"
    case "opensearch.xml": return "application/opensearchdescription+xml"
    default: break
    }
    guard let dot = path.lastIndex(of: ".") else { return "application/octet-stream" }
    return byEnding[path[path.index(after: dot)...].lowercased()] ?? "application/octet-stream"
  }
}
