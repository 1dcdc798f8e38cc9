/// Prints code while a lexer names the tokens in it, and holds the lexer's place.
struct CodeWriter {
  let code: Bytes
  /// Where the lexer is.
  var at = 0
  private(set) var out: OutputBuffer
  private var printed = 0

  init(_ code: Bytes, _ out: OutputBuffer) {
    self.code = code
    self.out = out
  }

  var isAtEnd: Bool { at >= code.count }

  /// The byte at the lexer's place plus an offset; 0 beyond either end.
  @inline(__always)
  func peek(_ offset: Int = 0) -> UInt8 {
    let index = at + offset
    return index >= 0 && index < code.count ? code[index] : 0
  }

  /// Whether the lexer is at the first byte of a line.
  var isAtLineStart: Bool { at == 0 || code[at - 1] == 10 }

  /// Prints everything up to `start` plain and `start..<end` as a token.
  ///
  /// Overlaps with what is printed already are cut off, so nothing is ever printed twice.
  mutating func token(_ token: Token, from start: Int, to end: Int) {
    let start = max(start, printed)
    let end = min(end, code.count)
    guard start < end else { return }
    out.escape(code.slice(printed, start))
    out.write("<span class=\"")
    out.write(token.rawValue)
    out.write("\">")
    out.escape(code.slice(start, end))
    out.write("</span>")
    printed = end
  }

  /// Names what was passed since `start` a token.
  mutating func token(_ token: Token, from start: Int) { self.token(token, from: start, to: at) }

  /// Prints what is left.
  mutating func finish() {
    out.escape(code.slice(printed, code.count))
    printed = code.count
  }

  /// Goes on while a byte is of a sort.
  @inline(__always)
  mutating func skip(while belongs: (UInt8) -> Bool) {
    while at < code.count, belongs(code[at]) { at += 1 }
  }

  /// Goes to the line feed that ends this line, or to the end.
  mutating func skipLine() { at = code.position(of: 10, from: at) ?? code.count }

  /// Goes behind the quotation mark that ends a string which starts here; on one line by default.
  mutating func skipString(quote: UInt8, escapes: Bool = true, multiline: Bool = false) {
    at += 1
    while at < code.count, code[at] != quote {
      if code[at] == 10, !multiline { return }
      at += escapes && code[at] == 92 && at + 1 < code.count && code[at + 1] != 10 ? 2 : 1
    }
    at = min(at + 1, code.count)
  }

  /// Goes behind the first place of a mark at or after this one; to the end if there is none.
  mutating func skip(through mark: StaticString) {
    while at < code.count {
      guard let found = code.position(of: mark.utf8Start[0], from: at) else { break }
      if code.starts(with: mark, at: found) {
        at = found + mark.utf8CodeUnitCount
        return
      }
      at = found + 1
    }
    at = code.count
  }

  /// Goes over a word of letters, digits and `_`, and answers where it started.
  mutating func skipWord() -> Int {
    let start = at
    skip { $0.isWord }
    return start
  }

  /// Names a number that starts here a token: digits with everything that numbers may hold.
  mutating func number() {
    let start = at
    skip { $0.isWord || $0 == UInt8(ascii: ".") }
    token(.number, from: start)
  }

  func word(from start: Int) -> Bytes { code.slice(start, at) }
}

extension UInt8 {
  /// A letter, a digit, `_`, or part of a letter beyond ASCII.
  @inline(__always)
  var isWord: Bool { isAlphanumeric || self == 95 || self >= 128 }
}

/// A set of words that is asked with bytes.
struct WordSet: Sendable {
  private let buckets: [[[UInt8]]]
  private let ignoresCase: Bool

  /// Makes a set from words between spaces; lower-case if case does not matter.
  init(_ words: String, ignoresCase: Bool = false) {
    var buckets = [[[UInt8]]](repeating: [], count: 256)
    for word in words.split(separator: " ") {
      let bytes = [UInt8](word.utf8)
      buckets[WordSet.bucket(bytes[0], bytes.count)].append(bytes)
    }
    self.buckets = buckets
    self.ignoresCase = ignoresCase
  }

  func contains(_ word: Bytes) -> Bool {
    guard word.count > 0, word.count < 32 else { return false }
    let first = ignoresCase ? word[0].lowered : word[0]
    next: for candidate in buckets[WordSet.bucket(first, word.count)]
    where candidate.count == word.count {
      for index in 0..<word.count {
        let byte = ignoresCase ? word[index].lowered : word[index]
        if candidate[index] != byte { continue next }
      }
      return true
    }
    return false
  }

  private static func bucket(_ first: UInt8, _ count: Int) -> Int {
    (Int(first) &* 7 &+ count) & 255
  }
}
