extension Filter: CustomStringConvertible {
  /// The condition as text, with only the parentheses that it needs: reading it gives the same
  /// filter.
  public var description: String { Self.text(condition, below: 0) }

  /// How tightly a condition binds: `or` 1, `and` 2, `not` and comparisons 3.
  private static func text(_ condition: Condition, below outer: Int) -> String {
    let (text, rank): (String, Int) =
      switch condition {
      case .any(let left, let right):
        // The reader takes chains from the left.
        ("\(Self.text(left, below: 1)) or \(Self.text(right, below: 2))", 1)
      case .all(let left, let right):
        ("\(Self.text(left, below: 2)) and \(Self.text(right, below: 3))", 2)
      case .not(let inner): ("not \(Self.text(inner, below: 3))", 3)
      case .isThere(let path): (path.joined(separator: "."), 3)
      case .compares(let path, let comparison, let value):
        ("\(path.joined(separator: "."))\(comparison.sign)\(quoted(value))", 3)
      case .isOneOf(let path, let values):
        ("\(path.joined(separator: ".")) in (\(values.map(quoted).joined(separator: ", ")))", 3)
      }
    return rank < outer ? "(\(text))" : text
  }

  /// A value in quotes, unless it is one word; a text holds quotes of one sort at most.
  private static func quoted(_ value: String) -> String {
    let isWord =
      !value.isEmpty
      && value.unicodeScalars.allSatisfy { !" \t\n\r(),'\"=!<>~".unicodeScalars.contains($0) }
    if isWord { return value }
    return value.contains("'") ? "\"\(value)\"" : "'\(value)'"
  }
}

extension Filter.Comparison {
  fileprivate var sign: String {
    switch self {
    case .equal: "="
    case .different: "!="
    case .less: "<"
    case .atMost: "<="
    case .greater: ">"
    case .atLeast: ">="
    case .contains: "~"
    }
  }
}
