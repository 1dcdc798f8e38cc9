extension Language {
  /// Python 3.
  static let python = Language("python", "py", "python3", "pyi") { writer in
    while !writer.isAtEnd { Python.step(&writer) }
  }
}

/// One token of Python at a time.
private enum Python {
  private static let keywords = WordSet(
    "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case True False None"
  )
  private static let builtins = WordSet(
    "print len range str int float bool bytes list dict set tuple open isinstance super type sorted sum min max any all zip map filter enumerate repr getattr setattr hasattr iter next abs round self cls"
  )

  static func step(_ writer: inout CodeWriter) {
    let start = writer.at
    let byte = writer.peek()
    switch byte {
    case UInt8(ascii: "#"):
      writer.skipLine()
      writer.token(.comment, from: start)
    case 34, 39: string(&writer, from: start)
    case UInt8(ascii: "@") where writer.isAtLineStart || writer.peek(-1).isSpace:
      writer.at += 1
      writer.skip { $0.isWord || $0 == 46 }
      writer.token(.variable, from: start)
    default:
      if byte.isDigit {
        writer.number()
      } else if byte.isWord {
        _ = writer.skipWord()
        let next = writer.peek()
        if next == 34 || next == 39, writer.at - start <= 2 {
          string(&writer, from: start)
        } else if start > 0, writer.code[start - 1] == 46 {
          return
        } else if keywords.contains(writer.word(from: start)) {
          writer.token(.keyword, from: start)
        } else if builtins.contains(writer.word(from: start)) {
          writer.token(.function, from: start)
        }
      } else if isOperator(byte) {
        writer.skip(while: isOperator)
        writer.token(.operation, from: start)
      } else {
        writer.at += 1
      }
    }
  }

  private static func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case 37, 38, 42, 43, 45, 47, 33, 60...62, 94, 124, 126: true  // % & * + - / ! < = > ^ | ~
    default: false
    }
  }

  /// A string, with its prefix if there is one, from the quotation mark at the lexer's place.
  private static func string(_ writer: inout CodeWriter, from start: Int) {
    let quote = writer.peek()
    if writer.peek(1) == quote, writer.peek(2) == quote {
      writer.at += 3
      writer.skip(through: quote == 34 ? "\"\"\"" : "'''")
    } else {
      writer.skipString(quote: quote)
    }
    writer.token(.string, from: start)
  }
}
