/// Escaping of text that stands in HTML.
///
/// Runs of harmless bytes are copied whole. Invalid UTF-8 is copied as it is: strings are always
/// valid, and the renderer has repaired what it prints.
public enum HTMLText {
  /// Appends text for a place between tags: `&`, `<`, `>` and `"` become entities.
  public static func escape(_ text: String, into out: inout [UInt8]) {
    var text = text
    text.withUTF8 { escape($0, apostrophes: false, into: &out) }
  }

  /// Appends UTF-8 for a place between tags: `&`, `<`, `>` and `"` become entities.
  public static func escape(_ text: [UInt8], into out: inout [UInt8]) {
    text.withUnsafeBufferPointer { escape($0, apostrophes: false, into: &out) }
  }

  /// Appends UTF-8 in somebody else's memory for a place between tags.
  public static func escape(_ text: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
    escape(text, apostrophes: false, into: &out)
  }

  /// Appends an attribute's value, for either kind of quotation mark around it.
  public static func escapeAttribute(_ text: String, into out: inout [UInt8]) {
    var text = text
    text.withUTF8 { escape($0, apostrophes: true, into: &out) }
  }

  /// Appends an attribute's value in UTF-8, for either kind of quotation mark around it.
  public static func escapeAttribute(_ text: [UInt8], into out: inout [UInt8]) {
    text.withUnsafeBufferPointer { escape($0, apostrophes: true, into: &out) }
  }

  /// The text as it stands between tags; for cold places, the other forms allocate nothing.
  public static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + 16)
    escape(text, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends an address for `href` or `src`: bytes that no address may hold become `%XX`.
  public static func escapeAddress(_ address: String, into out: inout [UInt8]) {
    let isPlain: Bool? = address.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes where !byte.isPlainInAddress { return false }
      out.append(contentsOf: bytes)
      return true
    }
    if isPlain == true { return }
    var buffer = OutputBuffer(capacity: address.utf8.count + 16)
    var address = address
    address.withUTF8 { buffer.writeAddress($0) }
    out.append(contentsOf: buffer.bytes)
    buffer.deallocate()
  }

  private static func escape(_ text: Bytes, apostrophes: Bool, into out: inout [UInt8]) {
    var run = 0
    for index in 0..<text.count {
      let byte = text[index]
      guard byte.needsEscape || (apostrophes && byte == 39) else {
        if let hidden = HiddenCharacter.found(text, index) {
          out.append(contentsOf: text.slice(run, index))
          out.append(contentsOf: hidden.mark)
          run = index + hidden.length
        }
        continue
      }
      out.append(contentsOf: text.slice(run, index))
      let entity = OutputBuffer.entity(for: byte)
      out.append(contentsOf: Bytes(start: entity.utf8Start, count: entity.utf8CodeUnitCount))
      run = index + 1
    }
    out.append(contentsOf: text.slice(run, text.count))
  }
}

extension OutputBuffer {
  /// The entity for `&`, `<`, `>`, `"` or `'`.
  static func entity(for byte: UInt8) -> StaticString {
    switch byte {
    case 38: "&amp;"
    case 60: "&lt;"
    case 62: "&gt;"
    case 34: "&quot;"
    default: "&#39;"
    }
  }

  /// Writes text for a place between tags or inside double quotation marks.
  mutating func escape(_ text: Bytes) {
    var run = 0
    var index = 0
    let count = text.count
    while index < count {
      let byte = text[index]
      if byte.needsEscape {
        write(text.slice(run, index))
        write(OutputBuffer.entity(for: byte))
        run = index + 1
      } else if let hidden = HiddenCharacter.found(text, index) {
        write(text.slice(run, index))
        write(hidden)
        run = index + hidden.length
      }
      index += 1
    }
    write(text.slice(run, count))
  }

  private mutating func write(_ hidden: HiddenCharacter.Found) {
    hidden.mark.withUnsafeBufferPointer { write($0) }
  }

  /// Writes an address as cmark does: `%XX` for what no address may hold, entities for `&` and `'`.
  mutating func writeAddress(_ address: Bytes) {
    var run = 0
    for index in 0..<address.count {
      let byte = address[index]
      guard !byte.isPlainInAddress else { continue }
      write(address.slice(run, index))
      run = index + 1
      switch byte {
      case 38: write("&amp;")
      case 39: write("&#x27;")
      default:
        write(UInt8(ascii: "%"))
        write(OutputBuffer.hexDigit(byte >> 4))
        write(OutputBuffer.hexDigit(byte & 15))
      }
    }
    write(address.slice(run, address.count))
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }
}
