import Primitives

extension Artifact {
  /// `api/index.json` and `api/schema.json`; the pages' own files are written with the pages.
  static let api = Artifact(name: "api") { input in
    let site = input.site
    let index: Object = [
      "apiVersion": .int(PageJSON.version), "title": .string(site.title),
      "description": .string(site.description), "asOf": .string("\(site.asOf)"),
      "generator": .string("Waymark \(site.programVersion)"),
      "pages": .list(
        input.index.pages.map { .object(PageJSON.summary(of: $0, baseURL: site.baseURL)) }),
    ]
    return [
      ("api/index.json", JSONText.canonicalLine(.object(index))),
      ("api/schema.json", JSONText.pretty(schema)),
    ]
  }

  private static let text: Value = ["type": "string"]
  private static let optional: Value = ["type": ["string", "null"]]

  private static let file: Value = [
    "type": "string",
    "description": "the page's own file of the API, relative to the site's root; in the index",
  ]

  private static let summaryMembers: [(String, Value)] = [
    ("path", ["type": "string", "description": "address without ending, unique"]),
    ("title", text), ("label", text), ("component", optional), ("summary", text),
    ("record", ["type": ["string", "null"], "description": "kind/id"]),
    ("modifiedOn", ["type": "string", "format": "date"]),
    ("html", ["type": "string", "description": "relative to the site's root"]),
    ("markdown", ["type": "string", "description": "relative to the site's root"]),
    ("url", ["type": ["string", "null"], "format": "uri"]),
  ]

  private static let schema: Value = .object([
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Static API of a Waymark site",
    "description":
      "api/index.json is an `index`, each api/PATH.json a `page`. Members may be added; apiVersion is raised when one is renamed, removed or changes its meaning.",
    "oneOf": [["$ref": "#/$defs/page"], ["$ref": "#/$defs/index"]],
    "$defs": .object([
      "summary": .object([
        "type": "object",
        "properties": .object(Object(summaryMembers + [("json", file)])),
        "required": .list(summaryMembers.map { .string($0.0) }),
      ]),
      "index": .object([
        "type": "object",
        "properties": [
          "apiVersion": ["const": .int(PageJSON.version)], "title": text, "description": text,
          "asOf": ["type": "string", "format": "date"], "generator": text,
          "pages": ["type": "array", "items": ["$ref": "#/$defs/summary"]],
        ],
        "required": ["apiVersion", "title", "asOf", "pages"],
      ]),
      "edition": .object([
        "type": "object",
        "properties": [
          "number": ["type": "integer", "minimum": 1],
          "publishedAt": ["type": "string", "format": "date-time"], "reason": text,
          "digest": ["type": "string", "description": "SHA-256 of the Markdown"], "html": text,
          "markdown": text,
        ],
        "required": ["number", "publishedAt", "reason", "digest", "html", "markdown"],
      ]),
      "page": .object([
        "allOf": [["$ref": "#/$defs/summary"]],
        "properties": [
          "apiVersion": ["const": .int(PageJSON.version)], "isBehind": ["type": "boolean"],
          "isRetired": ["type": "boolean"],
          "badges": [
            "type": "array",
            "items": ["type": "object", "properties": ["text": text, "tone": text]],
          ],
          "editions": ["type": "array", "items": ["$ref": "#/$defs/edition"]],
          "data": [
            "type": ["object", "null"],
            "description":
              "what the page was made from; null for pages that follow the calendar. Links (`href`) in it are relative to the page's Markdown: `../runbook/x.md` in api/component/y.json is the page runbook/x",
            "properties": [
              "kind": ["type": "string", "description": "the kind of the record"],
              "rev": ["type": "integer", "description": "its revision"],
              "record": [
                "type": "object", "description": "the record, by `waymark schema <kind>`",
              ],
              "facts": ["type": "object", "description": "what was computed from the records"],
            ],
          ],
        ],
        "required": ["apiVersion", "editions", "data"],
      ]),
    ]),
  ])
}
