import CAssets

/// The theme's files as they stand on the site, below `assets/`.
///
/// Their names carry no hash: a changed style must not change every page. No `integrity` either:
/// from `file://` browsers refuse scripts with one.
enum ThemeAssets {
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
          files[below] = below.hasSuffix(".css") ? StyleSheet.minified(bytes) : bytes
        }
      }
    }
    return files.sorted { $0.key < $1.key }.map { ("assets/" + $0.key, $0.value) }
  }
}
