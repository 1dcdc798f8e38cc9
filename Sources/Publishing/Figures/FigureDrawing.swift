import Documents
import Markup
import Primitives

/// Drawings as HTML with inline SVG: no style in attributes, no colour that alone carries meaning.
///
/// Each is a block. Positions over time and shares are per cent of the width, so text keeps its size
/// on a phone and on paper.
enum FigureDrawing {
  /// The drawing.
  ///
  /// - `name`: of the figure on its page, for the anchors in it.
  /// - `resolve`: turns a `.md` path or a fragment of the figure into an address on the page.
  static func html(_ figure: Figure, name: String, resolve: (String) -> String?) -> [UInt8] {
    switch figure {
    case .timeline(let timeline): TimelineDrawing(timeline, name: name).drawn(resolve)
    case .matrix(let matrix): MatrixDrawing(matrix).drawn(resolve)
    case .intervals(let intervals): IntervalsDrawing(intervals).drawn(resolve)
    case .stages(let stages): StagesDrawing(stages).drawn()
    case .paths(let paths): PathsDrawing(paths).drawn(resolve)
    }
  }

  /// The scripts that these drawings are easier to use with.
  static func scripts(of figures: [String: Figure]) -> [String] {
    var needed: Set<String> = []
    for figure in figures.values {
      switch figure {
      case .timeline: needed.insert("timeline")
      case .matrix: needed.insert("matrix")
      case .intervals, .stages, .paths: break
      }
    }
    return needed.sorted()
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
    if !name.isEmpty { attribute("class", name) }
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
