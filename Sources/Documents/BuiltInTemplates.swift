import CAssets
import Primitives
import Templating

/// The templates that are compiled into the program.
public enum BuiltInTemplates {
  /// All of them, ordered by path; names are paths without the ending, such as `partials/step`.
  public static let all: [TemplateSource] = {
    var count: UInt = 0
    guard let assets = waymark_assets(&count) else { return [] }
    return (0..<Int(count)).compactMap { index in
      let asset = assets[index]
      guard let path = asset.path.map({ String(cString: $0) }), path.hasPrefix("templates/"),
        path.hasSuffix(".md")
      else { return nil }
      return TemplateSource(
        name: String(path.dropFirst("templates/".count).dropLast(3)), file: path,
        bytes: Array(UnsafeBufferPointer(start: asset.bytes, count: Int(asset.count))))
    }
  }()
}
