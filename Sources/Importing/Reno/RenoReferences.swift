import Primitives

/// Pointers that notes put before their text: ``[`bug 123 <https://…>`_]``.
enum RenoReferences {
  /// The links in brackets at the start of an entry, and the text after them.
  static func split(_ text: String) -> (references: [Value], text: String) {
    var references: [Value] = []
    var rest = Substring(text).drop(while: \.isWhitespace)
    while rest.hasPrefix("["), let end = end(of: rest) {
      let inner = rest[rest.index(after: rest.startIndex)..<end]
      guard let found = links(inner) else { break }
      references += found
      rest = rest[rest.index(after: end)...].drop { $0.isWhitespace || $0 == ":" }
    }
    // A text of nothing but references keeps them as its words.
    return rest.isEmpty ? ([], text) : (references, String(rest))
  }

  private static func end(of text: Substring) -> Substring.Index? {
    var isInside = false
    for index in text.indices {
      if text[index] == "`" { isInside.toggle() }
      if text[index] == "]", !isInside { return index }
    }
    return nil
  }

  /// The links of a bracket; `nil` if it holds anything else.
  private static func links(_ inner: Substring) -> [Value]? {
    var found: [Value] = []
    var rest = inner.drop { $0.isWhitespace }
    while !rest.isEmpty {
      guard rest.first == "`", let close = rest.dropFirst().firstIndex(of: "`") else { return nil }
      let link = rest[rest.index(after: rest.startIndex)..<close]
      guard let open = link.lastIndex(of: "<"), link.last == ">" else { return nil }
      let label = link[..<open].split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let address = String(link[link.index(after: open)...].dropLast().filter { !$0.isWhitespace })
      guard RestructuredInline.isAddress(address), !label.isEmpty else { return nil }
      let type = label.lowercased().hasPrefix("bug") ? "issue" : "other"
      found.append(["type": .string(type), "id": .string(label), "url": .string(address)])
      rest = rest[rest.index(after: close)...].drop { $0 == "_" }
        .drop { $0.isWhitespace || $0 == "," || $0 == ";" }
    }
    return found.isEmpty ? nil : found
  }

  /// The CVE ids in a text, each once, in order.
  static func cves(_ text: String) -> [String] {
    var found: [String] = []
    var rest = Substring(text)
    while let start = rest.firstRange(of: "CVE-") {
      let digits = rest[start.upperBound...].prefix { $0.isASCII && ($0.isNumber || $0 == "-") }
      let parts = digits.split(separator: "-", omittingEmptySubsequences: false)
      if parts.count >= 2, parts[0].count == 4, parts[1].count >= 4 {
        let id = "CVE-\(parts[0])-\(parts[1])"
        if !found.contains(id) { found.append(id) }
      }
      rest = rest[start.upperBound...]
    }
    return found
  }
}
