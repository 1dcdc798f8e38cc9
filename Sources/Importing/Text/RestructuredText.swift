import Primitives

/// Turns reStructuredText, as release notes use it, into CommonMark.
///
/// Understood are paragraphs, inline literals, emphasis, links and their targets, roles, bullet,
/// numbered and definition lists, literal blocks, line blocks, quotes, headings and the directives for
/// code and admonitions. Everything else (tables, other directives) is kept word for word in a
/// fence, and characters that only Markdown would read as markup are escaped.
///
/// Source: Docutils, "reStructuredText Markup Specification", revision 9941.
struct RestructuredText {
  private let targets: [String: String]

  /// The Markdown of a text, without a line break at its end.
  ///
  /// - `known`: addresses that other texts of the same page give names to; the text's own win.
  static func markdown(_ text: String, known: [String: String] = [:]) -> String {
    let lines = lines(AnonymousTargets.resolved(text))
    let converter = RestructuredText(targets: targets(lines).merging(known) { own, _ in own })
    return converter.blocks(lines[...]).joined(separator: "\n")
  }

  /// The words of the first paragraph, on one line, without markup.
  static func opening(_ text: String, known: [String: String] = [:]) -> String {
    let lines = lines(text)
    var rest = lines.drop { $0.isEmpty || $0.hasPrefix(".. ") || $0.hasPrefix("   ") }
    if rest.isEmpty { rest = lines[...] }
    var rows = Array(rest.prefix { !$0.isEmpty })
    if let first = rows.first, let marker = RestructuredItem.marker(first) {
      rows =
        [String(first.dropFirst(marker.width))]
        + rows.dropFirst().prefix { RestructuredItem.marker($0) == nil }
    }
    if let last = rows.last, last.hasSuffix("::") { rows[rows.count - 1] = String(last.dropLast()) }
    let targets = targets(lines).merging(known) { own, _ in own }
    return RestructuredInline.words(rows.joined(separator: "\n"), targets: targets)
  }

  /// Lines without blanks at their ends, tabs widened.
  static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = String(line.filter { $0 != "\r" })
      if line.contains("\t") { line = line.replacing("\t", with: "        ") }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The addresses that `.. _name: address` gives names to, by the name in lower case.
  static func targets(_ lines: [String]) -> [String: String] {
    var targets: [String: String] = [:]
    for line in lines {
      let body = line.drop { $0 == " " }
      guard body.hasPrefix(".. _"), let colon = body.firstRange(of: ": ") else { continue }
      let name = body[body.index(body.startIndex, offsetBy: 4)..<colon.lowerBound]
        .filter { $0 != "`" }
      targets[name.lowercased()] = String(body[colon.upperBound...])
    }
    return targets
  }

  private static func indent(_ line: String) -> Int { line.prefix { $0 == " " }.utf8.count }

  // MARK: - Blocks

  /// The Markdown lines of some lines that belong together.
  private func blocks(_ given: ArraySlice<String>) -> [String] {
    var out: [String] = []
    var lines = Self.dedented(given)
    while let first = lines.first {
      if first.isEmpty {
        lines.removeFirst()
        continue
      }
      let block = block(first, &lines)
      if block.isEmpty { continue }
      if !out.isEmpty, !(Self.isItem(out.last ?? "", block[0])) { out.append("") }
      out += block
    }
    return out
  }

  /// Whether two list items follow each other without a paragraph in between.
  private static func isItem(_ last: String, _ next: String) -> Bool {
    next.hasPrefix("- ") && last.hasPrefix("- ")
  }

  private static func dedented(_ lines: ArraySlice<String>) -> ArraySlice<String> {
    let least = lines.filter { !$0.isEmpty }.map(indent).min() ?? 0
    guard least > 0 else { return lines }
    return lines.map { String($0.dropFirst(least)) }[...]
  }

  private func block(_ first: String, _ lines: inout ArraySlice<String>) -> [String] {
    if Self.indent(first) > 0 {
      return blocks(taken(&lines) { Self.indent($0) > 0 }).map { $0.isEmpty ? ">" : "> \($0)" }
    }
    if first.hasPrefix(".. ") || first == ".." { return explicit(&lines) }
    if first.hasPrefix("__ ") {
      lines.removeFirst()
      return []
    }
    if let marker = RestructuredItem.marker(first) { return item(marker, &lines) }
    if first.hasPrefix("| ") || first == "|" { return lineBlock(&lines) }
    if first.hasPrefix("+-") || (first.hasPrefix("==") && first.contains(" =")) {
      return Self.fence(table(&lines), "")
    }
    if first.hasPrefix(">>> ") {
      return Self.fence(Array(taken(&lines) { !$0.isEmpty }), "python")
    }
    return paragraph(&lines)
  }

  /// Takes lines from the front while they fulfil a condition or are blank between such lines.
  private func taken(
    _ lines: inout ArraySlice<String>, while holds: (String) -> Bool
  ) -> ArraySlice<String> {
    var end = lines.startIndex
    for index in lines.indices {
      if lines[index].isEmpty { continue }
      guard holds(lines[index]) else { break }
      end = index + 1
    }
    let found = lines[lines.startIndex..<end]
    lines = lines[end...]
    return found
  }

  private func item(
    _ marker: RestructuredItem, _ lines: inout ArraySlice<String>
  ) -> [String] {
    let first = lines.removeFirst()
    let head = String(repeating: " ", count: marker.width) + first.dropFirst(marker.width)
    // Lines that go on at the margin belong to nothing in reST; people write them all the same.
    let body = taken(&lines) { Self.indent($0) > 0 }
    let blocks = blocks([head] + body)
    let lead = marker.number.map { "\($0). " } ?? "- "
    let pad = String(repeating: " ", count: lead.utf8.count)
    return blocks.enumerated().map { index, line in
      index == 0 ? lead + line : line.isEmpty ? "" : pad + line
    }
  }

