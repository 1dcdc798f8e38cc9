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

  /// Whether at least four tenths of the bytes stayed: otherwise two whole lines read better.
  var isAlike: Bool {
    var kept = 0
    for case .same(let index, _) in difference.edits { kept += old[index].count }
    let longer = max(old.reduce(0) { $0 + $1.count }, new.reduce(0) { $0 + $1.count })
    return kept * 10 >= longer * 4
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
