import Primitives

extension TemplateCompiler {
  /// What the filters of a hole make of its value.
  struct Filtered {
    var shape: Shape
    /// Set if a filter decides how the result is printed.
    var style: Style?
    var chain = FilterChain()
  }

  /// Checks the filters of a hole one after the other; `nil` if one of them is wrong.
  mutating func filtered(_ hole: Hole, _ found: Scope.Found, in place: Place) -> Filtered? {
    var filtered = Filtered(shape: found.shape)
    for call in hole.filters {
      guard let filter = TemplateFilter.named(call.name) else {
        report(
          "unknown-filter", "there is no filter `\(call.name)`", at: call.range, in: place,
          help: suggestion(
            for: call.name, among: TemplateFilter.all.map(\.name), what: "the filters"))
        return nil
      }
      guard apply(filter, call, to: &filtered, of: hole, in: place) else { return nil }
    }
    return filtered
  }

  private mutating func apply(
    _ filter: TemplateFilter, _ call: FilterCall, to filtered: inout Filtered, of hole: Hole,
    in place: Place
  ) -> Bool {
    let isDefault = filter.name == "default"
    guard isDefault || filtered.style == nil else {
      report(
        "wrong-filter", "nothing can be done with the Markdown that the filter before made",
        at: call.range, in: place, help: "put `\(call.name)` before it")
      return false
    }
    guard filtered.style != nil || filter.accepts(filtered.shape) else {
      report(
        "wrong-filter", "`\(call.name)` can't be applied to \(filtered.shape.title)",
        at: call.range,
        in: place, help: wayOut(filter, filtered.shape))
      return false
    }
    guard let arguments = arguments(filter, call, in: place) else { return false }
    if isDefault {
      guard case .text(let text)? = arguments.first else {
        report(
          "wrong-filter", "`default` takes a quoted text", at: call.range, in: place,
          help: "write `default \"…\"`, or use `{{^\(hole.path.text)}}` for more than a text")
        return false
      }
      filtered.chain.fallback = Array(text.utf8)
      return true
    }
    switch filter.result {
    case .same: break
    case .shape(let shape): filtered.shape = shape
    case .style(let style): filtered.style = style
    }
    if filter.name == "fence" {
      filtered.chain.language = arguments.first
    } else {
      filtered.chain.steps.append(.init(transform: filter.transform, arguments: arguments))
    }
    return true
  }

  private func wayOut(_ filter: TemplateFilter, _ shape: Shape) -> String {
    let fitting = TemplateFilter.all.filter { $0.accepts(shape) }.map { "`\($0.name)`" }
    return "it takes \(filter.accepts.joined(separator: ", ")); for \(shape.title) there are "
      + fitting.joined(separator: ", ")
  }

  private mutating func arguments(
    _ filter: TemplateFilter, _ call: FilterCall, in place: Place
  ) -> [FilterChain.Argument]? {
    let (allowed, said) =
      switch filter.arguments {
      case .none: (0...0, "no argument")
      case .exactly(let count): (count...count, count == 1 ? "one argument" : "\(count) arguments")
      case .optional: (0...1, "at most one argument")
      }
    guard allowed.contains(call.arguments.count) else {
      report(
        "wrong-filter", "`\(filter.name)` takes \(said), not \(call.arguments.count)",
        at: call.range, in: place,
        help: filter.examples.first.map { "write it like `\($0.template)`" })
      return nil
    }
    var arguments: [FilterChain.Argument] = []
    for argument in call.arguments {
      switch argument {
      case .text(let text): arguments.append(.text(text))
      case .path(let name):
        guard let found = find(name, in: place) else { return nil }
        guard found.absentAt == nil else {
          report(
            "may-be-absent", "`\(name.text)` may be absent", at: name.range, in: place,
            help: "guard it with `{{#\(name.text)}}…{{/\(name.text)}}` around the tag")
          return nil
        }
        switch found.shape {
        case .text, .code, .version, .any: arguments.append(.path(Int(path(found))))
        default:
          report(
            "wrong-filter", "`\(name.text)` is \(found.shape.title), not text", at: name.range,
            in: place, help: "give a quoted text or the name of a text")
          return nil
        }
      }
    }
    return arguments
  }
}
