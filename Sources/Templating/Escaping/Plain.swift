import Primitives

/// Values printed without any markup.
enum Plain {
  /// Text as it is, numbers in decimal, truth values as "yes" and "no", nothing for the rest.
  static func append(_ value: Value, to out: inout [UInt8]) {
    switch value {
    case .int(let int): appendDecimal(int, to: &out)
    case .string(let text): out.append(contentsOf: text.utf8)
    case .bool(let bool): out.append(contentsOf: (bool ? "yes" : "no").utf8)
    case .double(let double): out.append(contentsOf: decimal(double).utf8)
    case .null, .list, .object: break
    }
  }

  /// The same as text.
  static func text(_ value: Value) -> String {
    if case .string(let text) = value { return text }
    var out: [UInt8] = []
    append(value, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// The shortest decimal that reads back as the number, without an exponent or trailing zeros.
  static func decimal(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 9e15 { return String(Int(number)) }
    let text = number.description
    guard let e = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: e)...]) else {
      return text
    }
    let isNegative = text.hasPrefix("-")
    let mantissa = text[..<e].drop { $0 == "-" }
    let digits = mantissa.filter { $0 != "." }
    let point =
      (mantissa.firstIndex(of: ".").map { mantissa.distance(from: mantissa.startIndex, to: $0) }
        ?? digits.count) + exponent
    var plain: String
    if point <= 0 {
      plain = "0." + String(repeating: "0", count: -point) + digits
    } else if point >= digits.count {
      plain = digits + String(repeating: "0", count: point - digits.count)
    } else {
      plain = digits.prefix(point) + "." + digits.dropFirst(point)
    }
    if plain.contains(".") {
      while plain.hasSuffix("0") { plain.removeLast() }
      if plain.hasSuffix(".") { plain.removeLast() }
    }
    return isNegative ? "-" + plain : plain
  }
}

/// Appends a whole number in decimal.
func appendDecimal(_ number: Int, to out: inout [UInt8]) {
  if (0..<10).contains(number) {
    out.append(48 + UInt8(number))
  } else {
    out.append(contentsOf: String(number).utf8)
  }
}
