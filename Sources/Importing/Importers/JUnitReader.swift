import Primitives

/// Goes through a JUnit XML file and collects its suites.
struct JUnitReader {
  private var scanner: XMLScanner
  /// One a top-level suite; cases outside of any suite have one of their own.
  private(set) var suites: [JUnitReport] = []
  /// All cases together.
  private(set) var whole = JUnitReport()
  private(set) var warnings: [Diagnostic] = []
  /// Suites that are open, with what was counted when they opened.
  private var open: [(tag: XMLTag, before: [JUnitReport.Result: Int])] = []
  /// The place in `suites` for cases that stand in none.
  private var loose: Int?

  init(_ bytes: [UInt8], file: String) throws(Diagnostics) {
    scanner = try XMLScanner(bytes, file: file)
  }

  /// Reads to the end of the file.
  mutating func read() throws(Diagnostics) {
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
      case .end("testsuite"), .end("testsuites"): finish()
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

  private mutating func begin(_ tag: XMLTag) {
    if tag.name == "testsuite", !open.contains(where: { $0.tag.name == "testsuite" }) {
      suites.append(JUnitReport())
      suites[suites.count - 1].name = Self.oneLine(String((tag["name"] ?? "").prefix(200)))
    }
    if let text = tag["timestamp"] {
      whole.timestamps.append((text, tag.offset))
      if !suites.isEmpty { suites[suites.count - 1].timestamps.append((text, tag.offset)) }
    }
    open.append((tag, whole.counts))
  }

  private mutating func count(_ tag: XMLTag, _ result: JUnitReport.Result, _ message: String?) {
    whole.add(tag, result, message: message)
    let isLoose = !open.contains { $0.tag.name == "testsuite" }
    if isLoose, loose == nil {
      suites.append(JUnitReport())
      loose = suites.count - 1
    }
    suites[isLoose ? loose ?? 0 : suites.count - 1].add(tag, result, message: message)
  }

  /// Compares what a suite claims with the cases within it.
  private mutating func finish() {
    guard let (tag, before) = open.popLast() else { return }
    var wrong: [String] = []
    for name in ["tests", "failures", "errors", "skipped"] {
      guard let text = tag[name], let stated = Int(text) else { continue }
      let counted = JUnitReport.count(name, in: whole.counts) - JUnitReport.count(name, in: before)
      if counted != stated { wrong.append("\(name) \(stated), counted \(counted)") }
    }
    guard !wrong.isEmpty else { return }
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
