import Primitives

/// A changelog that people write in too: the part between two markers is ours, the rest is not.
///
/// The markers are `<!-- waymark:begin NAME -->` and `<!-- waymark:end NAME -->`, each alone on its
/// line and outside fenced code.
public struct ChangelogFile {
  private let path: String
  private let name: String
  private let bytes: [UInt8]
  private let lines: [Range<Int>]

  /// Takes in a file as it is.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - path: the file's name, for messages.
  ///   - name: the name in the markers.
  public init(_ bytes: [UInt8], path: String, name: String) {
    (self.bytes, self.path, self.name) = (bytes, path, name)
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
      lines.append(start..<end)
      start = end
    }
    self.lines = lines
  }

  /// The releases of a rendered changelog: all from its first heading of level 2 on, and the text
  /// before it.
  public static func parts(of markdown: [UInt8]) -> (head: [UInt8], releases: [UInt8]) {
    let file = ChangelogFile(markdown, path: "", name: "")
    let first = file.visible.first { file.text($0).starts(with: Array("## ".utf8)) }
    guard let first else { return (markdown, []) }
    let start = file.lines[first].lowerBound
    return (Array(markdown[..<start]), Array(markdown[start...]))
  }

  /// The file with the releases between its markers; everything else byte for byte as it was, new
  /// lines ended as the file ends its own.
  ///
  /// - Parameters:
  ///   - releases: Markdown, ending in a newline.
  ///   - creating: makes markers after the first heading where there are none.
  /// - Returns: the new file.
  /// - Throws: markers that are missing, doubled or in the wrong order, each with its line.
  public func inserting(
    _ releases: [UInt8], creating: Bool = false
  ) throws(Diagnostics) -> [UInt8] {
    let begins = visible.filter { text($0) == marker("begin") }
    let ends = visible.filter { text($0) == marker("end") }
    if begins.isEmpty, ends.isEmpty {
      guard creating else {
        throw Diagnostics(
          Diagnostic(
            "no-markers", "`\(path)` has no markers for \(name)",
            help: """
              add --create to put them after the first heading, or write \
              `<!-- waymark:begin \(name) -->` and `<!-- waymark:end \(name) -->` yourself
              """))
      }
      // Markers at the end would stand inside the code, where nobody finds them again.
      if heading == nil, let fence = contents.unclosedFence {
        throw Diagnostics(
          Diagnostic(
            "unclosed-fence", "\(path):\(fence + 1): the code that opens here is never closed",
            help: "close it, or write the two markers where the releases belong"))
      }
      return created(releases)
    }
    guard begins.count == 1, ends.count == 1, begins[0] < ends[0] else {
      throw Diagnostics(markerProblems(begins, ends))
    }
    let (from, to) = (lines[begins[0]].upperBound, lines[ends[0]].lowerBound)
    return Array(bytes[..<from]) + block(releases) + Array(bytes[to...])
  }

  /// A new file: a rendered changelog with markers around its releases.
  public static func made(of markdown: [UInt8], name: String) -> [UInt8] {
    let parts = parts(of: markdown)
    let file = ChangelogFile([], path: "", name: name)
    return parts.head + file.created(parts.releases)
  }

  private func markerProblems(_ begins: [Int], _ ends: [Int]) -> [Diagnostic] {
    let help = "leave one pair of markers for \(name), the one that begins before the one that ends"
    if begins.isEmpty || ends.isEmpty {
      let (there, gone) = begins.isEmpty ? ("end", "begin") : ("begin", "end")
      let line = (begins + ends)[0] + 1
      return [
        Diagnostic(
          "marker-alone", "\(path):\(line): the marker `\(there) \(name)` has no `\(gone)`",
          help: help)
      ]
    }
    let doubled = (begins.dropFirst() + ends.dropFirst()).map { index in
      Diagnostic("marker-twice", "\(path):\(index + 1): a second marker for \(name)", help: help)
    }
    guard doubled.isEmpty else { return doubled }
    return [
      Diagnostic(
        "markers-crossed", "\(path):\(ends[0] + 1): the marker `end \(name)` comes first",
        help: help)
    ]
  }

  /// The first heading of level 1.
  private var heading: Int? { visible.first { text($0).starts(with: Array("# ".utf8)) } }

  private func created(_ releases: [UInt8]) -> [UInt8] {
    let block = marker("begin") + newline + block(releases) + marker("end") + newline
    guard let heading else {
      let gap = bytes.isEmpty ? [] : bytes.last == 10 ? newline : newline + newline
      return bytes + gap + block
    }
    let end = lines[heading].upperBound
    let gap = bytes[end - 1] == 10 ? newline : newline + newline
    let rest = bytes[end...]
    return Array(bytes[..<end]) + gap + block + rest
  }

  private func block(_ releases: [UInt8]) -> [UInt8] {
    var out = newline
    for line in releases.split(separator: 10, omittingEmptySubsequences: false) {
      out += line
      out += newline
    }
    // The split of a text that ends in a newline has an empty last part.
    if releases.last == 10 || releases.isEmpty { out.removeLast(newline.count) }
    return out + newline
  }

  private var newline: [UInt8] {
    guard let first = bytes.firstIndex(of: 10), first > 0, bytes[first - 1] == 13 else {
      return [10]
    }
    return [13, 10]
  }

  private func marker(_ word: String) -> [UInt8] { Array("<!-- waymark:\(word) \(name) -->".utf8) }

  /// A line without its end and the blanks around it.
  private func text(_ index: Int) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let whole = bytes[lines[index]]
    let line = (index == 0 && whole.starts(with: mark) ? whole.dropFirst(3) : whole).drop {
      $0 == 32
    }
    var end = line.endIndex
    while end > line.startIndex, [10, 13, 32, 9].contains(line[end - 1]) { end -= 1 }
    return Array(line[..<end])
  }

  /// The lines outside fenced code.
  private var visible: [Int] { contents.visible }

  /// The lines outside fenced code, and the line that opens code which is never closed.
  private var contents: (visible: [Int], unclosedFence: Int?) {
    var fence: (byte: UInt8, count: Int, line: Int)?
    let visible = lines.indices.filter { index in
      let line = text(index)
      let byte = line.first ?? 0
      let count = line.prefix { $0 == byte }.count
      let isFence = (byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~")) && count >= 3
      if let open = fence {
        if isFence, byte == open.byte, count >= open.count, line.count == count { fence = nil }
        return false
      }
      if isFence { fence = (byte, count, index) }
      return !isFence
    }
    return (visible, fence?.line)
  }
}
