import Primitives

/// Objects of a repository, read through one `git cat-file --batch`.
enum GitObjects {
  /// The contents of objects by the names that were asked for; those that are not there are left out.
  static func contents(
    _ names: [String], _ git: GitCommand
  ) async throws(Diagnostics) -> [String: [UInt8]] {
    guard !names.isEmpty else { return [:] }
    var reader = BatchReader(names)
    let input = Array(names.joined(separator: "\n").utf8) + [10]
    let ended = try await git.run(["cat-file", "--batch"], input: input) { reader.take($0) }
    guard ended.isSuccess else { throw git.failure(["cat-file"], ended) }
    return reader.contents
  }

  /// The files below a folder at a commit, with their objects, by path.
  static func files(
    below folder: String, at commit: String, _ git: GitCommand
  ) async throws(Diagnostics) -> [String: String] {
    var files: [String: String] = [:]
    try await git.parts(["ls-tree", "-r", "-z", "--full-tree", commit, "--", folder], endingIn: 0) {
      part in
      guard let tab = part.firstIndex(of: 9) else { return }
      let words = part[..<tab].split(separator: 32)
      guard words.count == 3, words[1].elementsEqual("blob".utf8) else { return }
      let path = String(decoding: part[(tab + 1)...], as: UTF8.self)
      files[path] = String(decoding: words[2], as: UTF8.self)
    }
    return files
  }
}

/// Reads `<object> <type> <size>`, a newline, the bytes and a newline, again and again.
private struct BatchReader {
  private(set) var contents: [String: [UInt8]] = [:]
  private let names: [String]
  private var next = 0
  private var head: [UInt8] = []
  private var body: [UInt8] = []
  private var missing: Int?

  init(_ names: [String]) { self.names = names }

  mutating func take(_ chunk: UnsafeRawBufferPointer) {
    var index = 0
    while index < chunk.count {
      if let left = missing {
        let count = min(left, chunk.count - index)
        body.append(contentsOf: chunk[index..<index + count])
        index += count
        missing = left - count
        if left == count { endBody() }
      } else if chunk[index] == 10 {
        endHead()
        index += 1
      } else {
        head.append(chunk[index])
        index += 1
      }
    }
  }

  private mutating func endHead() {
    let words = head.split(separator: 32)
    head = []
    guard words.count == 3, let size = Int(String(decoding: words[2], as: UTF8.self)) else {
      // `<name> missing`
      next += 1
      return
    }
    body = []
    body.reserveCapacity(size + 1)
    missing = size + 1
  }

  private mutating func endBody() {
    body.removeLast()
    if next < names.count { contents[names[next]] = body }
    (next, body, missing) = (next + 1, [], nil)
  }
}
