import Markup

/// Cuts text into search terms.
///
/// A word is a run of letters, digits and `_`, with `.` inside. It is a term as a whole, so that
/// `5.2.8`, `django.db` and `max_connections` are found as written; unless it is a version, what
/// stands between its `.` is a term too, and so are its parts between `_` and before capitals.
/// Single letters and words of more than 40 bytes (digests) are not.
struct Tokenizer {
  static let longest = 40

  private var word: [UInt8] = []
  /// Where parts of the word start, besides its start.
  private var cuts: [Int] = []
  private var hasLetter = false
  private var hasJoint = false
  private var isAfterSmall = false

  mutating func note(_ text: String, weight: UInt32, document: Int, into log: inout TermLog) {
    var text = text
    text.withUTF8 { note($0, weight: weight, document: document, into: &log) }
  }

  mutating func note(_ text: SearchText, document: Int, into log: inout TermLog) {
    text.bytes.withUnsafeBufferPointer { bytes in
      for piece in text.pieces {
        // Code counts as body.
        let weight = UInt32(max(1, piece.weight.rawValue))
        note(
          UnsafeBufferPointer(rebasing: bytes[piece.range]), weight: weight, document: document,
          into: &log)
      }
    }
  }

  mutating func note(
    _ text: UnsafeBufferPointer<UInt8>, weight: UInt32, document: Int, into log: inout TermLog
  ) {
    var index = 0
    while index < text.count {
      if word.isEmpty {
        // Between words, and over nearly all words, in one go.
        while index < text.count, Self.isGap(text[index]) { index += 1 }
        guard index < text.count else { break }
        if let end = Self.plainEnd(in: text, from: index) {
          if isTerm(end - index, text[index]) {
            log.note(
              UnsafeBufferPointer(rebasing: text[index..<end]), document: document, weight: weight)
          }
          index = end
          continue
        }
        if let end = takeASCII(text, from: index, weight, document, &log) {
          index = end
          continue
        }
      }
      let byte = text[index]
      index += 1
      switch byte {
      case 97...122:
        word.append(byte)
        hasLetter = true
        isAfterSmall = true
      case 65...90:
        if isAfterSmall { cuts.append(word.count) }
        word.append(byte + 32)
        hasLetter = true
        isAfterSmall = false
      case 48...57:
        word.append(byte)
        isAfterSmall = false
      case 95, 46:
        // A joint only inside a word; what follows is a part of its own.
        guard !word.isEmpty, index < text.count, Self.isWord(text[index]) else {
          end(weight, document, &log)
          continue
        }
        word.append(byte)
        cuts.append(word.count)
        hasJoint = true
        isAfterSmall = false
      case 0..<128: end(weight, document, &log)
      default:
        let (scalar, length) = Self.scalar(in: text, at: index - 1)
        index += length - 1
        if LetterFolding.standsAlone(scalar) { end(weight, document, &log) }
        if LetterFolding.fold(scalar, into: &word) {
          hasLetter = true
          isAfterSmall = true
          if LetterFolding.standsAlone(scalar) { end(weight, document, &log) }
        } else {
          end(weight, document, &log)
        }
      }
    }
    end(weight, document, &log)
  }

  /// Takes a whole word of ASCII at once and answers where it ends; `nil`, and nothing is taken,
  /// where another character is in it or behind it.
  private mutating func takeASCII(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ weight: UInt32, _ document: Int,
    _ log: inout TermLog
  ) -> Int? {
    var end = start
    while end < text.count, !Self.isGap(text[end]) || text[end] == 46 || text[end] == 95 {
      guard text[end] < 128 else { return nil }
      end += 1
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: end - start) { word in
      var (index, isAfterSmall) = (start, false)
      scan: while index < end {
        let byte = text[index]
        switch byte {
        case 65...90:
          if isAfterSmall { cuts.append(index - start) }
          isAfterSmall = false
          hasLetter = true
        case 97...122: (hasLetter, isAfterSmall) = (true, true)
        case 48...57: isAfterSmall = false
        default:
          // A joint only inside a word; what follows is a part of its own.
          guard index + 1 < end, !Self.isGap(text[index + 1]) else { break scan }
          cuts.append(index + 1 - start)
          hasJoint = true
          isAfterSmall = false
        }
        word[index - start] = (65...90).contains(byte) ? byte + 32 : byte
        index += 1
      }
      let whole = UnsafeBufferPointer(rebasing: word[..<(index - start)])
      note(word: whole, weight, document, &log)
      return index
    }
  }

