import Importing
import Knowledge
import Ledger
import Markup
import Primitives
import Records
import Templating

extension Target {
  private static let filters = [
    "severity<=2 and component=django", "title ~ \"lock\" or not tags=postgres",
    "impact.users>100", "status in (active, stable)", "from>=4.2", "startedAt>=2024-11",
    "not (severity=1 or owner) and rev>2", "plannedRemoval.on<2026-07 and soft=false",
    "recordedAt=2026 or reason~'x'", "timeline.text='a b'",
  ]

  /// Conditions of `list --where`; what is read is written and read again.
  static let filter = Target(
    name: "filter", seeds: { filters.map { Array($0.utf8) } },
    tokens: ["and ", "or ", "not ", "in ", "=", "!=", "<=", ">", "~", "severity", "tags", "a.b.c"],
    check: { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      for kinds in [KindCatalog.all, [KindCatalog.all[bytes.count % KindCatalog.all.count]]] {
        do throws(Diagnostics) {
          let filter = try Filter(parsing: text, kinds: kinds)
          try same(filter, kinds)
        } catch {
          try requireSense(error.all, of: Array("\(text)\n".utf8), in: "--where")
        }
      }
    })

  private static func same(_ filter: Filter, _ kinds: [Kind]) throws(Diagnostics) {
    let printed = filter.description
    let again = try Filter(parsing: printed, kinds: kinds).description
    precondition(again == printed, "`\(printed)` is read as `\(again)`")
    for record in filtered {
      let (left, right) = (
        filter.matches(record) { _ in .pep440 },
        try Filter(parsing: printed, kinds: kinds).matches(record) { _ in .pep440 }
      )
      precondition(left == right, "`\(printed)` finds other records")
    }
  }

  private static let filtered: [Record] = [
    record("incident", ["title": "Locks", "severity": 2, "component": "a", "tags": ["x"]]),
    record("upgrade", ["title": "U", "component": "a", "from": "4.2", "to": "5.2"]),
  ]

  private static func record(_ kind: String, _ fields: Object) -> Record {
    Record(
      id: RecordID(kind: kind, id: "a"), rev: 3, recordedAt: Instant(milliseconds: 0),
      recordedBy: "b", reason: nil, isRetired: false, fields: fields, digest: Digest(of: []))
  }

  /// Words typed into `waymark search`.
  static let words = Target(
    name: "search",
    seeds: { ["blue-green deploy", "5.2 OR NEAR(a b)", "title: \"x\" *"].map { Array($0.utf8) } },
    tokens: ["AND", "OR", "NOT", "NEAR(", "title:", "*", "^", "\"", "+", "{", "}"],
    check: { bytes in
      _ = try ledger.get().search(String(decoding: bytes, as: UTF8.self))
    })

  private static let ledger = Result {
    let ledger = try Ledger.inMemory()
    try ledger.write { transaction in
      for (index, title) in ["Blue-green deploy", "A \"quoted\" * title", "漢字"].enumerated() {
        _ = try transaction.append(
          RecordID(kind: "change", id: "c\(index)"),
          fields: ["id": .string("c\(index)"), "title": .string(title), "details": "Some text."],
          by: "a", reason: nil, at: Instant(milliseconds: 0))
      }
    }
    return ledger
  }

  /// JSON: what is read is written and read again.
  static let json = Target(
    name: "json",
    seeds: {
      [#"{"a":[1,-2.5e3,true,null,"é\u00e9\ud83d\ude00\n"],"b":{"c":{}}}"#, "[[[[]]]]", "0"].map {
        Array($0.utf8)
      }
    }, tokens: ["{", "}", "[", "]", "\"a\":", "\\u0000", "\\ud800", "1e308", "-0", "1E+2", ","],
    check: { bytes in
      let value: Value
      do throws(JSONReader.Problem) { value = try JSONReader.value(bytes) } catch {
        return try require(
          (0...bytes.count).contains(error.offset), "a problem at \(error.offset) of \(bytes.count)"
        )
      }
      // `2.0` is written `2`, so that equal numbers have equal bytes.
      let written = JSONText.canonical(value)
      try require(
        JSONText.canonical(try JSONReader.value(written)) == written, "canonical JSON changes")
      try require(
        JSONText.canonical(try JSONReader.value(JSONText.pretty(value))) == written,
        "pretty JSON is another value")
    })

