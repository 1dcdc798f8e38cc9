import Primitives

/// Goes through a JUnit XML file, with one suite in memory at a time.
struct JUnitReader {
  private var scanner: XMLScanner
  /// All cases together.
  private(set) var whole = JUnitReport()
  /// Those that stand in no suite; `nil` where each has one.
  private(set) var loose: (report: JUnitReport, before: Int)?
  /// How many top-level suites there are.
  private(set) var suites = 0
  private(set) var warnings: [Diagnostic] = []
  /// Suites that are open, with what was counted when they opened.
  private var open: [(tag: XMLTag, before: [JUnitReport.Result: Int])] = []
  /// The top-level suite that is open.
  private var suite: JUnitReport?
  private let isAgain: Bool

  /// A report with more of them than that is told of once.
  private static let mostWarnings = 1000

  /// - `isAgain`: whether the file was read before: then only its suites count.
  init(_ bytes: ImportSource, file: String, isAgain: Bool = false) throws(Diagnostics) {
    scanner = try XMLScanner(bytes, file: file, isChecked: isAgain)
    self.isAgain = isAgain
  }

  /// Reads to the end of the file; hands over each top-level suite at its end.
  mutating func read(_ take: (JUnitReport) throws -> Void = { _ in }) throws {
    var test: (tag: XMLTag, result: JUnitReport.Result, message: String?)?
    var root: XMLTag?
    while let event = try scanner.next() {
      switch event {
      case .start(let tag):
        if root == nil {
          guard tag.name == "testsuites" || tag.name == "testsuite" else { throw stranger(tag) }
          root = tag
        }
        switch tag.name {
        case "testsuite", "testsuites": begin(tag)
        case "testcase": test = (tag, .passed, nil)
        case "failure", "error", "skipped", "rerunFailure", "flakyFailure":
          guard let result = Self.result(tag.name), let current = test else { break }
          // The message goes with the worst result, and with the first of equally bad ones.
          let isWorse = result.rawValue > current.result.rawValue
          test?.result = isWorse ? result : current.result
          if isWorse { test?.message = tag["message"].flatMap(Self.firstLine) }
        default: break
        }
      case .end("testcase"):
        if let done = test { count(done.tag, done.result, done.message) }
        test = nil
      case .end("testsuite"), .end("testsuites"):
        finish()
        if let suite, !isInSuite {
          try take(suite)
          self.suite = nil
        }
      case .end: break
      case .text(let text):
        // Where the attribute is absent, the element's text begins with the message.
        if let current = test, current.result == .failed || current.result == .error,
          current.message == nil
        {
          test?.message = Self.firstLine(text)
        }
      }
    }
  }

  /// What an element of a case says; results of earlier tries of a case that passed say nothing.
  private static func result(_ name: String) -> JUnitReport.Result? {
    switch name {
    case "failure": .failed
    case "error": .error
    case "skipped": .skipped
    default: nil
    }
  }

  private static func firstLine(_ text: String) -> String? {
    let line = text.split(whereSeparator: \.isNewline).first { $0.contains { !$0.isWhitespace } }
    return line.map { oneLine(String($0.prefix(300))) }
  }

  /// The words of a text with one blank between them: names in reports hold line breaks too.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: { $0.isWhitespace || $0.asciiValue.map { $0 < 32 } ?? false })
      .joined(separator: " ")
  }

  private var isInSuite: Bool { open.contains { $0.tag.name == "testsuite" } }

  private mutating func begin(_ tag: XMLTag) {
    if tag.name == "testsuite", !isInSuite {
      suites += 1
      suite = JUnitReport()
      suite?.name = Self.oneLine(String((tag["name"] ?? "").prefix(200)))
    }
    if let text = tag["timestamp"] {
      whole.times.add(text, at: tag.offset)
      suite?.times.add(text, at: tag.offset)
    }
    open.append((tag, whole.counts))
  }

  private mutating func count(_ tag: XMLTag, _ result: JUnitReport.Result, _ message: String?) {
    if !isAgain { whole.add(tag, result, message: message) }
    if isInSuite {
      suite?.add(tag, result, message: message)
    } else if !isAgain {
      loose = loose ?? (JUnitReport(), suites)
      loose?.report.add(tag, result, message: message)
    }
  }

  /// Compares what a suite claims with the cases within it.
  private mutating func finish() {
    guard let (tag, before) = open.popLast(), !isAgain else { return }
    var wrong: [String] = []
    for name in ["tests", "failures", "errors", "skipped"] {
      guard let text = tag[name], let stated = Int(text) else { continue }
      let counted = JUnitReport.count(name, in: whole.counts) - JUnitReport.count(name, in: before)
      if counted != stated { wrong.append("\(name) \(stated), counted \(counted)") }
    }
    guard !wrong.isEmpty, warnings.count < Self.mostWarnings else { return }
    warnings.append(
      scanner.diagnostic(
        "counts-differ", .warning,
        "the \(tag.name) \(tag["name"].map { "`\($0)` " } ?? "")states \(wrong.joined(separator: "; "))",
        at: tag.offset, "the cases were counted; what the attributes say is not used",
        length: tag.name.utf8.count + 1))
  }

  /// A diagnostic about a place in the file.
  func note(_ id: String, _ message: String, at offset: Int, help: String) -> Diagnostic {
    scanner.diagnostic(id, .note, message, at: offset, help)
  }

  private func stranger(_ tag: XMLTag) -> Diagnostics {
    let others = [
      "TestRun": "a Visual Studio report (.trx)", "assemblies": "an xUnit.net report",
      "test-run": "an NUnit report", "checkstyle": "a Checkstyle report",
      "coverage": "a coverage report", "html": "a web page", "robot": "a Robot Framework report",
      "testExecutions": "a SonarQube report",
    ]
    return Diagnostics(
      scanner.diagnostic(
        "not-junit", .error,
        "the root element is `\(tag.name)`, not `testsuites` or `testsuite`"
          + (others[tag.name].map { ": this is \($0)" } ?? ""), at: tag.offset,
        "have the tests write JUnit XML, such as `pytest --junit-xml=report.xml`",
        length: tag.name.utf8.count + 1))
  }
}
