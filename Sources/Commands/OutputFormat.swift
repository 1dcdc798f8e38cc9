import ArgumentParser
import Primitives
import Records

/// Rows of values with the names of their columns.
struct Answer {
  let columns: [String]
  let rows: [[Value]]
  /// What a table shows where there is no value.
  let null: String

  init(_ columns: [String], _ rows: [[Value]], null: String = "") {
    (self.columns, self.rows, self.null) = (columns, rows, null)
  }

  /// The rows as objects; of columns with the same name the later ones are numbered.
  var objects: [Object] {
    var names: [String] = []
    for column in columns {
      var (name, number) = (column, 1)
      while names.contains(name) { (name, number) = ("\(column)_\(number + 1)", number + 1) }
      names.append(name)
    }
    return rows.map { Object(Array(zip(names, $0))) }
  }

  /// A value on one line.
  static func text(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    case .list(let items) where items.allSatisfy { $0.text != nil }:
      items.compactMap(\.text).joined(separator: ", ")
    default: String(decoding: JSONText.canonical(value), as: UTF8.self)
    }
  }
}

/// How answers are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case json
  case yaml
  /// RFC 4180, but for line breaks, which are those of Unix.
  case csv

  func print(_ answer: Answer) {
    switch self {
    case .table:
      Output.table(
        answer.columns,
        answer.rows.map { row in row.map { $0.isNull ? answer.null : Answer.text($0) } })
    case .json: Output.bytes(JSONText.pretty(.list(answer.objects.map(Value.object))))
    case .yaml: Output.bytes(RecordWriter.yaml(rows: answer.objects))
    case .csv:
      let lines = ([answer.columns.map(Value.string)] + answer.rows).map(Self.csvLine)
      Output.bytes(Array(lines.joined().utf8))
    }
  }

  /// A line of CSV with its end.
  static func csvLine(_ row: [Value]) -> String {
    row.map(Self.cell).joined(separator: ",") + "\n"
  }

  /// No value is nothing at all, an empty text is a pair of quotes.
  private static func cell(_ value: Value) -> String {
    let text = Answer.text(value)
    if text.isEmpty { return value.isNull ? "" : "\"\"" }
    guard text.utf8.contains(where: { [10, 13, 34, 44].contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

/// The option that commands with rows share.
struct FormatOption: ParsableArguments {
  @Option(name: .shortAndLong, help: "table, json, yaml or csv.") var output: OutputFormat = .table

  func print(_ answer: Answer) { output.print(answer) }
}

/// The single values of a record with their paths.
enum Flattened {
  static func values(_ value: Value, _ path: String) -> [(path: String, value: Value)] {
    switch value {
    case .object(let object): object.members.flatMap { values($0.value, "\(path).\($0.name)") }
    case .list(let items):
      items.enumerated().flatMap { index, item in values(item, "\(path)[\(index)]") }
    default: [(path, value)]
    }
  }
}
