import Markup
import Testing

/// Cells that are text as they stand are not parsed: nobody may see which ones.
@Suite("cells of tables")
struct TableCellTests {
  private static let pieces = [
    "a", "bc", "www.example.org", "https://e.org/x", "me@e.org", "2026-11-30", " ", "  ", "!", "#",
    "\"", "'", "(", ")", "+", "-", "--", ".", "...", ":", ";", "=", ">", "?", "@", "^", "{", "}",
    "$", "%", "/", ",", "&", "&amp;", "*", "**", "_", "<", "<b>", "[", "]", "[x](y)", "`", "``",
    "~", "~~", "\\", "\\*", "é", "→", "\u{202E}", "\u{7F}", "1. ", "[x] ", "{#id}",
  ]

  @Test("print what a paragraph prints", arguments: 0..<40)
  func sameAsText(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<100 {
      let count = Int.random(in: 1...8, using: &numbers)
      // Only a few of the pieces: else nearly no text would be without any syntax.
      let some = (0..<3).compactMap { _ in Self.pieces.randomElement(using: &numbers) } + ["a "]
      let text = (0..<count).compactMap { _ in some.randomElement(using: &numbers) }.joined()
      let paragraph = html("x \(text) x\n")
      let table = html("| h |\n|---|\n| x \(text) x |\n")
      let start = try #require(table.range(of: "<td>"))
      let end = try #require(table.range(of: "</td>"))
      #expect("<p>\(table[start.upperBound..<end.lowerBound])</p>\n" == paragraph, "\(text)")
    }
  }

  @Test("of a row that has too few or too many keep their columns")
  func ragged() {
    let table = html("| a | *b* | c |\n|---|:-:|--:|\n| 1 |\n| *1* | 2 | 3 | 4 |\n| | *2* | |\n")
    #expect(
      table.contains("<td>1</td>\n<td class=\"center\"></td>\n<td class=\"right\"></td>\n</tr>"))
    #expect(
      table.contains(
        "<td><em>1</em></td>\n<td class=\"center\">2</td>\n<td class=\"right\">3</td>\n</tr>"))
    #expect(
      table.contains(
        "<td></td>\n<td class=\"center\"><em>2</em></td>\n<td class=\"right\"></td>\n</tr>"))
  }

  @Test("of several tables, some without anything to parse, stay with their tables")
  func several() {
    let page = html(
      """
      Lead
      | *a* |
      |---|
      | 1 |

      | b |
      |---|
      | 2 |

      | c |
      |---|
      | [3] |
      | 4 |

      [3]: three

      """)
    for part in [
      "<p>Lead</p>", "<em>a</em>", "<td>1</td>", ">b</th>", "<td>2</td>",
      "<td><a href=\"three\">3</a></td>", "<td>4</td>",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }
}
