import Primitives

/// Lines for a POSIX shell.
enum ShellWords {
  /// `export NAME=value` for each variable, in the order of the record; `nil` where there is none.
  static func assignments(_ variables: Object?) -> String? {
    guard let variables, !variables.members.isEmpty else { return nil }
    return variables.members.map { "export \($0.name)=\(word($0.value.text ?? ""))" }
      .joined(separator: "\n")
  }

  /// A value as one word that the shell reads as it is: in single quotes where it must.
  static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "-_./:@%+,=".utf8.contains(byte)
    }
    guard !isPlain || text.isEmpty else { return text }
    return "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
