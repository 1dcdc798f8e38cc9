import Primitives

/// Where things stand in the file, for people.
extension XMLScanner {
  /// A diagnostic about a place in the file.
  func diagnostic(
    _ id: String, _ severity: Diagnostic.Severity, _ message: String, at offset: Int,
    _ help: String, length: Int = 1
  ) -> Diagnostic {
    let offset = min(offset, bytes.count)
    let start = lineStarts[line(offset) - 1]
    let end = bytes[start...].prefix(400).firstIndex(of: 10) ?? min(bytes.count, start + 200)
    let column = String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.count + 1
    let isShown = offset <= end
    return Diagnostic(
      id, severity, message,
      at: SourceRange(file: file, line: line(offset), column: column, length: length),
      excerpt: isShown ? String(decoding: bytes[start..<end], as: UTF8.self) : nil, help: help)
  }

  /// An error at a place that ends the reading.
  func problem(_ id: String, _ message: String, at offset: Int, _ help: String)
    -> Diagnostics
  {
    Diagnostics(diagnostic(id, .error, message, at: offset, help))
  }

  /// The line of an offset, counting from 1.
  func line(_ offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }
}
