import Primitives
import Templating
import Testing

/// Templates by name, `main` being the one that is used.
func library(_ main: String, _ others: [String: String] = [:]) -> TemplateLibrary {
  var sources = [TemplateSource(name: "main", file: "templates/main.md", bytes: Array(main.utf8))]
  for (name, text) in others.sorted(by: { $0.key < $1.key }) {
    sources.append(
      TemplateSource(name: name, file: "templates/\(name).md", bytes: Array(text.utf8)))
  }
  return TemplateLibrary(sources)
}

/// What a template prints for data of a shape.
func rendered(
  _ main: String, _ fields: [FieldShape], _ data: Object, with others: [String: String] = [:]
) throws -> String {
  let program = try library(main, others).program("main", for: ObjectShape(fields)).get()
  return program.render(data)
}

/// The problems of a template as `line:column id`, or the whole diagnostics.
func problems(
  of main: String, _ fields: [FieldShape], with others: [String: String] = [:]
) -> [Diagnostic] {
  switch library(main, others).program("main", for: ObjectShape(fields)) {
  case .success: []
  case .failure(let failure): failure.all
  }
}

extension Sequence<Diagnostic> {
  /// `line:column id` of each.
  var marks: [String] {
    map { "\($0.range.map { "\($0.line):\($0.column)" } ?? "-") \($0.id)" }
  }
}
