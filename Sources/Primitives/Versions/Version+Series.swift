extension Version {
  /// The first `n` numbers of the release, at least one: `5.2.8` is in series `5.2`.
  ///
  /// SemVer and PEP 440 fill up with zeros (`5` is in `5.0`) and drop zero padding; the others keep
  /// what was written (`24.04`). An epoch stays (`1!5.2`). A text without numbers is its own series.
  public func series(components n: Int) -> String {
    var scanner = VersionScanner(raw)
    scanner.skipV()
    let separators = Array(scheme == .calver ? ".-_".utf8 : ".".utf8)
    guard var numbers = scanner.numbers(separators: separators), key.isParsed else { return raw }
    var prefix = ""
    if scheme == .pep440, numbers.count == 1, scanner.skip(UInt8(ascii: "!")) {
      let epoch = Self.plain(numbers[0])
      if epoch != "0" { prefix = "\(epoch)!" }
      numbers = scanner.numbers() ?? []
    }
    let count = max(1, n)
    let isPadded = scheme == .calver || scheme == .generic
    var parts = numbers.prefix(count).map {
      isPadded ? String(decoding: $0, as: UTF8.self) : Self.plain($0)
    }
    // `1000` for the case of a caller's wild number; no version has as many parts.
    while !isPadded, parts.count < min(count, 1000) { parts.append("0") }
    return prefix + parts.joined(separator: ".")
  }

  private static func plain(_ digits: ArraySlice<UInt8>) -> String {
    let run = digits.drop { $0 == UInt8(ascii: "0") }
    return run.isEmpty ? "0" : String(decoding: run, as: UTF8.self)
  }
}
