import Primitives

/// Where things stand in the file, for people.
extension XMLScanner {
  /// A diagnostic about a place in the file.
  func diagnostic(
    _ id: String, _ severity: Diagnostic.Severity, _ message: String, at offset: Int,
    _ help: String, length: Int = 1
  ) -> Diagnostic {
    let offset = min(offset, bytes.count)
    let mark = bytes.mark(at: offset)
    let shown = bytes[mark.start..<min(bytes.count, mark.start + 400)]
    let end = shown.firstIndex(of: 10) ?? min(200, shown.count)
    let isShown = offset <= mark.start + end
    return Diagnostic(
      id, severity, message,
      at: SourceRange(file: file, line: mark.lines + 1, column: mark.column + 1, length: length),
      excerpt: isShown ? String(decoding: shown[..<end], as: UTF8.self) : nil, help: help)
  }

  /// An error at a place that ends the reading.
  func problem(_ id: String, _ message: String, at offset: Int, _ help: String)
    -> Diagnostics
  {
    Diagnostics(diagnostic(id, .error, message, at: offset, help))
  }

  /// The line of an offset, counting from 1.
  func line(_ offset: Int) -> Int { bytes.mark(at: offset).lines + 1 }
}
