import Checks
import Glibc
import Ledger
import Primitives
import Records

/// A folder with `waymark.yaml`, its records and its ledger.
public struct Workspace: Sendable {
  /// The folder, as the user named it or as it was found.
  public let folder: String
  /// What `waymark.yaml` says.
  public internal(set) var settings: Settings
  /// The folder of what builds of the site need between runs, relative to the workspace.
  var siteState = ".waymark/site"
  private var held = HeldLedger()

  /// What `waymark.yaml` says, defaults filled in.
  public struct Settings: Sendable {
    /// The name of the site.
    public let title: String
    /// What the site is about, in a sentence.
    public let description: String
    /// The address that the site is served from, ending in `/`; `nil` when nobody said.
    public let baseURL: String?
    /// The language of the texts, as a BCP 47 tag.
    public let language: String
    /// Who publishes the site; `nil` when nobody said.
    public let publisher: String?
    /// The ledger's file, relative to the folder.
    public internal(set) var ledger: String
    /// The folder of the built site, relative to the workspace.
    public let output: String
    /// Whether pages load styles and scripts only with the bytes of the build; HTTP only.
    public let hasIntegrity: Bool
    /// Severities of rules by id: `error`, `warning`, `note` or `off`.
    public let rules: [String: String]
    /// Breaches of rules that somebody allows, for a time.
    public let exemptions: [Exemption]
  }

  /// The settings that `waymark.yaml` may hold.
  public static let fields: [Field] = [
    .defaulted("title", .text, to: "Playbooks", "The name of the site."),
    .defaulted(
      "description", .text, to: "Runbooks, release notes and what was learned.",
      "One sentence under it."),
    .optional(
      "baseURL", .url, "Where the site will be served, for feeds and calendars.",
      example: "https://playbooks.example/"),
    .defaulted("language", .text, to: "en", "BCP 47 tag of the pages' language."),
    .optional("publisher", .text, "Who publishes the site."),
    .defaulted(
      "ledger", .text, to: ".waymark/ledger.db", "The ledger's file, relative to this one."),
    .defaulted(
      "output", .text, to: "public", "The folder of the built site, relative to this one."),
    .defaulted(
      "integrity", .bool, to: false,
      "Sub-resource integrity for styles and scripts; browsers then refuse them from file://."),
    .optional("rules", .map, "Severity by rule id: error, warning, note or off."),
    .optional(
      "exemptions", .list(.object(Exemption.fields)),
      "Breaches of rules that are allowed, for a time."),
  ]

  /// Finds the workspace that a folder belongs to: the nearest one upwards with `waymark.yaml`.
  ///
  /// - Throws: `no-workspace` with the way to make one, or every problem of `waymark.yaml`.
  public static func find(from start: String) throws(Diagnostics) -> Workspace {
    var folder = start.isEmpty ? "." : start
    for _ in 0..<64 {
      if Files.exists("\(folder)/waymark.yaml") { return try Workspace(folder: folder) }
      guard let real = Files.resolved(folder), real != "/" else { break }
      folder = folder == "." ? ".." : "\(folder)/.."
    }
    throw Diagnostics(
      Diagnostic(
        "no-workspace", "there is no waymark.yaml in `\(start)` or above it",
        help: "make a workspace with `waymark init`, or name one with `--workspace`"))
  }

