/// Commands that take a secret as an option of theirs.
enum SecretCommand {
  static let names = [
    "curl", "mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb", "sshpass", "redis-cli",
  ]

  /// What sort of secret a command is given whose name begins at a place.
  static func sort(at place: Int, in text: SecretText) -> String? {
    guard place == 0 || !SecretText.isInName(text[place - 1]) else { return nil }
    let end = text.end(from: place, while: SecretText.isInName)
    guard end < text.count, SecretText.isBlank(text[end]) else { return nil }
    let name = ByteText.text(text[place..<end])
    switch name {
    case "curl": return hasUser(words(after: end, in: text)) ? "a password" : nil
    case "sshpass": return hasFirst(words(after: end, in: text)) ? "a password" : nil
    case "redis-cli": return hasNext("-a", words(after: end, in: text)) ? "a password" : nil
    default:
      let isOfDatabase =
        name.hasPrefix("mysql") || name == "mariadb" || name.hasPrefix("mariadb-")
      return isOfDatabase && hasGlued(words(after: end, in: text)) ? "a password" : nil
    }
  }

  /// `-u user:password`, `-uuser:password`, `--user user:password` and the same for a proxy.
  private static func hasUser(_ words: [[UInt8]]) -> Bool {
    for (index, word) in words.enumerated() {
      let isLong = ["--user", "--proxy-user"].contains(ByteText.text(word))
      var given: ArraySlice<UInt8> = []
      if isLong || word.elementsEqual("-u".utf8) || word.elementsEqual("-U".utf8) {
        given = words.dropFirst(index + 1).first.map { $0[...] } ?? []
      } else if let after = ["--user=", "--proxy-user="].first(where: { word.starts(with: $0.utf8) }
      ) {
        given = word.dropFirst(after.utf8.count)
      } else if word.starts(with: "-u".utf8) || word.starts(with: "-U".utf8) {
        given = word.dropFirst(2)
      }
      guard let colon = given.firstIndex(of: UInt8(ascii: ":")) else { continue }
      if isSecret(given[(colon + 1)...]) { return true }
    }
    return false
  }

  /// `-ppassword`, without a blank, as a client of MySQL wants it; ports are no passwords.
  private static func hasGlued(_ words: [[UInt8]]) -> Bool {
    words.contains { word in
      let value = word.dropFirst(2)
      return word.starts(with: "-p".utf8) && value.count >= 4 && isSecret(value)
        && !value.allSatisfy { ByteText.isDigit($0) || $0 == 58 }
    }
  }

  /// `sshpass -p password …`: options of the command that it runs are another matter.
  private static func hasFirst(_ words: [[UInt8]]) -> Bool {
    guard let word = words.first, word.starts(with: "-p".utf8) else { return false }
    return word.count == 2 ? hasNext("-p", words) : isSecret(word.dropFirst(2))
  }

  private static func hasNext(_ option: String, _ words: [[UInt8]]) -> Bool {
    zip(words, words.dropFirst()).contains {
      $0.elementsEqual(option.utf8) && isSecret($1[...])
    }
  }

  private static func isSecret(_ value: ArraySlice<UInt8>) -> Bool {
    Array(value).withUnsafeBufferPointer { SecretValue.isLiteral($0[...], fewest: 3) }
  }

  /// The words of a command from a place on, without their quotes.
  ///
  /// Ends at the command's end, and after 4 KiB, so that no text takes the square of its length.
  private static func words(after start: Int, in text: SecretText) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var quote: UInt8?
    var place = start
    while place < min(text.count, start + 4096) {
      let byte = text[place]
      if byte == 92, place + 1 < text.count, quote != 39 {
        place += 1
        if text[place] != 10 { word.append(text[place]) }
      } else if let open = quote {
        if byte == open { quote = nil } else { word.append(byte) }
      } else if byte == 34 || byte == 39 {
        quote = byte
      } else if SecretText.isBlank(byte) {
        if !word.isEmpty { words.append(word) }
        word = []
      } else if "\n;|&`)".utf8.contains(byte) {
        break
      } else {
        word.append(byte)
      }
      place += 1
    }
    return word.isEmpty ? words : words + [word]
  }
}
