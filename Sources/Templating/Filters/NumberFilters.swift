import Primitives

extension TemplateFilter {
  static let count = TemplateFilter(
    "count", accepts: ["number", "list"], arguments: .exactly(2), result: .shape(.text),
    meaning: "a number or the length of a list with its noun, singular and plural",
    examples: [
      Example("{{ x | count \"step\" \"steps\" }}", .number, 3, "3 steps"),
      Example("{{ x | count \"step\" \"steps\" }}", .number, 1, "1 step"),
      Example("{{ x | count \"step\" \"steps\" }}", .list(.text), ["a", "b"], "2 steps"),
      Example("{{ x | count \"step\" \"steps\" }}", .list(.text), [], "0 steps"),
    ],
    transform: { value, arguments in
      let number: Value = if case .list(let items) = value { .int(items.count) } else { value }
      let text = Plain.text(number)
      guard let noun = text == "1" ? arguments.first : arguments.last else { return .string(text) }
      return .string("\(text) \(Plain.text(noun))")
    })

  static let length = TemplateFilter(
    "length", accepts: ["list"], result: .shape(.number), meaning: "how many items a list has",
    examples: [Example("{{ x | length }}", .list(.text), ["a", "b"], "2")],
    transform: { value, _ in .int(value.items.count) })

  static let percent = TemplateFilter(
    "percent", accepts: ["number"], result: .shape(.text),
    meaning: "a proportion from 0 to 1 in percent, with at most one decimal",
    examples: [
      Example("{{ x | percent }}", .number, 0.25, "25 %"),
      Example("{{ x | percent }}", .number, 0.3333, "33.3 %"),
      Example("{{ x | percent }}", .number, 1, "100 %"),
      Example("{{ x | percent }}", .number, 0, "0 %"),
    ],
    transform: { value, _ in
      guard let number = value.number, number.isFinite else { return value }
      return .string("\(Plain.decimal((number * 1000).rounded() / 10)) %")
    })

  static let yesno = TemplateFilter(
    "yesno", accepts: ["bool"], result: .shape(.text), meaning: "\"yes\" or \"no\"",
    examples: [
      Example("{{ x | yesno }}", .bool, true, "yes"),
      Example("{{ x | yesno }}", .bool, false, "no"),
    ],
    transform: { value, _ in .string(Plain.text(value)) })
}
