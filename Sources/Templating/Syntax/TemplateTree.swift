/// A parsed template: what its text means before any data or other template is known.
indirect enum Node: Sendable {
  /// Literal bytes of the template.
  case text(Range<Int>)
  /// The start of an output line, with the white space the template has there.
  case line(Range<Int>)
  case hole(Hole)
  case section(Section)
  case partial(Inclusion)
  case parent(Inclusion)
  case block(Block)
}

/// A tag that prints a value.
struct Hole: Sendable {
  let range: Range<Int>
  let path: Name
  let filters: [FilterCall]
  let isRaw: Bool
  let place: HolePlace
}

/// A dotted name as it was written; `names` is empty for `.`.
struct Name: Sendable {
  let range: Range<Int>
  let names: [String]
  /// How it was written.
  var text: String { names.isEmpty ? "." : names.joined(separator: ".") }
}

/// One `| name argument…` of a hole.
struct FilterCall: Sendable {
  enum Argument: Sendable {
    case text(String)
    case path(Name)
  }

  let range: Range<Int>
  let name: String
  let arguments: [Argument]
}

/// A part that is rendered for a value or for its absence.
struct Section: Sendable {
  let range: Range<Int>
  let path: Name
  let isInverted: Bool
  let children: [Node]
}

/// A `{{>partial}}` or a `{{<parent}}` with the blocks it replaces.
struct Inclusion: Sendable {
  let range: Range<Int>
  let nameRange: Range<Int>
  let name: String
  /// White space before a tag that is alone on its line; `nil` for one that is not.
  let indent: Range<Int>?
  let isInTableRow: Bool
  let blocks: [Block]
}

/// A `{{$block}}` that a child template may replace.
struct Block: Sendable {
  let range: Range<Int>
  let name: String
  /// The indentation that a replacement gets on each line.
  let indent: Range<Int>
  /// Whether the block starts in the middle of a line, so that its first line is indented already.
  let isInline: Bool
  let children: [Node]

  /// The white space that the first line of the content has, which a replacement loses.
  var intrinsicIndent: Range<Int>? {
    for node in children {
      switch node {
      case .line(let space): return space
      case .text: continue
      case .block(let block): return block.indent
      case .partial(let inclusion): return inclusion.indent
      default: return nil
      }
    }
    return nil
  }
}

/// What surrounds a hole in the template's text, which decides how a value is escaped.
struct HolePlace: Sendable {
  enum Position: Sendable, Equatable {
    case text
    /// Inside `[…]`, where a link would break the one around it.
    case linkText
    /// Right at the start of a link's destination, or further inside it.
    case destination(isStart: Bool)
    case codeSpan
    /// Inside `<!--…-->`, which a value could end.
    case comment
    /// Inside a fenced block; safe only when the line begins with the template's own text.
    case fence(isLed: Bool)
  }

  var position = Position.text
  /// Whether the line is a row of a table: it has an unescaped `|`.
  var isInTableRow = false
  /// The text before a tag after which nothing follows on its line; `nil` for any other.
  var lead: Range<Int>?
}
