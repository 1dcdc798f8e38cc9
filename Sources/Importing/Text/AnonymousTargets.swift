/// Links without a name: each `` `text`__ `` leads to the next `.. __: address`, in order.
enum AnonymousTargets {
  /// The text with every such address written where it is pointed to.
  static func resolved(_ text: String) -> String {
    guard text.contains("`__") else { return text }
    var addresses = text.split(separator: "\n").compactMap(address)[...]
    var out = ""
    var rest = Substring(text)
    while let end = rest.firstRange(of: "`__"), let address = addresses.first {
      let before = rest[..<end.lowerBound]
      // The address of its own that a link has takes none of the list.
      let isOpen = before.last != ">" && before.contains("`")
      out += before
      out += isOpen ? " <\(address)>`__" : "`__"
      if isOpen { addresses.removeFirst() }
      rest = rest[end.upperBound...]
    }
    return out + rest
  }

  private static func address(_ line: Substring) -> Substring? {
    let body = line.drop { $0 == " " }
    for mark in [".. __: ", "__ "] where body.hasPrefix(mark) {
      return body.dropFirst(mark.count).split(separator: " ").first
    }
    return nil
  }
}
