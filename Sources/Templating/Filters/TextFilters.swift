import Primitives

extension TemplateFilter {
  static let join = TemplateFilter(
    "join", accepts: ["list of text", "list of version", "list of code"], arguments: .exactly(1),
    result: .shape(.text),
    meaning:
      "the items of a list with a text between them; needs a default, as a list may be empty",
    examples: [
      Example("{{ x | join \", \" | default \"none\" }}", .list(.text), ["a", "b_c"], "a, b\\_c"),
      Example("{{ x | join \", \" | default \"none\" }}", .list(.text), [], "none"),
    ],
    transform: { value, arguments in
      .string(value.texts.joined(separator: arguments.first?.text ?? ""))
    })

  static let lower = TemplateFilter(
    "lower", accepts: words, result: .same, meaning: "all letters small",
    examples: [Example("{{ x | lower }}", .text, "Blue Green", "blue green")],
    transform: { value, _ in mapText(value) { $0.lowercased() } })

  static let upper = TemplateFilter(
    "upper", accepts: words, result: .same, meaning: "all letters capital",
    examples: [Example("{{ x | upper }}", .text, "sev1", "SEV1")],
    transform: { value, _ in mapText(value) { $0.uppercased() } })

  static let sentence = TemplateFilter(
    "sentence", accepts: ["text", "markdown"], result: .same,
    meaning: "a sentence: the first letter capital, one full stop at the end",
    examples: [
      Example("{{ x | sentence }}", .text, "drain the pool", "Drain the pool."),
      Example("{{ x | sentence }}", .text, "Done..", "Done."),
      Example("{{ x | sentence }}", .text, "really?", "Really?"),
    ],
    transform: { value, _ in mapText(value, asSentence) })

  static let label = TemplateFilter(
    "label", accepts: words, result: .shape(.text),
    meaning: "a name in kebab-case, snake_case or camelCase as words",
    examples: [
      Example("{{ x | label }}", .text, "in-place", "In place"),
      Example("{{ x | label }}", .text, "restoreOnly", "Restore only"),
      Example("{{ x | label }}", .text, "known_issue", "Known issue"),
    ],
    transform: { value, _ in mapText(value, asLabel) })

  static let anchor = TemplateFilter(
    "anchor", accepts: words, result: .style(.raw),
    meaning: "a slug for ids and the part of an address after `#`",
    examples: [Example("{{ x | anchor }}", .text, "Drain the Pool!", "drain-the-pool")],
    transform: { value, _ in mapText(value) { Slug.nearest(to: $0) } })
}

private func asSentence(_ text: String) -> String? {
  var scalars = Array(text.unicodeScalars)
  while let last = scalars.last, last.properties.isWhitespace || last == "." {
    scalars.removeLast()
  }
  while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
  guard let first = scalars.first, let last = scalars.last else { return "" }
  var sentence = first.properties.titlecaseMapping
  sentence.unicodeScalars.append(contentsOf: scalars.dropFirst())
  if !"?!:;…".unicodeScalars.contains(last) { sentence += "." }
  return sentence
}

private func asLabel(_ text: String) -> String? {
  var words: [UInt8] = []
  var previous: UInt8 = 0
  for byte in text.utf8 {
    let isCapital = (65...90).contains(byte)
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") {
      words.append(32)
    } else if isCapital, (97...122).contains(previous) {
      words.append(32)
      words.append(byte + 32)
    } else {
      words.append(byte)
    }
    previous = byte
  }
  if let first = words.first, (97...122).contains(first) { words[0] = first - 32 }
  return String(decoding: words, as: UTF8.self)
}
