import CAssets
import Glibc
import Testing

@testable import Publishing

@Suite struct ThemeTests {
  @Test func stylesShowEachOutcomeOfAMatrixAlone() throws {
    let style = try #require(try files(below: "site/styles/figures.css").values.first)
    for outcome in MatrixDrawing.outcomes.map(\.rawValue) {
      #expect(
        style.contains(
          ".cells:has(noscript [value=\"\(outcome)\"]:checked) td[data-is]:not([data-is=\"\(outcome)\"])"
        ), "\(outcome)")
    }
  }

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

  @Test func scriptsKeepTheirLines() {
    let source = "// Why.\n(() => {\n\n  // How.\n  const a = \"// no\"; // here\n})();\n"
    #expect(
      Script.minified(Array(source.utf8))
        == Array("(() => {\nconst a = \"// no\"; // here\n})();\n".utf8))
    // A text over several lines would lose its indentation.
    for (path, bytes) in ThemeAssets.files(overrides: [:]) where path.hasSuffix(".js") {
      for line in bytes.split(separator: 10) {
        #expect(
          line.count { $0 == UInt8(ascii: "`") } % 2 == 0,
          "\(path): \(String(decoding: line, as: UTF8.self))")
      }
    }
  }

  /// As served; what a reader downloads once for all pages.
  @Test func theThemeStaysSmall() {
    let files = ThemeAssets.files(overrides: [:])
    func size(_ ending: String, without names: [String]) -> Int {
      files.filter { file in
        file.path.hasSuffix(ending) && !names.contains { file.path.hasSuffix("/" + $0) }
      }.reduce(0) { $0 + $1.bytes.count }
    }
    // What every page asks for on a screen; drawings and paper ask for more of their own.
    #expect(size(".css", without: ["figures.css", "print.css"]) <= 30_000)
    #expect(size(".css", without: []) <= 42_000)
    #expect(size(".js", without: ["search.js"]) <= 24_000)
  }

  @Test(arguments: [
    ("a { color: red; }\n\nb , c{ margin : 0 auto }", "a{color:red}b,c{margin :0 auto}"),
    ("/* note */ a :is(b) > c { x: calc(1px + 2px) }", "a :is(b) > c{x:calc(1px + 2px)}"),
    (
      "a::before { content: \" /* ; */ \" / '\\'  ' }", "a::before{content:\" /* ; */ \" / '\\'  '}"
    ),
    ("@media (min-width: 4rem) { a { b: c } }", "@media (min-width:4rem){a{b:c}}"),
    ("a { b: c } /* open", "a{b:c}"), ("", ""),
  ])
  func stylesAreServedWithoutWhatOnlyPeopleRead(_ source: String, _ wanted: String) {
    #expect(String(decoding: StyleSheet.minified(Array(source.utf8)), as: UTF8.self) == wanted)
  }

  @Test func filesAreOverriddenOneByOne() {
    let own = Array("body  {  color : red }  ".utf8)
    let plain = ThemeAssets.files(overrides: [:])
    let files = ThemeAssets.files(overrides: ["styles/main.css": own, "fonts/own.woff2": [1]])
    #expect(files.map(\.path) == files.map(\.path).sorted())
    #expect(Set(files.map(\.path)) == Set(plain.map(\.path) + ["assets/fonts/own.woff2"]))
    for file in files where file.path.hasPrefix("assets/s") {
      let before = plain.first { $0.path == file.path }?.bytes
      #expect((file.bytes == before) == (file.path != "assets/styles/main.css"), "\(file.path)")
    }
    #expect(files.first { $0.path == "assets/styles/main.css" }?.bytes == own)
  }
}
