import Primitives
import TestSupport
import Testing

@testable import Records

@Suite("Laws of kinds")
struct KindLawTests {
  /// Every list of fields with the place where it stands.
  static let levels: [(place: String, fields: [Field])] =
    KindCatalog.all.flatMap { nested($0.fields, in: $0.name) }
    + ObservationCatalog.all.flatMap { nested($0.fields, in: "observation \($0.name)") }

  static func nested(_ fields: [Field], in place: String) -> [(place: String, fields: [Field])] {
    [(place, fields)]
      + fields.flatMap { field in
        field.type.fields.map { nested($0, in: "\(place).\(field.name)") } ?? []
      }
  }

  @Test("names of kinds are unique and kebab-case")
  func kindNames() {
    let names = KindCatalog.names + ObservationCatalog.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 }, "\(name)")
      #expect(Slug.isValid(name), "\(name)")
    }
  }

  @Test("ids of rules are unique and kebab-case")
  func ruleIDs() {
    let ids = KindCatalog.all.flatMap { $0.rules.map(\.id) }
    #expect(Set(ids).count == ids.count)
    for id in ids { #expect(id.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 }, "\(id)") }
  }

  @Test("field names are unique at each level, lowerCamel, and have a meaning")
  func fields() {
    for (place, fields) in Self.levels {
      let names = fields.map(\.name)
      #expect(Set(names).count == names.count, "\(place)")
      #expect(!fields.isEmpty, "\(place)")
      for field in fields {
        let bytes = Array(field.name.utf8)
        #expect((97...122).contains(bytes[0]), "\(place).\(field.name)")
        #expect(
          bytes.allSatisfy { (97...122).contains($0 | 32) || (48...57).contains($0) },
          "\(place).\(field.name)")
        #expect(
          field.meaning.count > 3 && field.meaning.hasSuffix("."),
          "\(place).\(field.name): \(field.meaning)")
        #expect(!field.meaning.contains("\n"), "\(place).\(field.name)")
      }
    }
  }

  @Test("no kind takes the names that files use for themselves")
  func reservedNames() {
    for kind in KindCatalog.all {
      #expect(!kind.fields.contains { ["record", "rev"].contains($0.name) }, "\(kind.name)")
    }
  }

  @Test("a kind's prose and expected fields are fields of it")
  func namedFields() {
    for kind in KindCatalog.all {
      let names = kind.ownFields.map(\.name)
      for name in kind.expected + [kind.body].compactMap(\.self) {
        #expect(names.contains(name), "\(kind.name): \(name)")
      }
      #expect(!kind.statuses.isEmpty, "\(kind.name)")
    }
  }

  @Test("references name kinds that exist")
  func references() {
    func kinds(_ type: FieldType) -> [String] {
      switch type {
      case .reference(let kinds): kinds
      case .list(let member, _): kinds(member)
      default: []
      }
    }
    for (place, fields) in Self.levels {
      for field in fields {
        for kind in kinds(field.type) {
          #expect(KindCatalog.kind(kind) != nil, "\(place).\(field.name): \(kind)")
        }
      }
    }
  }

  @Test("the sample keeps every rule and round-trips JSON and YAML", arguments: KindCatalog.names)
  func sample(_ name: String) throws {
    let kind = try #require(KindCatalog.kind(name))
    let sample = Sample.record(of: kind)
    for rule in kind.rules {
      #expect(rule.findings(sample).isEmpty, "\(rule.id)")
    }
    let yaml = RecordWriter.yaml(sample, kind)
    let (drafts, problems) = read(yaml, kind)
    #expect(problems.isEmpty, "\(problems.map(\.text).joined())")
    #expect(drafts.first?.fields == sample)
    let json = JSONText.canonical(.object(sample))
    #expect(try JSONReader.value(json) == .object(sample))
  }

  @Test(
    "the sample of an observation is read as it is", arguments: ObservationCatalog.all.map(\.name))
  func observation(_ name: String) throws {
    let kind = try #require(ObservationCatalog.kind(name))
    let sample = Sample.observation(of: kind)
    let json = JSONText.canonical(
      ["observation": .string(name), "rows": [.object(sample)]])
    // JSON is YAML, so one reader serves both.
    let text = String(decoding: json, as: UTF8.self)
    let (rows, problems) = ObservationReader.observations(SourceText(file: "o.yaml", text: text))
    #expect(problems.isEmpty, "\(problems.map(\.text).joined())")
    #expect(rows == [Observation(kind: name, fields: sample)])
  }
}

/// Reads bytes as a file that lies in its kind's folder.
func read(_ bytes: [UInt8], _ kind: Kind, file: String = "example.yaml") -> (
  drafts: [Draft], diagnostics: [Diagnostic]
) {
  do {
    let source = try SourceText(file: file, bytes: bytes)
    return RecordReader.drafts(source, kind: kind.name, stem: "example")
  } catch { return ([], error.all) }
}
