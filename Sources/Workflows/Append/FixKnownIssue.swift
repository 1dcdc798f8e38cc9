import Ledger
import Primitives
import Records

/// Says in which version a known issue is mended.
public enum FixKnownIssue {
  /// Adds the version to `fixedIn` and ends the affected range that it ends.
  public static func run(
    _ workspace: Workspace, issue: String, _ fragment: Fragment, _ options: Append.Options
  ) throws(Diagnostics) -> [Append.Change] {
    let id = try Newest.address(issue, "known-issue")
    let form = Fragment.Form(
      name: "known-issue-fix", place: "a fix",
      fields: [
        .required("version", .version, "The first version without the issue.", example: "5.2.1"),
        .optional(
          "introduced", .version,
          "Which affected range it ends: the version that starts that range."),
        .optional("closed", .date, "When it was over."),
        .optional("cleanup", .markdown, "What to take back once it is fixed."),
      ],
      body: "cleanup", defaults: ["closed": .string(options.at.day.description)])
    return try fragment.read(form, workspace) { (stated) throws(Diagnostics) in
      try Append.run(workspace, options) { (ledger) throws(Diagnostics) in
        let newest = try Newest.record(id, ledger)
        let version = stated["version"] ?? .null
        var fields = newest.fields
        fields["affected"] = .list(
          try ranges(newest, version, stated["introduced"]?.text, try scheme(newest, ledger)))
        if newest["fixedIn"]?.items.contains(version) != true {
          fields = fields.adding(version, to: "fixedIn")
        }
        for name in ["closed", "cleanup"] { if let value = stated[name] { fields[name] = value } }
        let isOver = fields["affected"]?.items.allSatisfy(isEnded) ?? true
        if isOver { fields["status"] = "fixed" } else { fields["closed"] = newest["closed"] }
        return [
          Append.Next(
            id: id, fields: fields, reason: "is fixed in \(version.text ?? "")")
        ]
      }
    }
  }

  private static func ranges(
    _ issue: Record, _ version: Value, _ introduced: String?, _ scheme: VersionScheme
  ) throws(Diagnostics) -> [Value] {
    var ranges = issue["affected"]?.items ?? []
    let fixed = Version(version.text ?? "", scheme)
    let open = ranges.indices.filter { index in
      guard !isEnded(ranges[index]) else { return false }
      let start = ranges[index]["introduced"]?.text ?? "0"
      if let introduced { return start == introduced }
      return start == "0" || Version(start, scheme).isOlder(than: fixed)
    }
    guard open.count <= 1 else {
      let starts = open.map { ranges[$0]["introduced"]?.text ?? "0" }.joined(separator: ", ")
      throw Diagnostics(
        Diagnostic(
          "several-open-ranges",
          "\(version.text ?? "") may end several affected ranges of \(issue.id)",
          help: "say which with --introduced; they start at \(starts)"))
    }
    guard let index = open.first, var range = ranges[index].object else {
      if ranges.contains(where: { $0["fixed"] == version }) { return ranges }
      throw Diagnostics(
        Diagnostic(
          "no-open-range", "no affected range of \(issue.id) is open below \(version.text ?? "")",
          help:
            "see `waymark show \(issue.id)`; edit the record's file and apply if its ranges are wrong"
        ))
    }
    range["fixed"] = version
    ranges[index] = .object(range)
    return ranges
  }

  private static func isEnded(_ range: Value) -> Bool {
    range["fixed"] != nil || range["lastAffected"] != nil
  }

  private static func scheme(_ issue: Record, _ ledger: some LedgerReading) throws(Diagnostics)
    -> VersionScheme
  {
    do {
      let component = try issue["component"]?.text.flatMap {
        try ledger.record(RecordID(kind: "component", id: $0))
      }
      return component?["versionScheme"]?.text.flatMap { VersionScheme(rawValue: $0) } ?? .generic
    } catch {
      throw Diagnostics(failure: error)
    }
  }
}
