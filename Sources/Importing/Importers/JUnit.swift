import Primitives
import Records

extension Importer {
  /// Test reports as compatibility results.
  static let junit = Importer(
    "junit", title: "JUnit XML", formats: ["*.xml"],
    documentation: """
      Reads a test report in JUnit XML, as pytest, unittest, Jest, PHPUnit, Surefire and others \
      write it, and makes one compatibility observation of it: whether `subject` works with \
      `counterpart`. Counts come from the cases, never from the attributes of the suites; where the \
      two differ, a warning says so. Of several results of one case the worst counts; a case that \
      stands twice counts twice. A report without cases is `unknown`, one in which everything was \
      skipped is `skip`: neither is a pass.
      """,
    options: [
      Option(
        "subject", "What was tested, and its version.", isRequired: true,
        example: "djangorestframework@3.16.1"),
      Option(
        "counterpart", "What it was tested against, and its version.", isRequired: true,
        example: "django@5.2"),
      Option("suite", "The name of the tests; `default` when absent.", example: "unit"),
      Option("environment", "Where they ran; `default` when absent.", example: "python-3.13"),
      Option(
        "ran-at", "When they ran; the report's own time stamp when absent.",
        example: "2025-04-02T09:30:00Z"),
      Option(
        "by-suite", "Write true for one observation a top-level suite, named after it.",
        example: "true"),
      Option("run", "The name of the run.", example: "ci-1234"),
      Option("url", "Where the report is.", example: "https://example.org/report.xml"),
    ],
    reading: JUnit.result)
}

/// Turns what a report states into observations.
private enum JUnit {
  /// Reads the file once to know all of it, and again for its suites where each is an observation.
  @Sendable static func result(
    _ bytes: ImportSource, _ options: ImportOptions, _ take: (Observation) throws -> Void
  ) throws -> ImportResult {
    do {
      let said = try Said(options)
      var digest = RunningDigest()
      try bytes.forEachPart { digest.update($0) }
      var reader = try JUnitReader(bytes, file: options.file)
      try reader.read()
      var writer = Writer(said, options.file, digest.digest, reader)
      if said.isBySuite, reader.suites > 0 || reader.loose != nil {
        var again = try JUnitReader(bytes, file: options.file, isAgain: true)
        var count = 0
        func takeLoose() throws {
          guard let loose = reader.loose, loose.before == count else { return }
          try writer.write(loose.report, take)
        }
        try takeLoose()
        try again.read { suite in
          try writer.write(suite, take)
          count += 1
          try takeLoose()
        }
      } else {
        try writer.write(reader.whole, take)
      }
      return ImportResult(
        account: ImportAccount(
          read: writer.read, imported: writer.imported, diagnosed: writer.read - writer.imported),
        diagnostics: once(reader.warnings + writer.diagnostics))
    } catch let error as Diagnostics {
      return ImportResult(
        account: ImportAccount(read: 1, diagnosed: 1), diagnostics: error.all)
    }
  }

  /// Makes observations of suites.
  private struct Writer {
    private(set) var read = 0
    private(set) var imported = 0
    private(set) var diagnostics: [Diagnostic] = []
    private let said: Said
    private let file: String
    private let digest: Digest
    private let reader: JUnitReader

    init(_ said: Said, _ file: String, _ digest: Digest, _ reader: JUnitReader) {
      (self.said, self.file, self.digest, self.reader) = (said, file, digest, reader)
    }

    mutating func write(
      _ suite: JUnitReport, _ take: (Observation) throws -> Void
    ) throws {
      read += 1
      let name = said.isBySuite && !suite.name.isEmpty ? suite.name : said.suite
      // A suite without a time stamp of its own ran when its report says.
      let times = suite.times.count == 0 ? reader.whole.times : suite.times
      guard let ranAt = said.ranAt ?? time(times) else {
        let problem = Diagnostic(
          "missing-time", "\(file) does not say when the tests ran",
          help: "say --ran-at 2025-04-02T09:30:00Z")
        if !diagnostics.contains(problem) { diagnostics.append(problem) }
        return
      }
      imported += 1
      try take(JUnit.observation(suite, named: name, ranAt, said, file, digest))
    }

