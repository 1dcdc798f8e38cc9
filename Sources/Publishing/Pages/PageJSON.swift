import Primitives

/// One page in the static API: `api/PATH.json`, of the shape that `api/schema.json` describes.
enum PageJSON {
  /// Raised when a member is renamed, removed or changes its meaning; new members don't count.
  static let version = 1

  static func path(of page: SitePage) -> String { "api/" + page.path + ".json" }

  static func bytes(of page: SitePage, baseURL: String?) -> [UInt8] {
    // By name, as canonical JSON has them: then nothing has to be sorted.
    var object = Object(capacity: 16)
    object.append("apiVersion", .int(version))
    object.append(
      "badges",
      .list(page.badges.map { ["text": .string($0.text), "tone": .string($0.tone.rawValue)] }))
    object.append("component", Value(page.component))
    object.append("data", page.json ?? .null)
    object.append(
      "editions",
      .list(
        page.editions.map { edition in
          [
            "digest": .string(edition.digest),
            "html": .string("\(page.path)/v\(edition.number).html"),
            "markdown": .string("\(page.path)/v\(edition.number).md"),
            "number": .int(edition.number), "publishedAt": .string("\(edition.publishedAt)"),
            "reason": .string(edition.reason),
          ]
        }))
    object.append("html", .string(page.path + ".html"))
    object.append("isBehind", .bool(page.isBehind))
    object.append("isRetired", .bool(page.isRetired))
    append(page, baseURL, to: &object)
    return JSONText.canonicalLine(.object(object))
  }

  /// What stands of a page in `api/index.json`.
  static func summary(of page: SitePage, baseURL: String?) -> Object {
    var object = Object(capacity: 11)
    object.append("component", Value(page.component))
    object.append("html", .string(page.path + ".html"))
    if page.path != "index" { object.append("json", .string(path(of: page))) }
    append(page, baseURL, to: &object)
    return object
  }

  /// The members of both that come last by name.
  private static func append(_ page: SitePage, _ baseURL: String?, to object: inout Object) {
    object.append("label", .string(page.label))
    object.append("markdown", .string(page.path + ".md"))
    object.append("modifiedOn", .string(page.modifiedOn.description))
    object.append("path", .string(page.path))
    object.append("record", Value(page.record))
    object.append("summary", .string(page.summary))
    object.append("title", .string(page.title))
    object.append("url", Value(baseURL.map { $0 + page.path + ".html" }))
  }
}
