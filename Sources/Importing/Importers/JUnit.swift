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
  @Sendable static func result(_ bytes: [UInt8], _ options: ImportOptions) -> ImportResult {
    let said: Said
    var reader: JUnitReader
    do throws(Diagnostics) {
      said = try Said(options)
      reader = try JUnitReader(bytes, file: options.file)
      try reader.read()
    } catch {
      return ImportResult(
        account: ImportAccount(read: 1, diagnosed: 1), diagnostics: error.all)
    }
    var diagnostics = reader.warnings
    let digest = Digest(of: bytes)
    var observations: [Observation] = []
    var suites = said.isBySuite ? reader.suites : [reader.whole]
    if said.isBySuite, suites.isEmpty { suites = [reader.whole] }
    for suite in suites {
      let name = said.isBySuite && !suite.name.isEmpty ? suite.name : said.suite
      // A suite without a time stamp of its own ran when its report says.
      let stamps = suite.timestamps.isEmpty ? reader.whole.timestamps : suite.timestamps
      guard let ranAt = said.ranAt ?? time(stamps, reader, &diagnostics) else {
        diagnostics.append(
          Diagnostic(
            "missing-time", "\(options.file) does not say when the tests ran",
            help: "say --ran-at 2025-04-02T09:30:00Z"))
        continue
      }
      observations.append(
        observation(suite, named: name, ranAt, said, options.file, digest))
    }
    return ImportResult(
      observations: observations,
      account: ImportAccount(
        read: suites.count, imported: observations.count,
        diagnosed: suites.count - observations.count),
      diagnostics: once(diagnostics))
  }

  /// Each problem once, and of times without offset the first: a report has them everywhere.
  private static func once(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    var hasTime = false
    return diagnostics.filter { diagnostic in
      if diagnostic.id == "time-without-offset" {
        defer { hasTime = true }
        return !hasTime
      }
      return seen.insert(diagnostic).inserted
    }
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

  /// The earliest time stamp that can be read, in UTC.
  private static func time(
    _ stamps: [(text: String, offset: Int)], _ reader: JUnitReader, _ notes: inout [Diagnostic]
  ) -> Instant? {
    var earliest: Instant?
    var assumed: (text: String, offset: Int)?
    for stamp in stamps {
      // Surefire writes `2021-03-07T10:36:56 UTC`.
      let text = stamp.text.hasSuffix(" UTC") ? stamp.text.dropLast(4) + "Z" : stamp.text[...]
      let exact = Instant(String(text))
      guard let instant = exact ?? Instant(text + "Z") else { continue }
      if exact == nil, assumed == nil { assumed = stamp }
      if earliest.map({ instant < $0 }) ?? true { earliest = instant }
    }
    if let assumed {
      notes.append(
        reader.note(
          "time-without-offset", "the time \(assumed.text) has no offset; it is taken for UTC",
          at: assumed.offset, help: "say --ran-at with the offset if that is wrong"))
    }
    return earliest
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
