import Documents
import Markup
import Primitives

/// Drawings as inline SVG: no style in attributes, no colour that alone carries meaning.
///
/// What they answer is phrasing content, a `span` around `svg`, so that it may stand where the
/// image of the Markdown stood, inside a paragraph. Positions over time and shares are per cent of
/// the width, so text keeps its size on a phone and on paper.
enum FigureDrawing {
  /// The drawing; `resolve` turns a `.md` path of the figure into an address on the page.
  static func svg(_ figure: Figure, resolve: (String) -> String?) -> [UInt8] {
    switch figure {
    case .timeline(let timeline): TimelineDrawing(timeline).drawn(resolve)
    case .matrix(let matrix): MatrixDrawing(matrix).drawn()
    case .intervals(let intervals): IntervalsDrawing(intervals).drawn()
    case .stages(let stages): StagesDrawing(stages).drawn()
    }
  }
}

extension HTMLWriter {
  /// `12.34%`, of ten thousandths.
  mutating func share(_ name: StaticString, _ tenThousandths: Int) {
    raw(" ")
    raw(name)
    raw("=\"")
    number(tenThousandths / 100)
    let rest = tenThousandths % 100
    if rest > 0 {
      raw(rest < 10 ? ".0" : ".")
      number(rest)
    }
    raw("%\"")
  }

  /// ` name="12"`.
  mutating func length(_ name: StaticString, _ pixels: Int) {
    raw(" ")
    raw(name)
    raw("=\"")
    number(pixels)
    raw("\"")
  }

  /// Opens a drawing that says what it is to those who don't see it.
  ///
  /// - `isImage`: false where links inside must stay reachable.
  mutating func openDrawing(
    _ name: String, title: String, description: String, width: Int?, height: Int,
    isImage: Bool = true
  ) {
    let id = Self.id(of: "\(name) \(title) \(description) \(height)")
    raw("<svg")
    attribute("class", name)
    if let width { length("width", width) } else { raw(" width=\"100%\"") }
    length("height", height)
    raw(isImage ? " role=\"img\"" : " role=\"group\"")
    attribute("aria-labelledby", "\(id)-t")
    attribute("aria-describedby", "\(id)-d")
    raw("><title")
    attribute("id", "\(id)-t")
    raw(">")
    text(title)
    raw("</title><desc")
    attribute("id", "\(id)-d")
    raw(">")
    text(description)
    raw("</desc>\n")
  }

  /// A line of text in a drawing; `anchor` is a class that says which end stands at the place.
  mutating func label(
    _ words: String, name: String, x tenThousandths: Int? = nil, px: Int = 0, y: Int
  ) {
    raw("<text")
    attribute("class", name)
    if let tenThousandths { share("x", tenThousandths) } else { length("x", px) }
    length("y", y)
    raw(">")
    text(words)
    raw("</text>")
  }

  /// FNV-1a: the same drawing has the same id in every build.
  private static func id(of text: String) -> String {
    var hash: UInt32 = 2_166_136_261
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return "figure-" + String(hash, radix: 36)
  }
}
