import Primitives

/// Something that takes bytes from outside, and what must hold whatever they are.
struct Target: Sendable {
  let name: String
  /// Sound inputs to start from.
  let seeds: @Sendable () -> [[UInt8]]
  /// Words of the language.
  let tokens: [String]
  /// Takes in an input; throws what does not hold.
  ///
  /// A trap ends the process.
  let check: @Sendable ([UInt8]) throws -> Void

  static let all: [Target] =
    [.records, .markdownRecords, .format, .observations, .settings, .fragments, .json, .journal]
    + [.filter, .words, .versions, .dates, .templates, .markdown, .changelog, .documents]
    + importers
}

/// A promise that an input broke.
struct Broken: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Throws when something does not hold.
func require(_ holds: Bool, _ promise: @autoclosure () -> String) throws {
  if !holds { throw Broken(promise()) }
}

/// What every problem must say, and that its place is inside the input.
func requireSense(
  _ diagnostics: [Diagnostic], of bytes: [UInt8], in file: String, helpless: Set<String> = []
) throws {
  var lines: [Int]?
  for diagnostic in diagnostics {
    let text = diagnostic.text
    try require(
      !diagnostic.message.isEmpty && text.hasSuffix("\n") && text.utf8.count < 20_000,
      "a problem that says nothing, or too much: \(text.prefix(300))")
    try require(
      diagnostic.help?.isEmpty == false || helpless.contains(diagnostic.id),
      "no way out: \(text)")
    try require(
      !text.unicodeScalars.contains { $0.value < 32 && $0.value != 9 && $0.value != 10 },
      "control characters for the terminal: \(diagnostic.id)")
    guard let range = diagnostic.range else { continue }
    let lengths =
      lines
      ?? bytes.split(separator: 10, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self).unicodeScalars.count
      }
    lines = lengths
    try require(range.file == file, "another file: \(range.file)")
    try require(
      range.line >= 1 && range.line <= lengths.count && range.column >= 1
        && range.column <= lengths[range.line - 1] + 2,
      "outside the input: \(range), of \(lengths.count) lines, \(text)")
  }
}