  /// Versions and ranges of every scheme.
  static let versions = Target(
    name: "versions",
    seeds: {
      [
        "1.2.3", "1!2.0rc1.post2.dev3+local.1", "v2024.04.1", "1.0.0-alpha.1+b", "REL_16_2",
        ">=4.2,<5.3", "==5.2.*", "~=2.2 || ^1.2.3", "vers:pypi/>=1|<2|!=1.5", "===x", "*",
      ].map { Array($0.utf8) }
    },
    tokens: [
      ".", "*", ">=", "<", "!=", "~=", "^", "||", "|", "vers:", "rc", "post", "+", "!", "v",
    ],
    check: { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let half = String(decoding: bytes.prefix(bytes.count / 2), as: UTF8.self)
      for scheme in VersionScheme.allCases {
        let (left, right) = (Version(text, scheme), Version(half, scheme))
        try require(left.isSame(as: left) && !left.isOlder(than: left), "not the same as itself")
        try require(
          !(left.isOlder(than: right) && right.isOlder(than: left)), "older than each other")
        try require(
          left.isSame(as: right) == right.isSame(as: left), "the same only in one direction")
        do throws(VersionRangeProblem) {
          let range = try VersionRange(parsing: text, scheme: scheme)
          _ = range.contains(left) || range.contains(right) || range.overlaps(from: left, to: right)
          _ = range.description
        } catch {
          try require(!error.message.isEmpty, "a problem without words")
        }
      }
    })

  /// Dates, times and durations: what is read is written and read again.
  static let dates = Target(
    name: "dates",
    seeds: {
      [
        "2024-02-29", "2024-11", "2024-Q4", "2024", "2024-11-14T09:30:00.123+01:00", "P1DT2H3M4S",
        "15m", "1h30m",
      ].map { Array($0.utf8) }
    }, tokens: ["-", "T", "Z", "+14:00", "P", "PT", "D", "9999", "0000", "-Q", ":60", "24:00:00"],
    check: { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      if let day = CalendarDate(text) {
        try require(CalendarDate(day.description) == day, "\(day) is another day")
        try require(CalendarDate(daysSinceEpoch: day.daysSinceEpoch) == day, "\(day) miscounted")
        _ = day.adding(days: 400)
      }
      if let date = PartialDate(text) {
        try require(PartialDate(date.description) == date, "\(date) is another date")
      }
      if let instant = Instant(text) {
        try require(Instant(instant.description) == instant, "\(instant) is another instant")
        _ = instant.day
      }
      if let span = Span(text) {
        try require(Span(span.description) == span, "\(span) is another span")
      }
    })

  /// Reports of other tools.
  static let importers: [Target] = ImporterCatalog.all.map { importer in
    Target(
      name: "import-\(importer.name)", seeds: { Reports.seeds.map { Array($0.utf8) } },
      tokens: [
        "<testsuite ", "<testcase ", "</", "<![CDATA[", "]]>", "<!DOCTYPE x [", "&lt;", "&#0;",
        "&#x110000;", "<?x ", "<!--",
      ],
      check: { bytes in
        let result = importer.read(
          bytes, ImportOptions(file: "report", Reports.options(of: importer)))
        try requireSense(result.diagnostics, of: bytes, in: "report")
        let account = result.account
        try require(
          account.read == account.imported + account.excluded.count + account.diagnosed,
          "an entry is not accounted for: \(account)")
      })
  }
}

/// What the fuzzing of importers starts from.
private enum Reports {
  /// What each importer has to be told, by the examples that it gives itself.
  static func options(of importer: Importer) -> [String: String] {
    Dictionary(
      importer.options.filter(\.isRequired).map { ($0.name, $0.example) }, uniquingKeysWith: { $1 })
  }

  static let seeds: [String] = [
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites><testsuite name="unit" tests="2" failures="1" timestamp="2025-11-14T09:30:00Z">
    <testcase name="a" classname="m" time="0.1"/>
    <testcase name="b" classname="m"><failure message="no &lt; yes">trace</failure></testcase>
    <testcase name="c"><skipped/><system-out><![CDATA[x]]></system-out></testcase>
    </testsuite></testsuites>
    """,
    "features:\n  - |\n    Adds a thing.\nfixes: [One, Two]\n",
    "---\n\"@scope/name\": minor\n---\n\nAdds a thing.\n",
    "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing (#12)\n\n## 1.0.0 - 2024-02-29\n",
    "{\"id\": \"A-1\", \"affected\": [{\"ranges\": [{\"events\": [{\"introduced\": \"0\"}]}]}]}",
    "django==5.2.1 --hash=sha256:00\nrequests[security]>=2,<3 ; python_version >= '3.9'\n",
    "[[package]]\nname = \"a\"\nversion = \"1.0\"\n",
  ]
}
