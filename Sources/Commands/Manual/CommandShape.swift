import Primitives

/// A command as the parser defines it: what a manual page says of it.
struct CommandShape {
  /// The words that call it: `waymark`, `lesson`, `add`.
  let words: [String]
  let abstract: String
  let discussion: String
  let arguments: [ArgumentShape]
  let subcommands: [CommandShape]

  /// Reads a command of the parser's own description (`--experimental-dump-help`).
  init(_ value: Value, below parents: [String] = []) {
    let words = parents + [value["commandName"]?.text ?? ""]
    self.words = words
    abstract = value["abstract"]?.text ?? ""
    discussion = value["discussion"]?.text ?? ""
    arguments = (value["arguments"]?.items ?? []).compactMap(ArgumentShape.init)
    // The parser's own `help` says what the page says.
    subcommands = (value["subcommands"]?.items ?? []).filter {
      $0["commandName"]?.text != "help" && $0["shouldDisplay"]?.bool ?? true
    }.map { CommandShape($0, below: words) }
  }

  /// `waymark lesson add`.
  var call: String { words.joined(separator: " ") }
  /// `waymark-lesson-add`.
  var page: String { words.joined(separator: "-") }
}

/// An option, flag or positional argument.
struct ArgumentShape {
  enum Form { case positional, option, flag }

  let form: Form
  /// `--output` and `-o`; empty for a positional argument.
  let names: [String]
  let valueName: String
  let isOptional: Bool
  let isRepeating: Bool
  let abstract: String
  let defaultValue: String?
  let choices: [String]

  fileprivate init?(_ value: Value) {
    guard value["shouldDisplay"]?.bool ?? true else { return nil }
    form =
      switch value["kind"]?.text {
      case "option": .option
      case "flag": .flag
      default: .positional
      }
    names = (value["names"]?.items ?? []).compactMap { name in
      name["name"]?.text.map { (name["kind"]?.text == "short" ? "-" : "--") + $0 }
    }.sorted { ($0.utf8.count > 2 ? 1 : 0, $0) < ($1.utf8.count > 2 ? 1 : 0, $1) }
    valueName = value["valueName"]?.text ?? "value"
    isOptional = value["isOptional"]?.bool ?? false
    isRepeating = value["isRepeating"]?.bool ?? false
    abstract = value["abstract"]?.text ?? ""
    defaultValue = value["defaultValue"]?.text
    choices = (value["allValues"]?.items ?? []).compactMap(\.text)
  }

  /// The name in a synopsis: the long one.
  var longName: String { names.first { $0.hasPrefix("--") } ?? names.first ?? "" }
}
