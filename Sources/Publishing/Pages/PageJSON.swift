import Primitives

/// One page in the static API: `api/PATH.json`, of the shape that `api/schema.json` describes.
enum PageJSON {
  /// Raised when a member is renamed, removed or changes its meaning; new members don't count.
  static let version = 1

  static func path(of page: SitePage) -> String { "api/" + page.path + ".json" }

  static func bytes(of page: SitePage, baseURL: String?) -> [UInt8] {
    var object = summary(of: page, baseURL: baseURL)
    object["apiVersion"] = .int(version)
    object["isBehind"] = .bool(page.isBehind)
    object["isRetired"] = .bool(page.isRetired)
    object["badges"] = .list(
      page.badges.map { ["text": .string($0.text), "tone": .string($0.tone.rawValue)] })
    object["editions"] = .list(
      page.editions.map { edition in
        [
          "number": .int(edition.number), "publishedAt": .string("\(edition.publishedAt)"),
          "reason": .string(edition.reason), "digest": .string(edition.digest),
          "html": .string("\(page.path)/v\(edition.number).html"),
          "markdown": .string("\(page.path)/v\(edition.number).md"),
        ]
      })
    object["data"] = page.json ?? .null
    return JSONText.canonicalLine(.object(object))
  }

  /// What stands of a page in `api/index.json`.
  static func summary(of page: SitePage, baseURL: String?) -> Object {
    [
      "path": .string(page.path), "title": .string(page.title), "label": .string(page.label),
      "component": Value(page.component), "summary": .string(page.summary),
      "record": Value(page.record), "modifiedOn": .string("\(page.modifiedOn)"),
      "html": .string(page.path + ".html"), "markdown": .string(page.path + ".md"),
      "url": Value(baseURL.map { $0 + page.path + ".html" }),
    ]
  }
}
