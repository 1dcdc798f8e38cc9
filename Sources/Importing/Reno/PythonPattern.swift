import Primitives

/// A regular expression as reno's settings have them: Python's `re` with the flag `VERBOSE`.
///
/// Swift's own expressions lack what OpenStack's projects use (`(?<!kilo)-eol`). Understood are
/// literals, classes, `\d \w \s \b` and their opposites, groups (also named and uncaptured),
/// alternatives, repetition (also lazy), anchors and looking ahead and behind; no back references.
/// The settings come from a foreign repository: the search gives up after a fixed number of steps.
struct PythonPattern: Sendable {
  /// A match: where it is, and what the groups hold, counted from 1.
  struct Match: Sendable, Hashable {
    let range: Range<Int>
    let groups: [Int: Range<Int>]
  }

  /// The pattern as it was written.
  let text: String
  /// The numbers of the named groups.
  let names: [String: Int]
  private let root: PatternNode

  /// Reads a pattern; `nil` if it is none, or uses what is not understood.
  init?(_ text: String) {
    var parser = PatternParser(text)
    guard let root = parser.pattern() else { return nil }
    (self.text, self.names, self.root) = (text, parser.names, root)
  }

  /// A match that begins at the start of a text.
  func matchAtStart(of text: String) -> Match? {
    var run = PatternRun(Array(text.unicodeScalars))
    return run.match(root, at: 0)
  }

  /// The first match anywhere in a text.
  func firstMatch(in text: String) -> Match? {
    var run = PatternRun(Array(text.unicodeScalars))
    for start in 0...run.text.count {
      if let match = run.match(root, at: start) { return match }
    }
    return nil
  }

  /// The text of a group of a match; `nil` if it took no part.
  static func group(_ number: Int, of match: Match, in text: String) -> String? {
    guard let range = match.groups[number] else { return nil }
    var part = String.UnicodeScalarView()
    part.append(contentsOf: Array(text.unicodeScalars)[range])
    return String(part)
  }
}

/// A part of a pattern.
indirect enum PatternNode: Sendable {
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case scalar(Unicode.Scalar)
  /// Any character but a line break.
  case any
  case oneOf([PatternClass], isNegated: Bool)
  case group(PatternNode, number: Int?)
  case repeated(PatternNode, least: Int, most: Int, isLazy: Bool)
  case look(PatternNode, isBehind: Bool, isNegated: Bool)
  case start
  case end
  case wordBoundary(isNegated: Bool)
}

/// What one place of a pattern may hold.
enum PatternClass: Sendable {
  case range(ClosedRange<Unicode.Scalar>)
  case digit(isNegated: Bool)
  case word(isNegated: Bool)
  case space(isNegated: Bool)

  func holds(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .range(let range): range.contains(scalar)
    case .digit(let isNegated): (scalar.properties.numericType == .decimal) != isNegated
    case .word(let isNegated): Self.isWord(scalar) != isNegated
    case .space(let isNegated): scalar.properties.isWhitespace != isNegated
    }
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}

/// A search that goes back where a way did not lead on, and gives up in time.
private struct PatternRun {
  let text: [Unicode.Scalar]
  private var groups: [Int: Range<Int>] = [:]
  private var steps = 0
  /// Enough for any tag or branch name; a pattern that needs more is meant to hang its reader.
  private static let mostSteps = 200_000

  init(_ text: [Unicode.Scalar]) { self.text = text }

  mutating func match(_ root: PatternNode, at start: Int) -> PythonPattern.Match? {
    groups = [:]
    var end: Int?
    guard
      run(
        root, start,
        { _, at in
          end = at
          return true
        }), let end
    else { return nil }
    return PythonPattern.Match(range: start..<end, groups: groups)
  }

  private typealias Next = (inout PatternRun, Int) -> Bool

  private mutating func run(_ node: PatternNode, _ at: Int, _ next: Next) -> Bool {
    steps += 1
    guard steps < Self.mostSteps else { return false }
    switch node {
    case .sequence(let nodes): return run(nodes[...], at, next)
    case .alternatives(let nodes):
      for node in nodes where run(node, at, next) { return true }
      return false
    case .scalar(let scalar): return at < text.count && text[at] == scalar && next(&self, at + 1)
    case .any: return at < text.count && text[at] != "\n" && next(&self, at + 1)
    case .oneOf(let classes, let isNegated):
      return at < text.count && classes.contains { $0.holds(text[at]) } != isNegated
        && next(&self, at + 1)
    case .group(let inner, let number):
      return run(inner, at) { run, end in
        guard let number else { return next(&run, end) }
        let before = run.groups[number]
        run.groups[number] = at..<end
        if next(&run, end) { return true }
        run.groups[number] = before
        return false
      }
    case .repeated(let inner, let least, let most, let isLazy):
      return repeated(inner, at, least, most, isLazy, next)
    case .look(let inner, let isBehind, let isNegated):
      let starts = isBehind ? Array(0...at) : [at]
      let isThere = starts.contains { start in
        run(inner, start) { _, end in !isBehind || end == at }
      }
      return isThere != isNegated && next(&self, at)
    case .start: return at == 0 && next(&self, at)
    case .end:
      return (at == text.count || (at == text.count - 1 && text[at] == "\n")) && next(&self, at)
    case .wordBoundary(let isNegated):
      let before = at > 0 && PatternClass.isWord(text[at - 1])
      let after = at < text.count && PatternClass.isWord(text[at])
      return ((before != after) != isNegated) && next(&self, at)
    }
  }

  private mutating func run(_ nodes: ArraySlice<PatternNode>, _ at: Int, _ next: Next) -> Bool {
    guard let first = nodes.first else { return next(&self, at) }
    return run(first, at) { run, end in run.run(nodes.dropFirst(), end, next) }
  }

  private mutating func repeated(
    _ inner: PatternNode, _ at: Int, _ least: Int, _ most: Int, _ isLazy: Bool, _ next: Next
  ) -> Bool {
    if least == 0, isLazy, next(&self, at) { return true }
    if most > 0,
      run(
        inner, at,
        { run, end in
          // A round that took nothing would go on for ever.
          guard end > at || least > 0 else { return false }
          return run.repeated(inner, end, max(0, least - 1), most - 1, isLazy, next)
        })
    {
      return true
    }
    return least == 0 && !isLazy && next(&self, at)
  }
}
