import Primitives
import Testing

@testable import Records

/// A record file with something wrong in it; `⟦⟧` in its text marks the place.
struct Mistake: Sendable, CustomTestStringConvertible {
  let name: String
  /// The ids of the diagnostics, in reading order.
  let ids: [String]
  /// A part of the first diagnostic's help.
  let help: String
  let kind: String
  let file: String
  let bytes: [UInt8]
  let place: (line: Int, column: Int)?

  var testDescription: String { name }

  init(
    _ name: String, _ ids: String..., help: String, kind: String = "team",
    file: String = "infra.yaml",
    _ text: String
  ) {
    self.name = name
    self.ids = ids
    self.help = help
    self.kind = kind
    self.file = file
    let parts = text.components(of: "⟦⟧")
    bytes = Array(parts.joined().utf8)
    place =
      parts.count == 1
      ? nil
      : (
        parts[0].utf8.count { $0 == 10 } + 1,
        parts[0].unicodeScalars.reversed().prefix { $0 != "\n" }.count + 1
      )
  }

  init(_ name: String, _ ids: String..., help: String, bytes: [UInt8], place: (Int, Int)?) {
    self.name = name
    self.ids = ids
    self.help = help
    kind = "team"
    file = "infra.yaml"
    self.bytes = bytes
    self.place = place.map { ($0.0, $0.1) }
  }

  /// What a reader is told; references are looked up among the file's own records.
  func diagnostics() -> [Diagnostic] {
    do {
      let source = try SourceText(file: file, bytes: bytes)
      let stem = file.hasSuffix(".md") ? file.dropLast(3) : file.dropLast(5)
      let (drafts, problems) = RecordReader.drafts(source, kind: kind, stem: String(stem))
      let known = Set(drafts.map(\.id) + Self.known)
      return (problems + DanglingReferences.diagnostics(drafts, known: known)).inReadingOrder
    } catch { return error.all }
  }

  static let known = [
    RecordID(kind: "component", id: "postgresql"), RecordID(kind: "team", id: "platform"),
    RecordID(kind: "incident", id: "nodes-down"),
  ]

  static let scraps = [
    "\t", "- ", ": ", "'", "\"", "[", "{", "]", "&a ", "*a ", "\n---\n", "? ", "!!", "|", "\n", "%",
    "\u{85}", "\u{2028}", "é", "\u{7}", "\\", "#", " #", "@",
  ]
}

extension String {
  /// The pieces between the places where a mark stands.
  fileprivate func components(of mark: String) -> [String] {
    var (pieces, rest) = ([String](), self[...])
    while let found = rest.firstRange(of: mark) {
      pieces.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    return pieces + [String(rest)]
  }
}
