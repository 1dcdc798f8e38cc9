/// A short option by which a command takes a password, as the next word or glued to it.
///
/// Sources: the manuals of the commands; those that take a port or a file by the same letter need
/// the word that tells the password from it.
struct SecretOption {
  let letter: String
  /// A word that has to stand among the others, such as `login`.
  var verb: String?

  /// By the command's name.
  static let of: [String: SecretOption] = [
    "redis-cli": .init(letter: "-a"),
    "docker": .init(letter: "-p", verb: "login"), "podman": .init(letter: "-p", verb: "login"),
    "nerdctl": .init(letter: "-p", verb: "login"), "buildah": .init(letter: "-p", verb: "login"),
    "skopeo": .init(letter: "-p", verb: "login"), "helm": .init(letter: "-p", verb: "login"),
    "oras": .init(letter: "-p", verb: "login"), "crane": .init(letter: "-p", verb: "login"),
    "oc": .init(letter: "-p", verb: "login"), "az": .init(letter: "-p", verb: "login"),
    "mongo": .init(letter: "-p"), "mongosh": .init(letter: "-p"), "mongodump": .init(letter: "-p"),
    "mongorestore": .init(letter: "-p"), "mongoexport": .init(letter: "-p"),
    "mongoimport": .init(letter: "-p"), "cqlsh": .init(letter: "-p"),
    "twine": .init(letter: "-p", verb: "upload"),
    "ldapsearch": .init(letter: "-w"), "ldapadd": .init(letter: "-w"),
    "ldapmodify": .init(letter: "-w"), "ldapdelete": .init(letter: "-w"),
    "ldapwhoami": .init(letter: "-w"), "ldappasswd": .init(letter: "-w"),
    "zip": .init(letter: "-P"), "unzip": .init(letter: "-P"),
    "ipmitool": .init(letter: "-P"), "sqlcmd": .init(letter: "-P"), "bcp": .init(letter: "-P"),
  ]

  /// Whether the option is among a command's words with a value that counts as a secret.
  func isGiven(in words: [[UInt8]], _ isSecret: (ArraySlice<UInt8>) -> Bool) -> Bool {
    if let verb {
      guard words.contains(where: { $0.elementsEqual(verb.utf8) }) else { return false }
    }
    for (index, word) in words.enumerated() where word.starts(with: letter.utf8) {
      let value = word.count > 2 ? word.dropFirst(2) : words.dropFirst(index + 1).first?[...] ?? []
      if isSecret(value) { return true }
    }
    return false
  }
}
