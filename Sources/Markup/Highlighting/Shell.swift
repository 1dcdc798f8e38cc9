extension Language {
  /// POSIX shell and Bash scripts.
  static let shell = Language("bash", "sh", "shell", "zsh") { writer in
    while !writer.isAtEnd { Shell.step(&writer, startsCommand: writer.isAtLineStart) }
  }

  /// A terminal session: commands behind a prompt, output left plain.
  static let console = Language("console", "shell-session", "terminal") { writer in
    while !writer.isAtEnd {
      let start = writer.at
      let mark = writer.peek()
      if mark == UInt8(ascii: "$") || mark == UInt8(ascii: "#") || mark == UInt8(ascii: ">"),
        writer.peek(1) == 32
      {
        writer.at += 2
        writer.token(.prompt, from: start)
        while !writer.isAtEnd, writer.peek() != 10 { Shell.step(&writer, startsCommand: false) }
      } else {
        writer.skipLine()
      }
      writer.at += 1
    }
  }
}

/// One token of shell at a time.
enum Shell {
  private static let keywords = WordSet(
    "if then else elif fi for while until do done case esac in function select time return exit break continue local export readonly declare unset trap set shift"
  )
  private static let commands = WordSet(
    "cd echo printf read test source eval exec wait kill alias sudo git docker kubectl helm python python3 pip uv psql pg_dump curl ssh systemctl make cat grep sed awk rm cp mv mkdir ls tar terraform ansible"
  )

  static func step(_ writer: inout CodeWriter, startsCommand: Bool) {
    let start = writer.at
    let byte = writer.peek()
    switch byte {
    case UInt8(ascii: "#"):
      if start == 0 || writer.peek(-1).isSpace || writer.peek(-1) == 59 {
        writer.skipLine()
        writer.token(.comment, from: start)
      } else {
        writer.at += 1
      }
    case 39:
      writer.skipString(quote: 39, escapes: false, multiline: true)
      writer.token(.string, from: start)
    case 34:
      writer.skipString(quote: 34, multiline: true)
      writer.token(.string, from: start)
    case UInt8(ascii: "$"): variable(&writer)
    case 92: writer.at += 2
    case UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: ";"), 60, 62:
      writer.skip { $0 == 124 || $0 == 38 || $0 == 59 || $0 == 60 || $0 == 62 }
      writer.token(.operation, from: start)
    case UInt8(ascii: "-"):
      // An option, when it stands at the start of a word.
      let isOption = start > 0 && writer.peek(-1).isSpace
      writer.skip { $0 == 45 || $0.isWord }
      if isOption { writer.token(.key, from: start) }
    default:
      guard byte.isWord else {
        writer.at += 1
        return
      }
      let startsWord = start == 0 || !joinsWords(writer.peek(-1))
      _ = writer.skipWord()
      word(&writer, from: start, startsWord: startsWord)
    }
  }

  private static func joinsWords(_ byte: UInt8) -> Bool {
    switch byte {
    case 37, 43...47, 58, 61, 64: true  // % + , - . / : = @
    default: false
    }
  }

  private static func word(_ writer: inout CodeWriter, from start: Int, startsWord: Bool) {
    guard startsWord else { return }
    let next = writer.peek()
    if next == UInt8(ascii: "="), !writer.code[start].isDigit {
      writer.token(.variable, from: start)
    } else if next == UInt8(ascii: "-") || next == UInt8(ascii: "/") || next == UInt8(ascii: ".") {
      return
    } else if keywords.contains(writer.word(from: start)) {
      writer.token(.keyword, from: start)
    } else if commands.contains(writer.word(from: start)) {
      writer.token(.function, from: start)
    }
  }

  private static func variable(_ writer: inout CodeWriter) {
    let start = writer.at
    writer.at += 1
    if writer.peek() == UInt8(ascii: "{") {
      writer.skip { $0 != 125 && $0 != 10 }
      writer.at += 1
    } else if writer.peek().isWord {
      _ = writer.skipWord()
    } else if "?!#@*$-".utf8.contains(writer.peek()) {
      writer.at += 1
    } else {
      return
    }
    writer.token(.variable, from: start)
  }
}