    /// The earliest time, with a note where its offset had to be assumed.
    private mutating func time(_ times: JUnitReport.Times) -> Instant? {
      if let assumed = times.assumed, !diagnostics.contains(where: { $0.severity == .note }) {
        diagnostics.append(
          reader.note(
            "time-without-offset",
            "the time \(assumed.text) has no offset; it is taken for UTC", at: assumed.offset,
            help: "say --ran-at with the offset if that is wrong"))
      }
      return times.earliest
    }
  }

  /// Each problem once.
  private static func once(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }
  }

  /// What the options say, checked.
  private struct Said {
    let subject: VersionedComponent
    let counterpart: VersionedComponent
    let suite: String
    let environment: String
    let ranAt: Instant?
    let isBySuite: Bool
    let run: String?
    let url: String?

    init(_ options: ImportOptions) throws(Diagnostics) {
      var problems: [Diagnostic] = []
      func bad(_ name: String, _ help: String) {
        problems.append(
          Diagnostic("bad-option", "`\(options[name] ?? "")` is nothing for --\(name)", help: help))
      }
      let form = "write the component's id, @ and the version, such as django@5.2"
      let subject = options["subject"].flatMap { VersionedComponent($0) }
      if subject == nil { bad("subject", form) }
      let counterpart = options["counterpart"].flatMap { VersionedComponent($0) }
      if counterpart == nil { bad("counterpart", form) }
      ranAt = options["ran-at"].flatMap { Instant($0) }
      if ranAt == nil, options["ran-at"] != nil {
        bad("ran-at", "write a date and time with its offset, such as 2025-04-02T09:30:00Z")
      }
      isBySuite = options["by-suite"] == "true"
      if !isBySuite, let other = options["by-suite"], other != "false" {
        bad("by-suite", "write true or false")
      }
      url = options["url"]
      if let url, !url.hasPrefix("https://"), !url.hasPrefix("http://") {
        bad("url", "write an address that starts with https://")
      }
      run = options["run"]
      suite = options["suite"] ?? "default"
      environment = options["environment"] ?? "default"
      guard let subject, let counterpart, problems.isEmpty else { throw Diagnostics(problems) }
      self.subject = subject
      self.counterpart = counterpart
    }
  }

  private static func observation(
    _ suite: JUnitReport, named name: String, _ ranAt: Instant, _ said: Said, _ file: String,
    _ digest: Digest
  ) -> Observation {
    var fields: Object = [
      "subject": said.subject.value, "counterpart": said.counterpart.value,
      "suite": .string(name), "environment": .string(said.environment),
      "outcome": .string(suite.outcome), "basis": "tested",
      "counts": [
        "tests": .int(suite.cases), "passed": .int(suite[.passed]),
        "failures": .int(suite[.failed]), "errors": .int(suite[.error]),
        "skipped": .int(suite[.skipped]),
      ],
    ]
    if let milliseconds = suite.milliseconds {
      let seconds = milliseconds.rounded() / 1000
      // As a reader of the written number would have it, so that both are one observation.
      let isWhole = seconds == seconds.rounded()
      fields.append("durationSeconds", isWhole ? .int(Int(seconds)) : .double(seconds))
    }
    fields.append("ranAt", .string(ranAt.description))
    if let run = said.run { fields.append("runID", .string(run)) }
    if let url = said.url { fields.append("sourceURL", .string(url)) }
    fields.append("sourceFile", .string(file.split(separator: "/").last.map(String.init) ?? file))
    fields.append("sourceDigest", .string(digest.hex))
    if let message = suite.commonMessage { fields.append("message", .string(message)) }
    if suite.duplicates > 0 {
      fields.append(
        "notes", .string("\(suite.duplicates) of the cases share the name of an earlier one."))
    }
    return Observation(kind: "compatibility", fields: fields)
  }
}
