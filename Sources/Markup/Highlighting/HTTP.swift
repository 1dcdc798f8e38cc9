extension Language {
  private static let methods = WordSet("GET POST PUT PATCH DELETE HEAD OPTIONS CONNECT TRACE")

  /// HTTP requests and responses: first line, headers, plain body.
  static let http = Language("http", "https") { writer in
    while !writer.isAtEnd {
      let start = writer.at
      writer.skip { $0.isAlphanumeric || $0 == 45 }
      if methods.contains(writer.word(from: start)), writer.peek() == 32 {
        writer.token(.keyword, from: start)
        let target = writer.at + 1
        writer.skipLine()
        writer.token(.string, from: target)
      } else if writer.code.starts(with: "HTTP/", at: start) {
        writer.skip { $0 != 32 && $0 != 10 }
        writer.token(.keyword, from: start)
        writer.skip { $0 == 32 }
        let status = writer.at
        writer.skip { $0.isDigit }
        writer.token(.number, from: status)
        writer.skipLine()
      } else if writer.at > start, writer.peek() == 58 {
        writer.token(.key, from: start)
        writer.token(.operation, from: writer.at, to: writer.at + 1)
        writer.skipLine()
      } else {
        writer.skipLine()
        // An empty line ends the headers of a message; the body stays plain.
        if writer.at == start { writer.skip { _ in true } }
      }
      writer.at += 1
    }
  }
}
