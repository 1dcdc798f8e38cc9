/// A language whose code is coloured: its names and its lexer.
///
/// A lexer walks the code once and tells a `CodeWriter` where tokens are. It can't lose or change
/// a byte: the writer prints everything between the tokens itself.
struct Language: Sendable {
  /// Lower-case names that a fence may use; the first is the common one.
  let names: [String]
  private let lex: @Sendable (inout CodeWriter) -> Void

  init(_ names: String..., lex: @escaping @Sendable (inout CodeWriter) -> Void) {
    self.names = names
    self.lex = lex
  }

  /// Every language that is known, in the order of the alphabet.
  static let all: [Language] = [
    .console, .diff, .dockerfile, .http, .ini, .json, .python, .shell, .sql, .toml, .yaml,
  ]

  /// The language that a fence names, in any case.
  static func named(_ name: [UInt8]) -> Language? {
    guard !name.isEmpty, name.count <= 16 else { return nil }
    return all.first { language in
      language.names.contains { known in
        known.utf8.count == name.count
          && zip(known.utf8, name).allSatisfy { $0 == $1.lowered }
      }
    }
  }

  /// Prints code with its tokens in `span` elements.
  func write(_ code: Bytes, into out: inout OutputBuffer) {
    var writer = CodeWriter(code, out)
    lex(&writer)
    writer.finish()
    out = writer.out
  }
}

/// The sorts of tokens; the name in the style sheet is one letter.
enum Token: UInt8 {
  case keyword = 0x6B  // k
  case string = 0x73  // s
  case comment = 0x63  // c
  case number = 0x6E  // n
  case operation = 0x6F  // o
  case variable = 0x76  // v
  case function = 0x66  // f
  case key = 0x61  // a: attribute
  case prompt = 0x70  // p
  case heading = 0x68  // h
  case inserted = 0x69  // i
  case deleted = 0x64  // d
}
