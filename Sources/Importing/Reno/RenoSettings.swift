import Primitives
import Records
import Yams

/// What a repository says about its notes, in `releasenotes/config.yaml` or else `reno.yaml`.
///
/// The names and defaults are those of reno 4.1.0; what only concerns reno's own output is known
/// and left alone.
struct RenoSettings: Sendable {
  var notesFolder = "releasenotes/notes"
  var collapsesPrereleases = true
  var stopsAtBranchBase = true
  var branch: String?
  var defaultBranch = "master"
  var earliestVersion: String?
  var releaseTag = "((?:v?[\\d.ab]|rc)+)"
  var prereleaseTag = "(?P<pre_release>\\.v?\\d+(?:[ab]|rc)+\\d*)$"
  var branchName = "stable/.+"
  var closedBranchTag = "(.+)-eo[lm]"
  var branchNamePrefix = "stable/"
  var branchSort = "stable/([0-9].*)"
  var branchSortPrefix = "stable/zzz"
  var ignoresNullMerges = true
  var ignoredNotes: [String] = []
  var preludeName = "prelude"
  var encoding = "utf-8"
  var sections = [
    RenoSection("features", "New Features"), RenoSection("issues", "Known Issues"),
    RenoSection("upgrade", "Upgrade Notes"), RenoSection("deprecations", "Deprecation Notes"),
    RenoSection("critical", "Critical Issues"), RenoSection("security", "Security Issues"),
    RenoSection("fixes", "Bug Fixes"), RenoSection("other", "Other Notes"),
  ]

  /// Settings that change nothing of what the notes say.
  private static let others: Set<String> = [
    "allow_subdirectories", "template", "add_release_date", "unreleased_version_title",
    "semver_major", "semver_minor", "semver_patch",
  ]

  /// Reads the settings of a repository; every problem is a diagnostic at its line.
  static func read(
    _ source: SourceText, releaseNotes folder: String
  ) -> (settings: RenoSettings, diagnostics: [Diagnostic]) {
    var settings = RenoSettings()
    settings.notesFolder = "\(folder)/notes"
    let (nodes, problems) = YAMLDocuments.nodes(source)
    var diagnostics = problems
    // A file of nothing but comments has settings too: none.
    guard let node = nodes.first, node.scalar?.string.isEmpty != true else {
      return (settings, diagnostics)
    }
    guard let mapping = node.mapping else {
      diagnostics.append(
        source.problem(
          "bad-reno-setting", "the settings have to be a mapping", node,
          help: "write `name: value`, one a line"))
      return (settings, diagnostics)
    }
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      switch settings.set(name, value, folder) {
      case .taken: break
      case .unknown:
        diagnostics.append(
          source.problem(
            "unknown-reno-setting", .warning, "reno has no setting `\(name)`", key,
            help: "it changes nothing; reno ignores it too"))
      case .wrong(let help):
        diagnostics.append(
          source.problem("bad-reno-setting", "`\(name)` can't be used", value, help: help))
      }
    }
    return (settings, diagnostics)
  }

  private enum Answer {
    case taken
    case unknown
    case wrong(String)
  }

  private mutating func set(_ name: String, _ value: Node, _ folder: String) -> Answer {
    switch name {
    case "collapse_pre_releases": return truth(value, \.collapsesPrereleases)
    case "stop_at_branch_base": return truth(value, \.stopsAtBranchBase)
    case "ignore_null_merges": return truth(value, \.ignoresNullMerges)
    case "release_tag_re": return pattern(value, \.releaseTag)
    case "pre_release_tag_re":
      guard value.scalar?.string.contains("(?P<pre_release>") == true else {
        return .wrong("the pattern needs a group `(?P<pre_release>…)`")
      }
      return pattern(value, \.prereleaseTag)
    case "branch_name_re": return pattern(value, \.branchName)
    case "closed_branch_tag_re": return pattern(value, \.closedBranchTag)
    case "branch_sort_re": return pattern(value, \.branchSort)
    case "sections": return sections(value)
    case "ignore_notes":
      guard
        let items = value.sequence?.compactMap(\.scalar?.string)
          ?? value.scalar.map({ [$0.string] })
      else { return .wrong("write a list of file names") }
      ignoredNotes = items
      return .taken
    case _ where Self.others.contains(name): return .taken
    default: break
    }
    guard let text = value.scalar?.string else {
      return Self.texts.contains(name) ? .wrong("write a text") : .unknown
    }
    switch name {
    case "notesdir":
      guard !text.utf8.contains(where: { $0 < 32 }), !text.isEmpty else {
        return .wrong("write a folder's name")
      }
      notesFolder = "\(folder)/\(text)"
    case "branch": branch = text
    case "default_branch": defaultBranch = text
    case "earliest_version": earliestVersion = text
    case "branch_name_prefix": branchNamePrefix = text
    case "branch_sort_prefix": branchSortPrefix = text
    case "prelude_section_name": preludeName = text
    case "encoding":
      guard ["utf-8", "utf8", "ascii", "latin-1", "iso-8859-1"].contains(text.lowercased()) else {
        return .wrong("notes can be read as utf-8 and latin-1; convert the others")
      }
      encoding = text.lowercased()
    default: return .unknown
    }
    return .taken
  }

  private static let texts: Set<String> = [
    "notesdir", "branch", "default_branch", "earliest_version", "branch_name_prefix",
    "branch_sort_prefix", "prelude_section_name", "encoding",
  ]

  private mutating func truth(_ value: Node, _ path: WritableKeyPath<RenoSettings, Bool>) -> Answer
  {
    switch value.scalar?.string.lowercased() {
    case "true", "yes", "on": self[keyPath: path] = true
    case "false", "no", "off": self[keyPath: path] = false
    default: return .wrong("write true or false")
    }
    return .taken
  }

  private mutating func pattern(
    _ value: Node, _ path: WritableKeyPath<RenoSettings, String>
  ) -> Answer {
    guard let text = value.scalar?.string, PythonPattern(text) != nil else {
      return .wrong("the regular expression can't be read; back references are not understood")
    }
    self[keyPath: path] = text
    return .taken
  }

  private mutating func sections(_ value: Node) -> Answer {
    let help = "write a list of `[name, title]`, or `[name, title, 1…3]` for sections below others"
    guard let items = value.sequence else { return .wrong(help) }
    var found: [RenoSection] = []
    for item in items {
      guard let parts = item.sequence?.compactMap(\.scalar?.string), (2...3).contains(parts.count),
        let level = parts.count == 2 ? 1 : Int(parts[2]), (1...3).contains(level)
      else { return .wrong(help) }
      let parent = level == 1 ? nil : found.last { $0.level < level }?.name
      found.append(RenoSection(parts[0], parts[1], level: level, parent: parent))
    }
    sections = found
    return .taken
  }
}

/// A section that notes may have.
struct RenoSection: Sendable, Hashable {
  /// The key in the notes.
  let name: String
  /// The heading in reno's report.
  let title: String
  /// 1 for a section of its own, 2 and 3 for sections below others.
  let level: Int
  /// The section that it stands below.
  let parent: String?

  init(_ name: String, _ title: String, level: Int = 1, parent: String? = nil) {
    (self.name, self.title, self.level, self.parent) = (name, title, level, parent)
  }
}
