extension Language {
  /// INI files, systemd units, properties and `.env` files.
  static let ini = Language("ini", "cfg", "conf", "properties", "dotenv", "env", "systemd") {
    writer in
    while !writer.isAtEnd {
      writer.skip { $0.isBlank }
      let start = writer.at
      switch writer.peek() {
      case UInt8(ascii: "["):
        writer.skipLine()
        writer.token(.heading, from: start)
      case UInt8(ascii: "#"), UInt8(ascii: ";"):
        writer.skipLine()
        writer.token(.comment, from: start)
      default:
        writer.skip { $0 != 10 && $0 != 61 && $0 != 58 }
        if writer.peek() == 61 || writer.peek() == 58 {
          writer.token(.key, from: start)
          writer.token(.operation, from: writer.at, to: writer.at + 1)
          writer.skipLine()
        }
      }
      writer.at += 1
    }
  }
}
