import CAssets
import Glibc
import Testing

@Suite struct ThemeTests {
  private func files(below folder: String) throws -> [String: String] {
    var count: UInt = 0
    let all = try #require(waymark_assets(&count))
    var files: [String: String] = [:]
    for asset in UnsafeBufferPointer(start: all, count: Int(count)) {
      guard let path = asset.path, String(cString: path).hasPrefix(folder) else { continue }
      let bytes = UnsafeBufferPointer(start: asset.bytes, count: Int(asset.count))
      files[String(cString: path)] = String(decoding: bytes, as: UTF8.self)
    }
    return files
  }

  /// Colours by name as `light-dark(#light, #dark)` gives them.
  private func colours() throws -> [String: [Double]] {
    let style = try #require(try files(below: "site/styles/main.css").values.first)
    var found: [String: [Double]] = [:]
    for line in style.split(separator: "\n") where line.contains(": light-dark(#") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].hasPrefix("  --") else { continue }
      found[String(parts[0].dropFirst(4))] = parts[1].split(separator: "#").dropFirst().compactMap {
        Int($0.prefix(6), radix: 16).map(luminance)
      }
    }
    return found
  }

  /// Relative luminance of WCAG 2.2.
  private func luminance(_ colour: Int) -> Double {
    func linear(_ byte: Int) -> Double {
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8 & 255)
      + 0.0722 * linear(colour & 255)
  }

  private static let texts = [
    (
      "ink",
      [
        "paper", "raised", "sunken", "good-ground", "caution-ground", "bad-ground",
        "info-ground", "deep-ground",
      ]
    ),
    ("muted", ["paper", "raised", "sunken"]), ("link", ["paper", "raised", "sunken"]),
    ("good", ["paper", "good-ground"]), ("caution", ["paper", "caution-ground"]),
    ("bad", ["paper", "bad-ground"]), ("info", ["paper", "info-ground"]),
    ("deep", ["paper", "deep-ground"]), ("on-blaze", ["blaze"]), ("paper", ["stone", "ink"]),
  ]

  @Test(arguments: [0, 1]) func textHasContrast(_ scheme: Int) throws {
    let colours = try colours()
    for (text, grounds) in Self.texts {
      for ground in grounds {
        let values = try [#require(colours[text])[scheme], #require(colours[ground])[scheme]]
        let ratio = (values.max() ?? 0) + 0.05
        #expect(ratio / ((values.min() ?? 0) + 0.05) >= 4.5, "\(text) on \(ground)")
      }
    }
  }

  @Test(arguments: [0, 1]) func bordersOfControlsAreSeen(_ scheme: Int) throws {
    let colours = try colours()
    for name in ["edge", "blaze", "stone"] {
      let values = try [#require(colours[name])[scheme], #require(colours["paper"])[scheme]]
      #expect(((values.max() ?? 0) + 0.05) / ((values.min() ?? 0) + 0.05) >= 3, "\(name)")
    }
  }

  @Test func stylesAndScriptsAskNobodyElse() throws {
    for (path, text) in try files(below: "site/") where !path.hasSuffix(".svg") {
      for needle in ["http:", "https:", "@import", "url(", "eval(", "innerHTML", "document.write"] {
        #expect(!text.contains(needle), "\(needle) in \(path)")
      }
    }
  }

  @Test func theThemeStaysSmall() throws {
    let styles = try files(below: "site/styles/").values.map(\.utf8.count).reduce(0, +)
    let scripts = try files(below: "site/scripts/").filter { !$0.key.hasSuffix("/search.js") }
    #expect(styles <= 44_000)
    #expect(scripts.values.map(\.utf8.count).reduce(0, +) <= 16_000)
  }
}
