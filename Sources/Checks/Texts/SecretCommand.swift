/// Commands that take a secret as a word or an option of theirs.
enum SecretCommand {
  static let names =
    [
      "curl", "mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb", "sshpass", "redis-cli",
      "openssl", "htpasswd", "rabbitmqctl", "smbclient", "http", "https", "machine", "etcdctl",
      "aws", "setx", "ENV", "echo", "printf",
    ] + SecretOption.of.keys.sorted()

  /// What sort of secret a command is given whose name begins at a place.
  static func sort(at place: Int, in text: SecretText) -> String? {
    guard place == 0 || !SecretText.isInName(text[place - 1]) else { return nil }
    let end = text.end(from: place, while: SecretText.isInName)
    guard end < text.count, SecretText.isBlank(text[end]) else { return nil }
    let name = ByteText.text(text[place..<end])
    if name == "echo" || name == "printf" {
      return isPiped(after: end, in: text) ? "a password" : nil
    }
    if name == "machine" { return hasLogin(after: end, in: text) ? "a password" : nil }
    guard isKnown(name) else { return nil }
    return isGivenSecret(name, words(after: end, in: text)) ? "a password" : nil
  }

  private static func isKnown(_ name: String) -> Bool {
    known.contains(name) || name.hasPrefix("mysql") || name.hasPrefix("mariadb-")
  }

  private static let known = Set(names)

  private static func isGivenSecret(_ name: String, _ words: [[UInt8]]) -> Bool {
    switch name {
    case "curl", "etcdctl": return hasUser(words)
    case "aws": return words.contains { $0.elementsEqual("set".utf8) } && hasNamed(words)
    case "setx", "ENV": return hasNamed(words)
    case "sshpass": return hasFirst(words)
    case "http", "https": return hasPair("-a", UInt8(ascii: ":"), words)
    case "smbclient": return hasPair("-U", UInt8(ascii: "%"), words)
    case "openssl":
      return words.contains { $0.starts(with: "pass:".utf8) && isSecret($0.dropFirst(5)) }
    case "htpasswd":
      // With `b` among the options the last word is the password.
      let isGiven = words.contains { $0.first == 45 && $0.dropFirst().contains(UInt8(ascii: "b")) }
      return isGiven && words.count > 2 && isSecret((words.last ?? [])[...])
    case "rabbitmqctl":
      let verb = words.firstIndex {
        ["add_user", "change_password"].contains(ByteText.text($0))
      }
      guard let verb, verb + 2 < words.count else { return false }
      return isSecret(words[verb + 2][...])
    default: break
    }
    if let option = SecretOption.of[name] { return option.isGiven(in: words, isSecret) }
    return hasGlued(words)
  }

  /// `aws configure set aws_secret_access_key …`, `setx API_TOKEN …`: the value behind the name.
  private static func hasNamed(_ words: [[UInt8]]) -> Bool {
    zip(words, words.dropFirst()).contains { name, value in
      name.withUnsafeBufferPointer { SecretName.ends(before: $0.count, in: $0) }
        && value.withUnsafeBufferPointer { SecretValue.isRandom($0[...]) }
    }
  }

  /// `echo … | docker login --password-stdin` and `echo user:… | chpasswd`.
  private static func isPiped(after start: Int, in text: SecretText) -> Bool {
    let bar = text.end(from: start) { $0 != UInt8(ascii: "|") && $0 != 10 }
    let end = text.end(from: bar) { $0 != 10 }
    let command = text[bar..<min(end, bar + 400)]
    func runs(_ word: StaticString) -> Bool {
      command.indices.contains { text.holds(word, at: $0) }
    }
    if runs("--password-stdin") {
      return words(after: start, in: text).last.map { isSecret($0[...]) } ?? false
    }
    guard runs("chpasswd"), let last = words(after: start, in: text).last,
      let colon = last.firstIndex(of: UInt8(ascii: ":"))
    else { return false }
    return isSecret(last[(colon + 1)...])
  }

  /// The words of a file for netrc, on one line or on several: `machine h login u password …`.
  private static func hasLogin(after start: Int, in text: SecretText) -> Bool {
    var words: [Slice<SecretText>] = []
    var place = start
    while words.count < 5 {
      place = text.end(from: place) { $0 == 32 || $0 == 9 || $0 == 10 }
      let end = text.end(from: place) { $0 > 32 && $0 != UInt8(ascii: "`") }
      guard end > place else { return false }
      words.append(text[place..<end])
      place = end
    }
    guard words[1].elementsEqual("login".utf8), words[3].elementsEqual("password".utf8),
      SecretValue.isLiteral(words[4], fewest: 3)
    else { return false }
    // On one line of small letters it may be prose.
    return text[start..<place].contains(10) || !words[4].allSatisfy(ByteText.isLower)
  }

  /// `-a user:password` and the like, the two parted by a mark.
  private static func hasPair(_ option: String, _ mark: UInt8, _ words: [[UInt8]]) -> Bool {
    zip(words, words.dropFirst()).contains { word, next in
      guard word.elementsEqual(option.utf8), let place = next.firstIndex(of: mark) else {
        return false
      }
      return isSecret(next[(place + 1)...])
    }
  }

  /// `-u user:password`, `-uuser:password`, `--user user:password` and the same for a proxy.
  private static func hasUser(_ words: [[UInt8]]) -> Bool {
    for (index, word) in words.enumerated() {
      let isLong = ["--user", "--proxy-user"].contains(ByteText.text(word))
      var given: ArraySlice<UInt8> = []
      // Also at the end of several, as `-fsSu`.
      let isShort =
        word.count > 1 && word[0] == 45 && (word.last == 117 || word.last == 85)
        && word.dropFirst().allSatisfy { ByteText.isLower($0) || ByteText.isUpper($0) }
      if isLong || isShort {
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
    guard word.count == 2 else { return isSecret(word.dropFirst(2)) }
    return words.count > 1 && isSecret(words[1][...])
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
