extension Language {
  /// Unified and context diffs.
  static let diff = Language("diff", "patch") { writer in
    while !writer.isAtEnd {
      let start = writer.at
      let first = writer.peek()
      let isHeader =
        (first == 43 || first == 45) && writer.peek(1) == first && writer.peek(2) == first
      writer.skipLine()
      switch first {
      case _ where isHeader: writer.token(.heading, from: start)
      case UInt8(ascii: "@"): writer.token(.heading, from: start)
      case UInt8(ascii: "+"), 62: writer.token(.inserted, from: start)
      case UInt8(ascii: "-"), 60: writer.token(.deleted, from: start)
      case UInt8(ascii: "!"): writer.token(.key, from: start)
      case UInt8(ascii: "d"), UInt8(ascii: "i"):
        if writer.code.starts(with: "diff ", at: start)
          || writer.code.starts(with: "index ", at: start)
        {
          writer.token(.comment, from: start)
        }
      default: break
      }
      writer.at += 1
    }
  }
}
