import Primitives
import Records
import TestSupport
import Testing

@testable import Importing

@Suite("Laws of importers")
struct ImporterLawTests {
  @Test("names are unique and kebab-case, and everything is told")
  func named() {
    let names = ImporterCatalog.all.map(\.name)
    #expect(Set(names).count == names.count)
    for importer in ImporterCatalog.all {
      #expect(Slug.isValid(importer.name))
      #expect(!importer.title.isEmpty && !importer.formats.isEmpty)
      #expect(importer.documentation.count > 80 && importer.documentation.hasSuffix("."))
      let options = importer.options.map(\.name)
      #expect(Set(options).count == options.count)
      for option in importer.options {
        #expect(option.meaning.hasSuffix(".") && !option.example.isEmpty, "\(option.name)")
      }
    }
  }

  /// Options with every example filled in.
  static func examples(_ importer: Importer) -> ImportOptions {
    ImportOptions(
      file: "input",
      Dictionary(importer.options.map { ($0.name, $0.example) }, uniquingKeysWith: { $1 }))
  }

  @Test("missing options are told of", arguments: ImporterCatalog.all.map(\.name))
  func missing(_ name: String) throws {
    let importer = try #require(ImporterCatalog.importer(name))
    let result = importer.read([], ImportOptions(file: "input"))
    let required = importer.options.filter(\.isRequired)
    #expect(result.diagnostics.filter { $0.id == "missing-option" }.count == required.count)
    #expect(result.account.isBalanced)
  }

  @Test("random and damaged input is accounted for, and never traps", arguments: Seeds.first(200))
  func hostile(_ seed: Int) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "<testsuites>", "</testsuites>", "<testsuite name='a' tests='2'>", "</testsuite>",
      "<testcase name='x' time='1e400'>", "<testcase time=\"-1\"/>", "</testcase>", "<failure/>",
      "<error message='&#10;'>", "</error>", "<skipped/>", "<![CDATA[", "]]>", "<!--", "-->", "<?",
      "?>", "&amp;",
      "&x;", "&#x110000;", "&#0;", "<", ">", "\"", "'", "=", "\n", "é", "\u{0}", "<!DOCTYPE", "[",
      "/>",
    ]
    let text = (0..<random.number(0...40)).map { _ in random.pick(pieces) }.joined()
    let starts = random.oneIn(2) ? "<testsuites>" : ""
    for importer in ImporterCatalog.all {
      let result = importer.read(Array((starts + text).utf8), Self.examples(importer))
      #expect(result.account.isBalanced)
      if result.account.diagnosed > 0 { #expect(result.diagnostics.containsError) }
      for observation in result.observations { expectReads(observation) }
    }
  }
}

/// Expects an observation to be what its kind asks for, by reading it as a file.
func expectReads(_ observation: Observation, sourceLocation: SourceLocation = #_sourceLocation) {
  let json = JSONText.canonical(
    ["observation": .string(observation.kind), "rows": [.object(observation.fields)]])
  let source = SourceText(file: "o.yaml", text: String(decoding: json, as: UTF8.self))
  let (rows, problems) = ObservationReader.observations(source)
  #expect(
    problems.isEmpty, "\(problems.map(\.text).joined())", sourceLocation: sourceLocation)
  #expect(rows == [observation], sourceLocation: sourceLocation)
}
