/// Drawings as inline SVG. Placeholder until the theme lands.
enum FigureDrawing {
  /// The drawing; `resolve` turns a `.md` path of the figure into an address on the page.
  static func svg(_ figure: Figure, resolve: (String) -> String?) -> [UInt8] {
    Array("<svg role=\"img\"></svg>".utf8)
  }
}
