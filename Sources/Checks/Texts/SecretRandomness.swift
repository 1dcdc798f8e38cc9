/// Tells what a generator or a careful person made from words, versions and names of methods.
enum SecretRandomness {
  /// Whether letters and digits are mixed in a value as no words mix them, or letters of both cases
  /// as in base64.
  static func isSeen(in value: SecretValue.Slice) -> Bool {
    guard !isDate(value) else { return false }
    let chunks = value.split { "-_./:,".utf8.contains($0) }
    guard chunks.count > 1 else { return isMixed(value) || isBase64(value) }
    return chunks.contains { ($0.count >= 4 && isMixed($0) && !isNumbered($0)) || isBase64($0) }
  }

  /// Letters and digits, where the digits are not of a word that has some, nor few before one.
  private static func isMixed(_ chunk: SecretValue.Slice) -> Bool {
    guard chunk.contains(where: ByteText.isDigit),
      chunk.contains(where: { ByteText.isUpper($0) || ByteText.isLower($0) })
    else { return false }
    let digits = chunk.prefix(while: ByteText.isDigit).count
    if digits <= 2, !chunk.dropFirst(digits).contains(where: ByteText.isDigit) { return false }
    var left = ByteText.lowered(ByteText.text(chunk))
    for word in words {
      guard let start = ByteText.occurrences(of: word, in: left).first else { continue }
      left.removeSubrange(start..<start + word.utf8.count)
    }
    return left.contains(where: ByteText.isDigit)
  }

  /// Letters and then a number, as a part of a longer name: `RFC3339`, `db12`.
  private static func isNumbered(_ chunk: SecretValue.Slice) -> Bool {
    let rest = chunk.drop { ByteText.isUpper($0) || ByteText.isLower($0) }
    return rest.count <= 4 && rest.allSatisfy(ByteText.isDigit)
  }

  /// Twenty letters or more whose case changes more often than at the starts of words.
  private static func isBase64(_ chunk: SecretValue.Slice) -> Bool {
    guard chunk.count >= 20,
      chunk.allSatisfy({ ByteText.isAlphanumeric($0) || "+=".utf8.contains($0) })
    else { return false }
    let rises = zip(chunk, chunk.dropFirst()).count {
      ByteText.isLower($0) && ByteText.isUpper($1)
    }
    return rises * 5 >= chunk.count
  }

  private static func isDate(_ value: SecretValue.Slice) -> Bool {
    let shape = value.prefix(10).map { ByteText.isDigit($0) ? 48 : $0 }
    return shape.elementsEqual("0000-00-00".utf8)
  }

  private static let words = [
    "ed25519", "x25519", "secp256k1", "secp256r1", "sha1", "sha256", "sha384", "sha512", "base58",
    "base64", "base32", "utf8mb4", "utf8", "utf16", "oauth2", "oauth1", "hs256", "hs512", "rs256",
    "rs512", "es256", "ps256", "aes128", "aes256", "rsa2048", "rsa4096", "k8s", "p256", "argon2",
    "pbkdf2", "md5", "int8", "int16", "int32", "int64", "float32", "float64", "x509", "pkcs12",
    "pkcs8", "pkcs1", "http2", "ipv4", "ipv6", "v1alpha1", "v1beta1", "v1beta2", "i18n", "l10n",
    "s3", "ec2", "x86", "amd64", "arm64", "win32", "win64",
  ]
}
