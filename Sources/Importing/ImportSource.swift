import Primitives

/// The bytes of a file that is imported, of which only a part is in memory: a report may be larger
/// than that.
///
/// What is read goes forwards nearly always; a look back costs another read of the part.
public final class ImportSource {
  /// Reads bytes of the file: where they start, and how many.
  public typealias Part = (_ offset: Int, _ count: Int) throws(Diagnostics) -> [UInt8]

  /// How many bytes there are.
  public let count: Int
  /// Why the file could not be read to its end; it then goes on with zeros.
  private(set) var failure: Diagnostics?
  private let part: Part
  private var window: [UInt8]
  private var start = 0
  /// Where each block of the file begins, for people; as far as somebody asked.
  private var marks = [Mark()]

  /// Where something stands in the file.
  struct Mark {
    /// How many lines end before it.
    private(set) var lines = 0
    /// Where its line starts.
    private(set) var start = 0
    /// How many characters of its line stand before it.
    private(set) var column = 0

    fileprivate mutating func advance(over bytes: [UInt8], from offset: Int) {
      for (index, byte) in bytes.enumerated() {
        if byte == 10 {
          (lines, start, column) = (lines + 1, offset + index + 1, 0)
        } else if byte & 0xc0 != 0x80 {
          column += 1
        }
      }
    }
  }

  private static let windowSize = 1 << 18
  private static let blockSize = 1 << 16

  /// Takes bytes that are there.
  public init(_ bytes: [UInt8]) {
    (count, window) = (bytes.count, bytes)
    part = { (offset, count) throws(Diagnostics) in Array(bytes[offset..<offset + count]) }
  }

  /// Takes a file of a size that is read part by part.
  public init(count: Int, part: @escaping Part) {
    (self.count, self.part, window) = (count, part, [])
  }

  /// One byte.
  subscript(index: Int) -> UInt8 {
    let place = index - start
    return place >= 0 && place < window.count ? window[place] : load(index)
  }

  /// Some bytes, beside the window.
  subscript(range: Range<Int>) -> [UInt8] {
    if range.lowerBound >= start, range.upperBound <= start + window.count {
      return Array(window[(range.lowerBound - start)..<(range.upperBound - start)])
    }
    return read(range.lowerBound, range.count)
  }

  /// The first place of a byte, at or after another; `nil` if there is none.
  func firstIndex(of byte: UInt8, from index: Int) -> Int? {
    var index = index
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// Hands over the whole file, part by part.
  func forEachPart(_ body: ([UInt8]) -> Void) throws(Diagnostics) {
    for offset in stride(from: 0, to: count, by: Self.windowSize) {
      body(read(offset, min(Self.windowSize, count - offset)))
      if let failure { throw failure }
    }
  }

  /// Where an offset stands; a report may have a thousand problems on its only line.
  func mark(at offset: Int) -> Mark {
    let size = Self.blockSize
    while marks.count <= offset / size {
      let begin = (marks.count - 1) * size
      var mark = marks[marks.count - 1]
      mark.advance(over: self[begin..<begin + size], from: begin)
      marks.append(mark)
    }
    var mark = marks[offset / size]
    mark.advance(over: self[offset / size * size..<offset], from: offset / size * size)
    return mark
  }

  private func load(_ index: Int) -> UInt8 {
    // A little before it as well: names and values are looked at again.
    start = max(0, index - Self.windowSize / 4)
    window = read(start, min(Self.windowSize, count - start))
    return window[index - start]
  }

  private func read(_ offset: Int, _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    if failure == nil {
      do throws(Diagnostics) {
        bytes = try part(offset, count)
        if bytes.count < count {
          failure = Diagnostics(
            Diagnostic(
              "file-changed", "the file became shorter while it was read",
              help: "import it when it is written to its end"))
        }
      } catch {
        failure = error
      }
    }
    return bytes + [UInt8](repeating: 0, count: max(0, count - bytes.count))
  }
}
