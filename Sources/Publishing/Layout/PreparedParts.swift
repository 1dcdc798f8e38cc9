/// Parts of pages that are the same on all pages of one depth, written once for each.
struct PreparedParts: Sendable {
  /// The styles and scripts in the head, by `PageFrame.assetsKey`.
  private(set) var assets: [String: [UInt8]] = [:]
  /// The feeds and forms of the whole site in the head, by the way to the root.
  private(set) var alternates: [String: [UInt8]] = [:]
  /// The header of every page but the home page, by the way to the root.
  private(set) var headers: [String: [UInt8]] = [:]

  init() {}

  /// Nearly all pages stand one to three folders deep; the parts of others are written as they come.
  init(_ site: PageFrame.SiteFacts) {
    for path in ["x", "x/x", "x/x/x", "x/x/x/x"] {
      var frame = PageFrame(
        site: site, kind: .document, path: path, root: SitePath.root(of: path), title: "")
      headers[frame.root] = Self.bytes { Layout.writeHeaderAnew(frame, &$0) }
      alternates[frame.root] = Self.bytes { Layout.writeSiteAlternatesAnew(frame, &$0) }
      for hasDrawings in [false, true] {
        frame.hasDrawings = hasDrawings
        assets[frame.assetsKey] = Self.bytes { Layout.writeAssetsAnew(frame, &$0) }
      }
    }
  }

  private static func bytes(_ write: (inout HTMLWriter) -> Void) -> [UInt8] {
    var page = HTMLWriter(out: [])
    write(&page)
    return page.out
  }
}

extension PageFrame {
  /// What the assets of a page depend on.
  var assetsKey: String {
    ([root, hasDrawings ? "drawings" : ""] + drawingScripts).joined(separator: " ")
  }
}
