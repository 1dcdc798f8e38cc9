/// One `{{…}}` in a template.
struct Tag: Sendable {
  enum Kind: Sendable {
    case variable, raw, section, inverted, close, partial, parent, block, comment, delimiters
  }

  let kind: Kind
  /// The whole tag with its delimiters, as byte offsets in the template.
  let range: Range<Int>
  /// What it says without delimiters, sigil and surrounding white space.
  let body: Range<Int>

  /// Whether the tag opens something that a closing tag must end.
  var opens: Bool {
    switch kind {
    case .section, .inverted, .parent, .block: true
    default: false
    }
  }

  /// Whether the tag prints a value.
  var isHole: Bool { kind == .variable || kind == .raw }
}

/// A stretch of a template: literal text without line breaks, a line break, or a tag.
enum Piece: Sendable {
  case text(Range<Int>)
  case newline(Range<Int>)
  case tag(Int)
}
