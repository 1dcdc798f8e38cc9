extension Language {
  private static let instructions = WordSet(
    "from run cmd label maintainer expose env add copy entrypoint volume user workdir arg onbuild stopsignal healthcheck shell as",
    ignoresCase: true)

  /// Dockerfiles and Containerfiles; what follows an instruction is coloured as shell.
  static let dockerfile = Language("dockerfile", "docker", "containerfile") { writer in
    while !writer.isAtEnd {
      guard writer.isAtLineStart else {
        Shell.step(&writer, startsCommand: false)
        continue
      }
      writer.skip { $0.isBlank }
      let start = writer.at
      _ = writer.skipWord()
      if instructions.contains(writer.word(from: start)), writer.peek().isSpace {
        writer.token(.keyword, from: start)
      } else {
        writer.at = start
      }
      guard !writer.isAtEnd else { break }
      Shell.step(&writer, startsCommand: false)
    }
  }
}
