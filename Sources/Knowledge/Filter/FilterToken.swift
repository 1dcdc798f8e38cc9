import Primitives

/// One piece of a filter's text.
struct FilterToken: Equatable {
  enum Form: Equatable {
    /// A name, number, date or version; or text in quotes, which is never a keyword.
    case word(String, isQuoted: Bool)
    case comparison(Filter.Comparison)
    case open
    case close
    case comma
    case end
  }

  let form: Form
  /// Where it starts, counted in Unicode scalars from 1, and how long it is.
  let column: Int
  let length: Int

  /// The pieces of a text, the last one `end`.
  static func all(in text: String) throws(Diagnostics) -> [FilterToken] {
    let scalars = Array(text.unicodeScalars)
    var tokens: [FilterToken] = []
    var index = 0
    while index < scalars.count {
      let start = index
      func token(_ form: Form) -> FilterToken {
        FilterToken(form: form, column: start + 1, length: index - start)
      }
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case " ", "\t", "\n", "\r": continue
      case "(": tokens.append(token(.open))
      case ")": tokens.append(token(.close))
      case ",": tokens.append(token(.comma))
      case "'", "\"":
        guard let end = scalars[index...].firstIndex(of: scalar) else {
          throw Filter.problem(
            "unclosed-quote", "the quote that opens here is never closed", text, start + 1, 1,
            help: "close it with \(scalar)")
        }
        let word = String(String.UnicodeScalarView(scalars[index..<end]))
        index = end + 1
        tokens.append(token(.word(word, isQuoted: true)))
      case "=", "!", "<", ">", "~":
        if index < scalars.count, scalars[index] == "=" { index += 1 }
        let written = String(String.UnicodeScalarView(scalars[start..<index]))
        guard let comparison = Filter.Comparison(written) else {
          throw Filter.problem(
            "bad-filter", "`\(written)` compares nothing", text, start + 1, index - start,
            help: "compare with =, !=, <, <=, >, >=, ~ (contains) or in (a, b)")
        }
        tokens.append(token(.comparison(comparison)))
      default:
        while index < scalars.count, !isEnd(scalars[index]) { index += 1 }
        let word = String(String.UnicodeScalarView(scalars[start..<index]))
        tokens.append(token(.word(word, isQuoted: false)))
      }
    }
    return tokens + [FilterToken(form: .end, column: scalars.count + 1, length: 1)]
  }

  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    " \t\n\r(),'\"=!<>~".unicodeScalars.contains(scalar)
  }
}
