import Primitives

/// What is wrong with settings though each has the right type.
enum SettingsProblems {
  /// The problems of `waymark.yaml`, each at the line of its setting.
  static func all(_ settings: Object, file: String, text: [UInt8]) -> [Diagnostic] {
    func problem(_ key: String, _ message: String, help: String) -> Diagnostic {
      Diagnostic("bad-setting", "`\(key)` \(message)", at: place(key, file, text), help: help)
    }
    var found: [Diagnostic] = []
    if let base = settings["baseURL"]?.text, !isBase(base) {
      found.append(
        problem(
          "baseURL", "is no address that pages can be served from",
          help: "write https://, a host in ASCII and a path, without `?`, `#` and a user: "
            + "https://playbooks.example/team/"))
    }
    if let language = settings["language"]?.text, !isLanguageTag(language) {
      found.append(
        problem(
          "language", "is no language tag",
          help: "write one as in BCP 47, with dashes: en, pt-BR, zh-Hant"))
    }
    return found
  }

  private static func place(_ key: String, _ file: String, _ text: [UInt8]) -> SourceRange? {
    let lines = text.split(separator: 10, omittingEmptySubsequences: false)
    return lines.firstIndex { $0.starts(with: (key + ":").utf8) }.map {
      SourceRange(file: file, line: $0 + 1, column: 1, length: key.unicodeScalars.count)
    }
  }

  /// An absolute http address without query, fragment and user.
  static func isBase(_ text: String) -> Bool {
    guard let scheme = ["https://", "http://"].first(where: text.lowercased().hasPrefix) else {
      return false
    }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    let host = rest.prefix { $0 != UInt8(ascii: "/") }
    let isPlain = rest.allSatisfy { $0 > 32 && $0 < 127 && !"?#\"<>\\^`{|}".utf8.contains($0) }
    return isPlain && !host.isEmpty && !host.contains(UInt8(ascii: "@"))
  }

  /// A well-formed tag: a language of two to eight letters, then parts of one to eight letters and digits.
  static func isLanguageTag(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }
    guard let first = parts.first, (2...8).contains(first.count), first.allSatisfy(isLetter) else {
      return false
    }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count)
        && part.allSatisfy { isLetter($0) || (48...57).contains($0) }
    }
  }
}
