import Primitives

/// Reads a pattern of Python's `re` with the flag `VERBOSE`: blanks and comments mean nothing.
struct PatternParser {
  /// The numbers of the named groups met so far.
  private(set) var names: [String: Int] = [:]
  private let text: [Unicode.Scalar]
  private var at = 0
  private var groups = 0
  private var depth = 0

  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  /// The whole pattern; `nil` if it can't be read.
  mutating func pattern() -> PatternNode? {
    guard let node = alternatives(), at == text.count else { return nil }
    return node
  }

  private var next: Unicode.Scalar? { at < text.count ? text[at] : nil }

  private mutating func take(_ word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    guard text[at...].starts(with: scalars) else { return false }
    at += scalars.count
    return true
  }

  private mutating func alternatives() -> PatternNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 50 else { return nil }
    var all: [PatternNode] = []
    repeat {
      guard let sequence = sequence() else { return nil }
      all.append(sequence)
    } while take("|")
    return all.count == 1 ? all[0] : .alternatives(all)
  }

  private mutating func sequence() -> PatternNode? {
    var nodes: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      if scalar.properties.isWhitespace {
        at += 1
      } else if scalar == "#" {
        while let scalar = next, scalar != "\n" {
          _ = scalar
          at += 1
        }
      } else {
        guard let atom = atom(), let repeated = repeated(atom) else { return nil }
        nodes.append(repeated)
      }
    }
    return .sequence(nodes)
  }

  private mutating func repeated(_ atom: PatternNode) -> PatternNode? {
    var bounds: (least: Int, most: Int)?
    if take("*") {
      bounds = (0, .max)
    } else if take("+") {
      bounds = (1, .max)
    } else if take("?") {
      bounds = (0, 1)
    } else if take("{") {
      guard let counted = counted() else { return nil }
      bounds = counted
    }
    guard let (least, most) = bounds else { return atom }
    return .repeated(atom, least: least, most: most, isLazy: take("?"))
  }

  private mutating func counted() -> (least: Int, most: Int)? {
    let least = number()
    guard take(",") else { return take("}") ? least.map { ($0, $0) } : nil }
    let most = number()
    guard take("}") else { return nil }
    return (least ?? 0, most ?? .max)
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let scalar = next, ("0"..."9").contains(scalar) {
      digits.unicodeScalars.append(scalar)
      at += 1
    }
    return Int(digits)
  }

  private mutating func atom() -> PatternNode? {
    guard let scalar = next else { return nil }
    at += 1
    switch scalar {
    case ".": return .any
    case "^": return .start
    case "$": return .end
    case "(": return group()
    case "[": return bracket()
    case "\\": return escape()
    case "*", "+", "?": return nil
    default: return .scalar(scalar)
    }
  }

  private mutating func group() -> PatternNode? {
    var kind: (PatternNode) -> PatternNode
    if take("?:") {
      kind = { .group($0, number: nil) }
    } else if take("?=") {
      kind = { .look($0, isBehind: false, isNegated: false) }
    } else if take("?!") {
      kind = { .look($0, isBehind: false, isNegated: true) }
    } else if take("?<=") {
      kind = { .look($0, isBehind: true, isNegated: false) }
    } else if take("?<!") {
      kind = { .look($0, isBehind: true, isNegated: true) }
    } else {
      groups += 1
      let number = groups
      if take("?P<") {
        var name = ""
        while let scalar = next, scalar != ">" {
          name.unicodeScalars.append(scalar)
          at += 1
        }
        names[name] = number
        guard take(">"), !name.isEmpty else { return nil }
      } else if next == "?" {
        return nil
      }
      kind = { .group($0, number: number) }
    }
    guard let inner = alternatives(), take(")") else { return nil }
    return kind(inner)
  }

  private mutating func escape() -> PatternNode? {
    guard let scalar = next else { return nil }
    at += 1
    switch scalar {
    case "b", "B": return .wordBoundary(isNegated: scalar == "B")
    case "A": return .start
    case "Z": return .end
    case "n": return .scalar("\n")
    case "t": return .scalar("\t")
    default:
      if let found = Self.classes(scalar) { return .oneOf([found], isNegated: false) }
      // Other letters and digits mean something that is not understood.
      let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      return isLetter ? nil : .scalar(scalar)
    }
  }

  private static func classes(_ letter: Unicode.Scalar) -> PatternClass? {
    switch letter {
    case "d", "D": .digit(isNegated: letter == "D")
    case "w", "W": .word(isNegated: letter == "W")
    case "s", "S": .space(isNegated: letter == "S")
    default: nil
    }
  }

  private mutating func bracket() -> PatternNode? {
    let isNegated = take("^")
    var classes: [PatternClass] = []
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      at += 1
      var start = scalar
      if scalar == "\\" {
        guard let escaped = next else { return nil }
        at += 1
        if let found = Self.classes(escaped) {
          classes.append(found)
          continue
        }
        start = escaped == "n" ? "\n" : escaped == "t" ? "\t" : escaped
      }
      guard next == "-", at + 1 < text.count, text[at + 1] != "]" else {
        classes.append(.range(start...start))
        continue
      }
      at += 1
      var end = text[at]
      at += 1
      if end == "\\" {
        guard let escaped = next else { return nil }
        at += 1
        end = escaped
      }
      guard start <= end else { return nil }
      classes.append(.range(start...end))
    }
    return take("]") ? .oneOf(classes, isNegated: isNegated) : nil
  }
}
