import Primitives

/// Brings a record file into the canonical layout without touching what it states.
///
/// The order of fields and every comment stay. What changes: indentation (two blanks a level, lists
/// below their name), quotes that are not needed or not the usual ones, blanks at the end of lines,
/// line ends, a byte-order mark, and one line break at the end of the file. The Markdown below front
/// matter stays byte for byte.
public enum RecordFormat {
  /// The text of a file in the canonical layout; formatting it again changes nothing.
  ///
  /// What comes out was read back and states exactly what the file states. Constructs that the layout
  /// does not know, such as `? ` keys, keep their lines; only their ends are made regular.
  ///
  /// - `kind`: the kind that the folder says, if the folder says one.
  /// - `stem`: the file's name without its ending.
  /// - Throws: the problems of a file that has errors: nobody can tell what it means.
  public static func text(of source: SourceText, kind: String?, stem: String) throws(Diagnostics)
    -> String
  {
    let before = RecordReader.contents(source, kind: kind, stem: stem)
    guard before.refused.isEmpty, !before.diagnostics.containsError else {
      throw Diagnostics(before.diagnostics)
    }
    for layout in [Layout.full, .quotesKept, .linesKept] {
      guard let text = text(of: source, layout) else { continue }
      let after = RecordReader.contents(
        SourceText(file: source.file, text: text), kind: kind, stem: stem)
      if after.refused.isEmpty, !after.diagnostics.containsError,
        statements(after) == statements(before)
      {
        return text
      }
    }
    return source.text
  }

  private enum Layout { case full, quotesKept, linesKept }

  private struct Statement: Equatable {
    let id: RecordID
    let fields: Object
    let basedOn: Int?
  }

  private static func statements(_ contents: RecordReader.Contents) -> [Statement] {
    contents.drafts.map { Statement(id: $0.id, fields: $0.fields, basedOn: $0.basedOn) }
  }

  private static func text(of source: SourceText, _ layout: Layout) -> String? {
    guard source.file.hasSuffix(".md") else {
      return yaml(Array(source.text.utf8), layout).map { String(decoding: $0, as: UTF8.self) }
    }
    let bytes = Array(source.text.utf8)
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    guard let first = lines.first, isFence(first),
      let end = lines.dropFirst().firstIndex(where: isFence)
    else { return nil }
    let front = lines[1..<end].joined(separator: [10])
    guard let written = yaml(Array(front), layout) else { return nil }
    let body = lines[end].endIndex < bytes.count ? bytes[lines[end].endIndex...] : []
    return String(decoding: Array("---\n".utf8) + written + Array("---".utf8) + body, as: UTF8.self)
  }

  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    var line = line
    while let last = line.last, last == 13 || last == 32 { line.removeLast() }
    return line.elementsEqual("---".utf8)
  }

  private static func yaml(_ bytes: [UInt8], _ layout: Layout) -> [UInt8]? {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { line in
      line.last == 13 ? line.dropLast() : line
    }
    while lines.last?.allSatisfy({ $0 == 32 || $0 == 9 }) == true { lines.removeLast() }
    guard layout != .linesKept else {
      return lines.isEmpty ? [] : Array(lines.joined(separator: [10])) + [10]
    }
    var text = YAMLLayout(lines, keepsQuotes: layout == .quotesKept)
    do throws(YAMLLayout.Unknown) {
      return try text.run()
    } catch {
      return nil
    }
  }
}
