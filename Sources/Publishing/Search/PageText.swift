import Markup
import Primitives

/// The text of one page as a script, from which search shows the passage around a hit.
///
/// A file for each page: a reader loads those of the results on the screen, and a page that is made
/// anew writes no other's.
enum PageText {
  static func path(of page: SitePage) -> String { "search/texts/\(page.path).js" }

  /// `waymarkSearch.text("path","text")`, the text in one line, as passages are shown.
  static func script(_ page: SitePage, _ text: SearchText) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.bytes.count + text.bytes.count / 16 + 128)
    out += "waymarkSearch.text(".utf8
    JSONText.write(page.path, into: &out)
    out.append(UInt8(ascii: ","))
    let start = out.count
    if !append(text.bytes, to: &out) {
      out.removeLast(out.count - start)
      let shown = HiddenCharacter.shown(String(decoding: text.bytes, as: UTF8.self))
      JSONText.write(shown, into: &out)
    }
    out += ");\n".utf8
    return out
  }

  /// Appends text as JSON in one walk; answers whether it could: what may be hidden is left to
  /// those who know it.
  private static func append(_ text: [UInt8], to out: inout [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { text in
      out.append(UInt8(ascii: "\""))
      var run = 0
      for index in 0..<text.count {
        switch text[index] {
        case 34, 92, 10:
          out.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<index]))
          if text[index] == 10 {
            out.append(32)
            run = index + 1
          } else {
            out.append(92)
            run = index
          }
        case 0..<32, 127: return false
        case 0xC2 where text[index + 1] < 0xA0: return false
        case 0xE2
        where text[index + 1] == 0x81 || (text[index + 1] == 0x80 && text[index + 2] > 0xA9):
          return false
        case 0xEF: return false
        default: break
        }
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: text[run...]))
      out.append(UInt8(ascii: "\""))
      return true
    }
  }
}
