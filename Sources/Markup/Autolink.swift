/// An address that stands bare in text, as GFM's autolink extension finds it.
///
/// Source: GFM specification 0.29, section 6.9. No domain is longer than 253 bytes; looking no further
/// keeps hostile text linear.
struct Autolink {
  let start: Int
  let end: Int
  /// What the address lacks in the text: `http://`, `mailto:` or nothing.
  let prefix: StaticString

  private static let longestDomain = 256

  /// The link whose tell-tale byte (`:`, `.` or `@`) is at `index`, not starting before `floor`.
  static func found(in text: Bytes, at index: Int, from floor: Int) -> Autolink? {
    switch text[index] {
    case UInt8(ascii: ":"): address(in: text, colon: index, from: floor)
    case UInt8(ascii: "."): host(in: text, dot: index, from: floor)
    default: mail(in: text, at: index, from: floor)
    }
  }

  private static func address(in text: Bytes, colon: Int, from floor: Int) -> Autolink? {
    guard text.starts(with: "://", at: colon), colon + 3 < text.count,
      text[colon + 3].isAlphanumeric || text[colon + 3] >= 128
    else { return nil }
    var start = colon
    while start > floor, colon - start < 6, text[start - 1].isLetter { start -= 1 }
    let scheme = text.slice(start, colon)
    guard isKnown(scheme) else { return nil }
    let domain = domainEnd(in: text, from: colon + 3, needsDot: false)
    guard let domain else { return nil }
    return Autolink(start: start, end: linkEnd(in: text, from: start, domain: domain), prefix: "")
  }

  private static func isKnown(_ scheme: Bytes) -> Bool {
    for name in ["http", "https", "ftp"] as [StaticString]
    where scheme.count == name.utf8CodeUnitCount {
      var equal = true
      for index in 0..<scheme.count where scheme[index].lowered != name.utf8Start[index] {
        equal = false
      }
      if equal { return true }
    }
    return false
  }

  private static func host(in text: Bytes, dot: Int, from floor: Int) -> Autolink? {
    let start = dot - 3
    guard start >= floor, text.starts(with: "www", at: start) else { return nil }
    if start > 0 {
      let before = text[start - 1]
      guard before.isSpace || "*_~(".utf8.contains(before) else { return nil }
    }
    guard let domain = domainEnd(in: text, from: start, needsDot: true) else { return nil }
    let end = linkEnd(in: text, from: start, domain: domain)
    return end > dot + 1 ? Autolink(start: start, end: end, prefix: "http://") : nil
  }

  /// The end of a domain without `_` in its last two parts.
  private static func domainEnd(in text: Bytes, from start: Int, needsDot: Bool) -> Int? {
    var (dots, before, last) = (0, 0, 0)
    var index = start
    let limit = min(text.count, start + longestDomain)
    while index < limit {
      let byte = text[index]
      if byte == UInt8(ascii: "_") {
        last += 1
      } else if byte == UInt8(ascii: ".") {
        (before, last) = (last, 0)
        dots += 1
      } else if byte < 128, !byte.isAlphanumeric, byte != UInt8(ascii: "-") {
        break
      }
      index += 1
    }
    guard before == 0, last == 0, !needsDot || dots > 0 else { return nil }
    return index
  }

  /// The end of the whole address, without the punctuation that belongs to the sentence.
  private static func linkEnd(in text: Bytes, from start: Int, domain: Int) -> Int {
    var end = domain
    var (opening, closing) = (0, 0)
    while end < text.count, !text[end].isSpace, text[end] != UInt8(ascii: "<") { end += 1 }
    for index in start..<end {
      if text[index] == UInt8(ascii: "(") { opening += 1 }
      if text[index] == UInt8(ascii: ")") { closing += 1 }
    }
    while end > start {
      let byte = text[end - 1]
      if byte == UInt8(ascii: ")") {
        guard closing > opening else { break }
        closing -= 1
        end -= 1
      } else if "?!.,:*_~'\"".utf8.contains(byte) {
        end -= 1
      } else if byte == UInt8(ascii: ";") {
        var letters = end - 1
        while letters > start, text[letters - 1].isLetter { letters -= 1 }
        let isEntity = letters < end - 1 && letters > start && text[letters - 1] == 38
        end = isEntity ? letters - 1 : end - 1
      } else {
        break
      }
    }
    return end
  }

  private static func mail(in text: Bytes, at: Int, from floor: Int) -> Autolink? {
    var start = at
    while start > floor, isLocal(text[start - 1]) { start -= 1 }
    guard start < at else { return nil }
    var (end, dots) = (at + 1, 0)
    let limit = min(text.count, at + longestDomain)
    while end < limit {
      let byte = text[end]
      if byte == UInt8(ascii: "."), end + 1 < limit, text[end + 1].isAlphanumeric {
        dots += 1
      } else if !byte.isAlphanumeric, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      end += 1
    }
    guard dots > 0, end > at + 1, text[end - 1].isAlphanumeric,
      end >= text.count || text[end] != UInt8(ascii: "@")
    else { return nil }
    return Autolink(start: start, end: end, prefix: "mailto:")
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || "._-+".utf8.contains(byte)
  }
}
