import Markup

/// Appends HTML to bytes; what is not a literal of this program is escaped on its way.
struct HTMLWriter {
  var out: [UInt8]

  /// Markup of this program, as it is.
  mutating func raw(_ markup: StaticString) {
    out.append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// HTML that somebody else has escaped.
  mutating func html(_ html: String) { out.append(contentsOf: html.utf8) }

  /// Text between tags.
  mutating func text(_ text: String) { HTMLText.escape(text, into: &out) }

  mutating func number(_ number: Int) { out.append(contentsOf: String(number).utf8) }

  /// ` name="value"`.
  mutating func attribute(_ name: StaticString, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    HTMLText.escapeAttribute(value, into: &out)
    raw("\"")
  }

  /// ` name="address"`.
  mutating func address(_ name: StaticString, _ address: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    HTMLText.escapeAddress(address, into: &out)
    raw("\"")
  }

  /// A link with nothing but text in it; the text alone where there is no address.
  mutating func link(_ title: String, _ href: String, isCurrent: Bool = false) {
    guard !href.isEmpty else { return text(title) }
    raw("<a")
    address("href", href)
    if isCurrent { raw(" aria-current=\"page\"") }
    raw(">")
    text(title)
    raw("</a>")
  }

  /// A `time` element of one day.
  mutating func day(_ day: String) {
    raw("<time")
    attribute("datetime", day)
    raw(">")
    text(day)
    raw("</time>")
  }
}