  private func lineBlock(_ lines: inout ArraySlice<String>) -> [String] {
    let rows = taken(&lines) { $0.hasPrefix("|") || Self.indent($0) > 0 }
      .map { inline(String($0.drop { $0 == "|" || $0 == " " })) }
    return rows.enumerated().map { $0.offset < rows.count - 1 ? $0.element + "\\" : $0.element }
  }

  private func table(_ lines: inout ArraySlice<String>) -> [String] {
    var rows: [String] = []
    while let first = lines.first, !first.isEmpty {
      rows.append(first)
      lines.removeFirst()
    }
    return rows
  }

  private func paragraph(_ lines: inout ArraySlice<String>) -> [String] {
    var rows = [lines.removeFirst()]
    if let next = lines.first, Self.isUnderline(next, below: rows[0]) {
      lines.removeFirst()
      return ["**\(inline(rows[0]))**"]
    }
    if let next = lines.first, Self.indent(next) > 0 {
      // A term and what it means.
      let meaning = blocks(taken(&lines) { Self.indent($0) > 0 })
      return ["- \(inline(rows[0]))", ""] + meaning.map { $0.isEmpty ? "" : "  \($0)" }
    }
    while let next = lines.first, !next.isEmpty, Self.indent(next) == 0 {
      rows.append(next)
      lines.removeFirst()
    }
    guard let last = rows.last, last.hasSuffix("::") else { return [inline(rows)] }
    rows[rows.count - 1] =
      last == "::" ? "" : String(last.dropLast(2)) + (last.hasSuffix(" ::") ? "" : ":")
    let text = rows.filter { !$0.isEmpty }
    let code = Array(Self.dedented(taken(&lines) { Self.indent($0) > 0 }))
    return (text.isEmpty ? [] : [inline(text)]) + (code.isEmpty ? [] : [""] + Self.fence(code, ""))
  }

  private static func isUnderline(_ line: String, below title: String) -> Bool {
    guard let mark = line.first, "=-~^\"'`#*+.:_".contains(mark), line.utf8.count >= 3 else {
      return false
    }
    return line.allSatisfy { $0 == mark } && line.count >= title.count
  }

  private static func fence(_ lines: [String], _ language: String) -> [String] {
    var lines = Array(lines.drop(while: \.isEmpty))
    while lines.last?.isEmpty == true { lines.removeLast() }
    var mark = "```"
    while lines.contains(where: { $0.contains(mark) }) { mark += "`" }
    return [mark + language] + lines + [mark]
  }

  // MARK: - Directives

  private static let admonitions = [
    "note": "NOTE", "seealso": "NOTE", "admonition": "NOTE", "tip": "TIP", "hint": "TIP",
    "important": "IMPORTANT", "warning": "WARNING", "attention": "WARNING", "caution": "CAUTION",
    "danger": "CAUTION", "error": "CAUTION",
  ]

  private func explicit(_ lines: inout ArraySlice<String>) -> [String] {
    let first = lines.removeFirst()
    let body = taken(&lines) { Self.indent($0) > 0 }
    let text = first.dropFirst(3)
    if text.hasPrefix("_") { return [] }
    guard let mark = text.firstRange(of: "::") else {
      return Self.fence([first] + body, "rst")
    }
    let name = text[..<mark.lowerBound].lowercased()
    let argument = text[mark.upperBound...].drop { $0 == " " }
    if ["code", "code-block", "sourcecode", "parsed-literal", "highlight"].contains(name) {
      let rows = Self.dedented(body).drop { $0.hasPrefix(":") }.drop { $0.isEmpty }
      return Self.fence(
        Array(rows), argument.allSatisfy { $0.isLetter || $0 == "-" } ? String(argument) : "")
    }
    guard let kind = Self.admonitions[name] else { return Self.fence([first] + body, "rst") }
    let rows = (argument.isEmpty ? [] : [String(argument)]) + Self.dedented(body)
    return (["[!\(kind)]"] + blocks(rows[...])).map { $0.isEmpty ? ">" : "> \($0)" }
  }

  private func inline(_ rows: [String]) -> String { inline(rows.joined(separator: "\n")) }

  private func inline(_ text: String) -> String {
    var reader = RestructuredInline(text, targets: targets)
    return reader.markdown()
  }
}

/// The mark of a list item.
struct RestructuredItem {
  /// Characters up to the text.
  let width: Int
  /// The number; `nil` for a bullet.
  let number: Int?

  /// The mark at the start of a line; `nil` if there is none.
  static func marker(_ line: String) -> RestructuredItem? {
    let bytes = Array(line.utf8)
    func blanks(from index: Int) -> Int { bytes[index...].prefix { $0 == 32 }.count }
    if let first = bytes.first, "*+-".utf8.contains(first), bytes.count > 2, bytes[1] == 32 {
      return RestructuredItem(width: 1 + blanks(from: 1), number: nil)
    }
    let open = bytes.first == UInt8(ascii: "(") ? 1 : 0
    let digits = bytes[open...].prefix { (48...57).contains($0) }
    let isAutomatic = bytes.dropFirst(open).first == UInt8(ascii: "#")
    let end = open + (isAutomatic ? 1 : digits.count)
    guard end > open, digits.count < 4, end + 1 < bytes.count, bytes[end + 1] == 32,
      ".)".utf8.contains(bytes[end])
    else { return nil }
    return RestructuredItem(
      width: end + 1 + blanks(from: end + 1),
      number: Int(String(decoding: digits, as: UTF8.self)) ?? 1)
  }
}
