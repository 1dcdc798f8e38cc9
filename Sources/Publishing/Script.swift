/// Scripts without what only people read.
enum Script {
  /// Leaves out indentation, empty lines and lines that are comments; every other line stays as it is.
  ///
  /// For scripts of which no text runs over several lines, as a law of the theme's tests has it.
  static func minified(_ source: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(source.count)
    for line in source.split(separator: 10) {
      let text = line.drop { $0 == 32 || $0 == 9 }
      guard !text.isEmpty, !text.starts(with: "//".utf8) else { continue }
      out.append(contentsOf: text)
      out.append(10)
    }
    return out
  }
}
