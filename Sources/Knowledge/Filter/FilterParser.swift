import Primitives
import Records

/// Reads a filter: `or` binds weakest, then `and`, then `not`.
struct FilterParser {
  private let text: String
  private let tokens: [FilterToken]
  private let kinds: [Kind]
  private var index = 0
  private var depth = 0

  /// Deeper than any person nests; the reader calls itself once a level.
  private static let deepest = 100

  init(_ text: String, _ tokens: [FilterToken], _ kinds: [Kind]) {
    (self.text, self.tokens, self.kinds) = (text, tokens, kinds)
  }

  private var next: FilterToken { tokens[index] }

  mutating func filter() throws(Diagnostics) -> Filter.Condition {
    let condition = try either()
    guard next.form == .end else {
      throw problem(
        "bad-filter", "nothing joins this to what stands before", next,
        help: "write `and` or `or` between two conditions")
    }
    return condition
  }

  private mutating func either() throws(Diagnostics) -> Filter.Condition {
    var left = try both()
    while isKeyword("or") {
      index += 1
      left = .any(left, try both())
    }
    return left
  }

  private mutating func both() throws(Diagnostics) -> Filter.Condition {
    var left = try single()
    while isKeyword("and") {
      index += 1
      left = .all(left, try single())
    }
    return left
  }

  private mutating func single() throws(Diagnostics) -> Filter.Condition {
    let token = next
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw problem(
        "bad-filter", "the filter nests too deeply", token,
        help: "at most \(Self.deepest) levels are read")
    }
    if isKeyword("not") {
      index += 1
      return .not(try single())
    }
    if token.form == .open {
      index += 1
      let inner = try either()
      guard next.form == .close else {
        throw problem(
          "bad-filter", "the parenthesis that opens here is never closed", token,
          help: "close it with )")
      }
      index += 1
      return inner
    }
    return try comparison()
  }

  private mutating func comparison() throws(Diagnostics) -> Filter.Condition {
    let name = next
    guard case .word(let written, false) = name.form, !["and", "or", "in"].contains(written) else {
      throw problem(
        "bad-filter", "a field's name is expected here", name,
        help: "write a condition such as severity<=2")
    }
    index += 1
    let path = written.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let types = try types(path, name)
    if case .comparison(let comparison) = next.form {
      index += 1
      return .compares(path, comparison, try value(types, for: comparison, written))
    }
    guard isKeyword("in") else { return .isThere(path) }
    index += 1
    guard next.form == .open else {
      throw problem(
        "bad-filter", "`in` needs its values in parentheses", next,
        help: "write \(written) in (a, b)")
    }
    var values: [String] = []
    repeat {
      index += 1
      values.append(try value(types, for: .equal, written))
    } while next.form == .comma
    guard next.form == .close else {
      throw problem(
        "bad-filter", "the list of values has no end here", next,
        help: "separate values with commas and close the list with )")
    }
    index += 1
    return .isOneOf(path, values)
  }

  private mutating func value(
    _ types: [FieldType], for comparison: Filter.Comparison, _ name: String
  )
    throws(Diagnostics) -> String
  {
    let token = next
    guard case .word(let word, _) = token.form else {
      throw problem(
        "bad-filter", "a value is expected here", token,
        help: "write text with blanks or signs in quotes")
    }
    index += 1
    guard comparison != .contains else { return word }
    let reasons = types.compactMap { FilterValue.problem(word, $0) }
    // It is enough that one of the kinds can have the value.
    if reasons.count == types.count, let reason = reasons.first {
      throw problem("bad-value", "`\(name)` can't be compared with `\(word)`", token, help: reason)
    }
    return word
  }

  /// The types that a path has in the kinds that have it.
  private func types(_ path: [String], _ token: FilterToken) throws(Diagnostics) -> [FieldType] {
    let fields = kinds.map { $0.fields + FilterField.extra }
    let found = fields.compactMap { FilterField.type(path, in: $0) }
    guard found.isEmpty else { return found }
    var names: [String] = []
    for field in fields.joined() {
      names.append(field.name)
      names += (field.type.fields ?? []).map { "\(field.name).\($0.name)" }
    }
    let written = path.joined(separator: ".")
    let whose = kinds.count == 1 ? "a record of kind \(kinds[0].name)" : "any kind of record"
    throw problem(
      "unknown-field", "`\(written)` is no field of \(whose)", token,
      help: Spelling.nearest(to: written, among: names).map { "did you mean `\($0)`?" }
        ?? "`waymark schema \(kinds.count == 1 ? kinds[0].name : "<kind>")` names the fields")
  }

  private func isKeyword(_ word: String) -> Bool { next.form == .word(word, isQuoted: false) }

  private func problem(_ id: String, _ message: String, _ token: FilterToken, help: String)
    -> Diagnostics
  {
    Filter.problem(id, message, text, token.column, token.length, help: help)
  }
}