  /// Opens a workspace whose folder is known.
  public init(folder: String) throws(Diagnostics) {
    let path = folder == "." ? "waymark.yaml" : "\(folder)/waymark.yaml"
    let bytes = try Files.bytes(at: path, atMost: SourceText.largest)
    let source = try SourceText(file: path, bytes: bytes)
    var (settings, diagnostics) = ConfigurationReader.settings(source, fields: Self.fields)
    diagnostics += SettingsProblems.all(settings, file: path, text: bytes)
    if diagnostics.containsError { throw Diagnostics(diagnostics) }
    let base = settings["baseURL"]?.text
    self.folder = folder
    self.settings = Settings(
      title: settings["title"]?.text ?? "", description: settings["description"]?.text ?? "",
      baseURL: base.map { $0.hasSuffix("/") ? $0 : $0 + "/" },
      language: settings["language"]?.text ?? "en",
      publisher: settings["publisher"]?.text,
      ledger: settings["ledger"]?.text ?? ".waymark/ledger.db",
      output: settings["output"]?.text ?? "public",
      hasIntegrity: settings["integrity"] == .bool(true),
      rules: Dictionary(
        (settings["rules"]?.object?.members ?? []).map { ($0.name, $0.value.text ?? "") },
        uniquingKeysWith: { $1 }),
      exemptions: (settings["exemptions"]?.items ?? []).compactMap(Exemption.init(stated:)))
  }

  /// A path inside the workspace, for the user to read and for the system to open.
  public func path(_ relative: String) -> String {
    relative.hasPrefix("/") ? relative : folder == "." ? relative : "\(folder)/\(relative)"
  }

  /// A path inside the workspace that the program writes by itself.
  ///
  /// - Throws: `link-out-of-workspace` when a link on the way leads elsewhere.
  func own(_ relative: String) throws(Diagnostics) -> String {
    let path = path(relative)
    guard !relative.hasPrefix("/"), !relative.split(separator: "/").contains("..") else {
      throw Diagnostics(
        Diagnostic(
          "path-out-of-workspace", "`\(relative)` is no path inside the workspace",
          help: "run `waymark verify`: the ledger was not written by Waymark"))
    }
    var there = path
    while !Files.exists(there), !Files.isLink(there), let slash = there.lastIndex(of: "/") {
      there = String(there[..<slash])
    }
    guard let root = Files.resolved(folder), Files.exists(there) || Files.isLink(there) else {
      return path
    }
    guard let target = Files.resolved(there), target == root || target.hasPrefix(root + "/") else {
      throw Diagnostics(
        Diagnostic(
          "link-out-of-workspace", "`\(there)` leads out of the workspace",
          help: "put a folder or file of the workspace there; nothing was written"))
    }
    return path
  }

  /// Opens the ledger.
  public func ledger(_ mode: Ledger.Mode) throws(Diagnostics) -> Ledger {
    let path = path(settings.ledger)
    if let ledger = held.ledger(at: path) { return ledger }
    do throws(LedgerError) {
      let ledger = try Ledger.open(at: path, mode: mode)
      if mode == .readWrite { held.keep(ledger, at: path) }
      return ledger
    } catch {
      throw Diagnostics(error.diagnostic)
    }
  }

  /// The same for those who only read, with a ledger that is open already.
  func reading(_ ledger: Ledger) -> Workspace {
    var workspace = self
    workspace.held = HeldLedger()
    workspace.held.keep(ledger, at: path(settings.ledger))
    return workspace
  }

  /// Makes a workspace in a folder: `waymark.yaml`, `records/` and a `.gitignore`.
  ///
  /// Nothing that is there is overwritten.
  public static func create(in folder: String, title: String) throws(Diagnostics) -> [String] {
    let path = "\(folder)/waymark.yaml"
    guard !Files.exists(path) else {
      throw Diagnostics(
        Diagnostic(
          "workspace-exists", "`\(path)` is there already", help: "use the workspace as it is"))
    }
    let quoted = String(decoding: JSONText.canonical(.string(title)), as: UTF8.self)
    try Files.write(
      Array("title: \(quoted)\ndescription: Runbooks, release notes and what was learned.\n".utf8),
      to: path)
    try Files.makeFolder("\(folder)/records")
    var made = [path, "\(folder)/records/"]
    if !Files.exists("\(folder)/.gitignore") {
      try Files.write(
        Array("public/\n.waymark/\n*.db\n*.db-wal\n*.db-shm\n".utf8), to: "\(folder)/.gitignore")
      made.append("\(folder)/.gitignore")
    }
    return made
  }
}