  /// Where a word ends that is a term as it stands; `nil` where it is none or another.
  ///
  /// Small letters and digits up to a space or mark: nearly all words are so, and need not be put
  /// together byte by byte.
  private static func plainEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < text.count, isPlain(text[index]) { index += 1 }
    guard index > start else { return nil }
    guard index < text.count else { return index }
    switch text[index] {
    case 65...90, 128...: return nil
    // At the end of a sentence it joins nothing.
    case 95, 46: return index + 1 < text.count && isWord(text[index + 1]) ? nil : index
    default: return index
    }
  }

  /// A small letter or a digit.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool { byte &- 97 < 26 || byte &- 48 < 10 }

  /// White space, a mark or a control character: what is in no word.
  ///
  /// As bits, so that nothing is loaded; `.` and `_` are in a word only behind its first letter.
  @inline(__always)
  private static func isGap(_ byte: UInt8) -> Bool {
    let low: UInt64 = 0xFC00_FFFF_FFFF_FFFF
    let high: UInt64 = 0xF800_0001_F800_0001
    if byte < 64 { return low >> UInt64(byte) & 1 == 1 }
    return byte < 128 && high >> UInt64(byte - 64) & 1 == 1
  }

  private mutating func end(_ weight: UInt32, _ document: Int, _ log: inout TermLog) {
    guard !word.isEmpty else { return }
    var whole: [UInt8] = []
    swap(&whole, &word)
    whole.withUnsafeBufferPointer { note(word: $0, weight, document, &log) }
    swap(&whole, &word)
    word.removeAll(keepingCapacity: true)
  }

  /// Notes a word and the terms in it, and begins the next one.
  private mutating func note(
    word: UnsafeBufferPointer<UInt8>, _ weight: UInt32, _ document: Int, _ log: inout TermLog
  ) {
    if isTerm(word.count, word[0]) { log.note(word, document: document, weight: weight) }
    // `5.2.8` and `v5.2` are not cut; `django.db` is.
    let isVersion = hasJoint && (!hasLetter || (48...57).contains(word[0]))
    if !cuts.isEmpty, !isVersion {
      noteNames(in: word, weight, document, &log)
      var start = 0
      for cut in cuts + [word.count + 1] {
        var end = min(cut, word.count)
        while end > start, word[end - 1] == 95 || word[end - 1] == 46 { end -= 1 }
        if end > start, end - start < word.count, isTerm(end - start, word[start]) {
          log.note(
            UnsafeBufferPointer(rebasing: word[start..<end]), document: document, weight: weight)
        }
        start = min(cut, word.count)
      }
    }
    if !cuts.isEmpty { cuts.removeAll(keepingCapacity: true) }
    (hasLetter, hasJoint, isAfterSmall) = (false, false, false)
  }

  /// The names that a dotted word is made of, where they have parts themselves: of
  /// `http.server.CGIHTTPRequestHandler` the last, which people look for without its module.
  private func noteNames(
    in word: UnsafeBufferPointer<UInt8>, _ weight: UInt32, _ document: Int, _ log: inout TermLog
  ) {
    guard word.contains(46) else { return }
    var start = 0
    for end in 0...word.count where end == word.count || word[end] == 46 {
      let hasParts = cuts.contains { start < $0 && $0 < end }
      if hasParts, end - start < word.count, isTerm(end - start, word[start]) {
        log.note(
          UnsafeBufferPointer(rebasing: word[start..<end]), document: document, weight: weight)
      }
      start = end + 1
    }
  }

  private func isTerm(_ count: Int, _ first: UInt8) -> Bool {
    count <= Self.longest && (count > 1 || (48...57).contains(first))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
      || byte >= 0xC3
  }

  /// The scalar at a place of valid UTF-8 and its length in bytes.
  private static func scalar(
    in text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (UInt32, Int) {
    let first = UInt32(text[index])
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard first >= 0xC0, index + length <= text.count else { return (0xFFFD, 1) }
    var scalar = first & (0x7F >> UInt32(length))
    for offset in 1..<length { scalar = scalar << 6 | UInt32(text[index + offset]) & 63 }
    return (scalar, length)
  }
}
