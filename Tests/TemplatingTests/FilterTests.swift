import Primitives
import Templating
import Testing

/// Laws over the registry of filters.
@Suite("filters") struct FilterTests {
  @Test func examplesPrintWhatTheySay() throws {
    for filter in TemplateFilter.all {
      #expect(!filter.examples.isEmpty, "\(filter.name)")
      for example in filter.examples {
        let field = FieldShape("x", example.shape, isOptional: example.template.contains("default"))
        let output = try rendered(example.template, [field], Object([("x", example.value)]))
        #expect(output == example.output, "\(filter.name)")
      }
    }
  }

  @Test func registryIsSound() {
    #expect(Set(TemplateFilter.all.map(\.name)).count == TemplateFilter.all.count)
    for filter in TemplateFilter.all {
      #expect(!filter.meaning.isEmpty && !filter.meaning.hasSuffix("."))
      #expect(TemplateFilter.named(filter.name)?.meaning == filter.meaning)
      #expect(TemplateFilter.reference.contains("| `\(filter.name)` |"))
    }
  }

  /// Records can hold anything; no filter may trap on it.
  @Test func nothingTraps() throws {
    let texts = [
      "", "P", "PT", "T", "-", "2024-", "2024-13-99", "Q", "P9Z", "\u{0}", "…", "🚧",
      "PT99999999999999999999M",
    ]
    for filter in TemplateFilter.all {
      for example in filter.examples.prefix(1) {
        guard case .string = example.value else { continue }
        let field = FieldShape("x", example.shape, isOptional: example.template.contains("default"))
        for text in texts { _ = try rendered(example.template, [field], ["x": .string(text)]) }
      }
    }
  }
}
