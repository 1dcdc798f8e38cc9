import Primitives
import Records

/// A reader of files that other programs write: one value a format, listed in `ImporterCatalog`.
///
/// Nothing is lost silently: imported + excluded + diagnosed = read, for every input.
public struct Importer: Sendable {
  /// The name on the command line, in kebab-case.
  public let name: String
  /// The name in headings.
  public let title: String
  /// What its files are called: `*.xml`.
  public let formats: [String]
  /// What it takes, what it makes of it, and what it leaves out: a paragraph for the manual.
  public let documentation: String
  /// What a user may or must say about a file.
  public let options: [Option]
  private let reading: Reading

  private enum Reading: Sendable {
    case file(FileReading)
    case repository(RepositoryReading)
  }

  /// How a file is read: hands over each observation as it comes, and returns everything else.
  public typealias FileReading =
    @Sendable (ImportSource, ImportOptions, _ take: (Observation) throws -> Void) throws ->
    ImportResult

  /// How the history of a repository is read.
  struct RepositoryReading: Sendable {
    /// Everything that the history states.
    let result: @Sendable (ImportOptions) async throws(Diagnostics) -> ImportResult
    /// What stands for that history: as long as it stays the same, so does the result.
    let state: @Sendable (ImportOptions) async throws(Diagnostics) -> String
  }

  /// Something to say about a file that is not in it.
  public struct Option: Sendable, Hashable {
    /// The name after `--`, in kebab-case.
    public let name: String
    /// One sentence.
    public let meaning: String
    /// Whether nothing can be read without it.
    public let isRequired: Bool
    /// What a value looks like.
    public let example: String

    /// Makes an option.
    public init(_ name: String, _ meaning: String, isRequired: Bool = false, example: String) {
      self.name = name
      self.meaning = meaning
      self.isRequired = isRequired
      self.example = example
    }
  }

  /// Makes an importer; see the properties.
  public init(
    _ name: String, title: String, formats: [String], documentation: String, options: [Option],
    reading: @escaping FileReading
  ) {
    self.name = name
    self.title = title
    self.formats = formats
    self.documentation = documentation
    self.options = options
    self.reading = .file(reading)
  }

  /// Makes an importer that reads the history of a git repository; see the properties.
  init(
    _ name: String, title: String, formats: [String], documentation: String, options: [Option],
    repository: RepositoryReading
  ) {
    self.name = name
    self.title = title
    self.formats = formats
    self.documentation = documentation
    self.options = options
    self.reading = .repository(repository)
  }

  /// Whether it reads the history of a repository instead of a file's bytes.
  public var readsRepositories: Bool {
    if case .repository = reading { true } else { false }
  }

  /// Everything that a file states, all at once; see the other form.
  public func read(_ bytes: [UInt8], _ options: ImportOptions) -> ImportResult {
    var observations: [Observation] = []
    do {
      let result = try read(ImportSource(bytes), options) { observations.append($0) }
      return ImportResult(
        observations: observations, records: result.records, account: result.account,
        diagnostics: result.diagnostics)
    } catch {
      return Self.refused((error as? Diagnostics)?.all ?? [])
    }
  }

  /// Everything that a file states; never executes anything it finds.
  ///
  /// An unknown or missing option is told of and the file counts as one diagnosed entry. After an
  /// error that it tells of, what was handed over before does not count.
  ///
  /// - `take`: gets each observation as it comes: all of them may be more than fits in memory.
  /// - Throws: only what `take` throws.
  public func read(
    _ source: ImportSource, _ options: ImportOptions, each take: (Observation) throws -> Void
  ) throws -> ImportResult {
    let problems = problems(options)
    guard problems.isEmpty else { return Self.refused(problems) }
    switch reading {
    case .file(let reading): return try reading(source, options, take)
    case .repository:
      return Self.refused([
        Diagnostic(
          "not-a-repository", "the importer \(name) reads git repositories, not files",
          help: "name the repository's folder")
      ])
    }
  }

  /// Everything that the history of a repository states; `options.file` names its folder.
  ///
  /// Runs `git` with fixed arguments and nothing that the repository itself names. What makes the
  /// history unusable is told of, and the repository then counts as one diagnosed entry.
  public func read(repository options: ImportOptions) async -> ImportResult {
    let problems = problems(options)
    guard problems.isEmpty, case .repository(let reading) = reading else {
      return problems.isEmpty ? read([], options) : Self.refused(problems)
    }
    do throws(Diagnostics) {
      return try await reading.result(options)
    } catch {
      return Self.refused(error.all)
    }
  }

  /// What stands for a repository's history and the options.
  ///
  /// As long as it is the same, so is what `read(repository:)` finds. Costs a few short runs of git.
  ///
  /// - Throws: what makes the repository or the options unusable.
  public func state(repository options: ImportOptions) async throws(Diagnostics) -> String {
    let problems = problems(options)
    guard problems.isEmpty else { throw Diagnostics(problems) }
    guard case .repository(let reading) = reading else { return "" }
    let values = options.names.map { "\($0)=\(options[$0] ?? "")" }.joined(separator: "\n")
    return try await
      "\(name) \(reading.state(options)) \(Digest(of: values + "\n" + options.file).hex)"
  }

  private static func refused(_ problems: [Diagnostic]) -> ImportResult {
    ImportResult(account: ImportAccount(read: 1, diagnosed: 1), diagnostics: problems)
  }

  private func problems(_ given: ImportOptions) -> [Diagnostic] {
    let names = options.map(\.name)
    let unknown = given.names.filter { !names.contains($0) }.map { name in
      Diagnostic(
        "unknown-option", "`\(name)` is no option of the importer \(self.name)",
        help: Spelling.nearest(to: name, among: names).map { "did you mean `\($0)`?" }
          ?? "the options are \(names.joined(separator: ", "))")
    }
    let missing = options.filter { $0.isRequired && given[$0.name] == nil }.map { option in
      Diagnostic(
        "missing-option", "the importer \(name) needs the option `\(option.name)`",
        help: "say --\(option.name) \(option.example): \(option.meaning)")
    }
    return unknown + missing
  }
}

/// What a user says about a file that is imported.
public struct ImportOptions: Sendable, Hashable {
  /// The file as the user named it.
  public let file: String
  private let values: [String: String]

  /// Makes the options of one file.
  public init(file: String, _ values: [String: String] = [:]) {
    self.file = file
    self.values = values
  }

  /// The value of an option; `nil` if nobody gave one.
  public subscript(name: String) -> String? { values[name] }

  /// The names of the options that were given, sorted.
  public var names: [String] { values.keys.sorted() }
}
