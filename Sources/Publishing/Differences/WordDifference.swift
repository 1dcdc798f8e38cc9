import Documents
import Markup

/// What changed within one line, word by word.
struct WordDifference {
  private let old: [ArraySlice<UInt8>]
  private let new: [ArraySlice<UInt8>]
  private let difference: Difference

  init(from old: ArraySlice<UInt8>, to new: ArraySlice<UInt8>) {
    self.old = WordDifference.words(old)
    self.new = WordDifference.words(new)
    difference = Difference(from: self.old, to: self.new)
  }

  /// Whether the line reads well with its changes in it; else two whole lines read better.
  ///
  /// At least four tenths of its letters stayed, and six tenths where they are cut into more than two
  /// places. Blanks and signs stay by chance and do not count, but in lines without words.
  var isAlike: Bool {
    let hasWords = (old + new).contains { $0.first.map(Self.isWord) == true }
    func weight(_ word: ArraySlice<UInt8>) -> Int {
      !hasWords || word.first.map(Self.isWord) == true ? word.count : 0
    }
    var (kept, places, isInside) = (0, 0, false)
    for edit in difference.edits {
      if case .same(let index, _) = edit {
        let stays = weight(old[index])
        kept += stays
        if stays > 0 { isInside = false }
      } else if !isInside {
        (places, isInside) = (places + 1, true)
      }
    }
    let longer = max(old.reduce(0) { $0 + weight($1) }, new.reduce(0) { $0 + weight($1) })
    return kept * 10 >= longer * (places > 2 ? 6 : 4)
  }

  func write(into out: inout [UInt8]) {
    var open: String?
    for edit in difference.edits {
      let (tag, word): (String?, ArraySlice<UInt8>) =
        switch edit {
        case .same(_, let index): (nil, new[index])
        case .removed(let index): ("del", old[index])
        case .added(let index): ("ins", new[index])
        }
      if tag != open {
        if let open { out.append(contentsOf: "</\(open)>".utf8) }
        if let tag { out.append(contentsOf: "<\(tag)>".utf8) }
        open = tag
      }
      HTMLText.escape(Array(word), into: &out)
    }
    if let open { out.append(contentsOf: "</\(open)>".utf8) }
  }

  /// Runs of letters and digits, and every other byte sequence of one character.
  private static func words(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    var start = line.startIndex
    while start < line.endIndex {
      var end = start + 1
      if isWord(line[start]) {
        while end < line.endIndex, isWord(line[end]) { end += 1 }
      }
      words.append(line[start..<end])
      start = end
    }
    return words
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte >= 128 || byte == 95
  }
}
