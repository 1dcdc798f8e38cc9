import Primitives
import Records
import Workflows

extension Target {
  /// YAML record files of every kind; what is read is written and read again.
  static let records = Target(
    name: "records", seeds: { Corpus.records }, tokens: Corpus.fieldNames,
    check: { bytes in try read(bytes, file: "x.yaml") })

  /// The same as Markdown with front matter.
  static let markdownRecords = Target(
    name: "markdown-records",
    seeds: {
      Corpus.files("playbooks/records", endingIn: ".md", atMost: 30)
        + Corpus.records.prefix(20).map {
          Array("---\n".utf8) + $0 + Array("\n---\n\nProse.\n".utf8)
        }
    }, tokens: Corpus.fieldNames + ["---\n", "\n---\n\n"],
    check: { bytes in try read(bytes, file: "x.md") })

  private static func read(_ bytes: [UInt8], file: String) throws {
    guard let source = try accepted(bytes, file) else { return }
    for kind in kinds(for: bytes) {
      let contents = RecordReader.contents(source, kind: kind.name, stem: "x")
      try requireSense(contents.diagnostics, of: text(bytes), in: file)
      for draft in contents.drafts {
        guard let kind = KindCatalog.kind(draft.id.kind) else { throw Broken("an unknown kind") }
        try requireRoundTrip(draft, kind, RecordWriter.yaml(draft.fields, kind), "y.yaml")
        if let markdown = RecordWriter.markdown(draft.fields, kind) {
          try requireRoundTrip(draft, kind, markdown, "y.md")
        }
        try require(
          try JSONReader.value(JSONText.canonical(.object(draft.fields))) == .object(draft.fields),
          "canonical JSON is another record")
      }
    }
  }

  /// `waymark fmt`: the same fields, once formatted as good as twice.
  static let format = Target(
    name: "fmt", seeds: { Corpus.records }, tokens: Corpus.fieldNames,
    check: { bytes in
      for (file, bytes) in [("x.yaml", bytes), ("x.md", Array("---\n".utf8) + bytes)] {
        guard let source = try accepted(bytes, file) else { continue }
        let kind = kinds(for: bytes)[0].name
        let before = RecordReader.contents(source, kind: kind, stem: "x")
        do throws(Diagnostics) {
          let once = try RecordFormat.text(of: source, kind: kind, stem: "x")
          let formatted = SourceText(file: file, text: once)
          let after = RecordReader.contents(formatted, kind: kind, stem: "x")
          precondition(after.drafts.map(\.fields) == before.drafts.map(\.fields), "fields changed")
          let twice = try RecordFormat.text(of: formatted, kind: kind, stem: "x")
          precondition(once == twice, "formatting again changes \(once.debugDescription)")
        } catch {
          try require(before.diagnostics.containsError, "a sound file is refused: \(error)")
        }
      }
    })

  private static func requireRoundTrip(
    _ draft: Draft, _ kind: Kind, _ written: [UInt8], _ file: String
  ) throws {
    let again = RecordReader.contents(
      try SourceText(file: file, bytes: written), kind: kind.name, stem: draft.id.id)
    try require(
      again.drafts.first?.fields == draft.fields,
      "reader(writer(x)) is not x: \(again.diagnostics.map(\.text)) in\n"
        + String(decoding: written, as: UTF8.self).prefix(2000))
  }

  /// The text as places in it are counted: without a byte-order mark.
  private static func text(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// The kind that the bytes seem to be of, and another one.
  private static func kinds(for bytes: [UInt8]) -> [Kind] {
    let number = bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff }
    let all = KindCatalog.all
    let drawn = all[number % all.count]
    let named = all.first { kind in
      let own = kind.fields.filter { field in
        !all.contains { $0.name != kind.name && $0.fields.contains { $0.name == field.name } }
      }
      return own.contains { field in contains(bytes, Array("\(field.name):".utf8)) }
    }
    return named.map { $0.name == drawn.name ? [drawn] : [drawn, $0] } ?? [drawn]
  }

  private static func contains(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
    bytes.count >= word.count
      && bytes.indices.dropLast(word.count - 1).contains { bytes[$0...].starts(with: word) }
  }

  /// Files of observations.
  static let observations = Target(
    name: "observations",
    seeds: {
      Corpus.files("playbooks/observations", endingIn: ".yaml", atMost: 4)
        + Corpus.files("Tests/DocumentsTests/Harbor", endingIn: "observations.yaml", atMost: 2)
    }, tokens: ["observation: ", "rows:\n", "compatibility", "benchmark", "usage", "ranAt: "],
    check: { bytes in
      guard let source = try accepted(bytes, "o.yaml") else { return }
      let found = ObservationReader.observations(source)
      try requireSense(found.diagnostics, of: text(bytes), in: "o.yaml")
    })

  /// The text of bytes, or `nil` where they are refused with sensible words.
  private static func accepted(_ bytes: [UInt8], _ file: String) throws -> SourceText? {
    do throws(Diagnostics) {
      return try SourceText(file: file, bytes: bytes)
    } catch {
      try requireSense(error.all, of: bytes, in: file)
      return nil
    }
  }

  /// `waymark.yaml`.
  static let settings = Target(
    name: "settings",
    seeds: {
      [Array("title: A\nrules:\n  change-title: off\nexemptions:\n  - rule: a\n    who: b\n".utf8)]
        + Corpus.files("playbooks", endingIn: "waymark.yaml", atMost: 1)
    }, tokens: Workspace.fields.map { "\($0.name): " },
    check: { bytes in
      guard let source = try accepted(bytes, "waymark.yaml") else { return }
      let found = ConfigurationReader.settings(source, fields: Workspace.fields)
      try requireSense(found.diagnostics, of: text(bytes), in: "waymark.yaml")
    })

  /// A part of a record, with options besides.
  static let fragments = Target(
    name: "fragments", seeds: { Corpus.records }, tokens: Corpus.fieldNames,
    check: { bytes in
      guard let source = try accepted(bytes, "f.md") else { return }
      for kind in KindCatalog.all.prefix(4) {
        let given: Object = ["title": "given", "nonsense": "given", "tags": ["a"]]
        let found = FragmentReader.object(
          source, given: given, fields: kind.fields, in: "a part", body: kind.body)
        try requireSense(found.diagnostics, of: text(bytes), in: "f.md")
      }
    })
}
