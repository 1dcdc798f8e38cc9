import CAssets
import Primitives

/// The theme's files as they stand on the site, below `assets/`.
///
/// Their names carry no hash: a changed style must not change every page.
enum ThemeAssets {
  /// The digests of styles and scripts, by path such as `styles/main.css`, where a site wants them.
  ///
  /// Only where it does: `integrity` needs an answer that says that it may be read across origins
  /// or is of the same one, and from `file://` nothing is. Chromium then loads no style and no
  /// script at all. Source: W3C Subresource Integrity, §3.3; measured with Chromium 156.
  static func integrity(of site: Site) -> [String: String] {
    guard site.hasIntegrity else { return [:] }
    var digests: [String: String] = [:]
    for (path, bytes) in files(overrides: site.overrides)
    where path.hasSuffix(".css") || path.hasSuffix(".js") {
      digests[String(path.dropFirst("assets/".count))] = "sha256-" + Digest(of: bytes).base64
    }
    return digests
  }

  /// All files by path, ordered; the workspace's own replace those of the same name and add more.
  ///
  /// Built-in styles come without what only people read; a workspace's own are left as they are.
  static func files(overrides: [String: [UInt8]]) -> [(path: String, bytes: [UInt8])] {
    var files = overrides
    var count: UInt = 0
    if let all = waymark_assets(&count) {
      for asset in UnsafeBufferPointer(start: all, count: Int(count)) {
        guard let path = asset.path, let bytes = asset.bytes else { continue }
        let name = String(cString: path)
        guard name.hasPrefix("site/") else { continue }
        let below = String(name.dropFirst("site/".utf8.count))
        if files[below] == nil {
          let bytes = Array(UnsafeBufferPointer(start: bytes, count: Int(asset.count)))
          files[below] =
            below.hasSuffix(".css")
            ? StyleSheet.minified(bytes) : below.hasSuffix(".js") ? Script.minified(bytes) : bytes
        }
      }
    }
    return files.sorted { $0.key < $1.key }.map { ("assets/" + $0.key, $0.value) }
  }
}
