import Primitives

/// The files of a built site: path, size and fingerprint of each; stands in the site's folder, so
/// that it always tells of the very tree it is in.
struct Manifest: Sendable {
  /// The file's name in the site's folder.
  static let name = ".waymark-manifest"
  private static let head = "waymark site manifest 1\n"

  struct Entry: Sendable {
    let path: String
    var size: Int
    var fingerprint: Fingerprint
  }

  /// By path, each path once.
  private(set) var entries: [Entry]

  /// Of several entries with one path the last is kept.
  init(_ entries: [Entry]) {
    let isSorted = zip(entries, entries.dropFirst()).allSatisfy { $0.path < $1.path }
    guard !isSorted else {
      self.entries = entries
      return
    }
    var kept: [Entry] = []
    kept.reserveCapacity(entries.count)
    for entry in entries.sorted(by: { $0.path < $1.path }) {
      if kept.last?.path == entry.path { kept.removeLast() }
      kept.append(entry)
    }
    self.entries = kept
  }

  /// The same with some entries replaced or added and some taken away.
  func replacing(_ changed: [Entry], removing removed: Set<String>) -> Manifest {
    var all = self
    var added: [Entry] = []
    for entry in changed {
      if let place = place(of: entry.path) {
        all.entries[place] = entry
      } else {
        added.append(entry)
      }
    }
    if !removed.isEmpty { all.entries.removeAll { removed.contains($0.path) } }
    return added.isEmpty ? all : Manifest(all.entries + added)
  }

  subscript(path: String) -> Entry? { place(of: path).map { entries[$0] } }

  /// By halving: a table of all paths costs more than all look-ups of a build.
  private func place(of path: String) -> Int? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].path == path ? low : nil
  }

  /// Marks a file as not being what the manifest says, so that it is written again.
  mutating func distrust(_ number: Int) { entries[number].size = -1 }

  var text: [UInt8] {
    var out = Array(Self.head.utf8)
    out.reserveCapacity(entries.count * 100)
    for entry in entries {
      entry.fingerprint.append(to: &out)
      out.append(32)
      out.append(contentsOf: String(entry.size).utf8)
      out.append(32)
      out.append(contentsOf: entry.path.utf8)
      out.append(10)
    }
    return out
  }

  /// Reads what `text` wrote; `nil` for anything else, also for a file that was cut off.
  init?(_ text: [UInt8]) {
    guard text.starts(with: Self.head.utf8), text.last == 10 else { return nil }
    var entries: [Entry] = []
    entries.reserveCapacity(text.count / 70)
    let isRead = text.withUnsafeBufferPointer { text in
      var start = Self.head.utf8.count
      while start < text.count {
        let rest = UnsafeBufferPointer(rebasing: text[start...])
        guard let end = rest.firstIndex(of: 10),
          let entry = Entry(UnsafeBufferPointer(rebasing: rest[..<end]))
        else { return false }
        entries.append(entry)
        start += end + 1
      }
      return true
    }
    guard isRead else { return nil }
    self.init(entries)
  }
}

extension Manifest.Entry {
  /// Reads a line: 32 digits, the size and the path.
  fileprivate init?(_ line: UnsafeBufferPointer<UInt8>) {
    guard line.count > 35, line[32] == 32,
      let fingerprint = Fingerprint(hex: UnsafeBufferPointer(rebasing: line[..<32]))
    else { return nil }
    var (size, at) = (0, 33)
    while at < line.count, line[at] != 32 {
      guard (48...57).contains(line[at]), size < 1 << 50 else { return nil }
      size = size * 10 + Int(line[at] - 48)
      at += 1
    }
    guard at > 33, at + 1 < line.count else { return nil }
    let path = String(decoding: UnsafeBufferPointer(rebasing: line[(at + 1)...]), as: UTF8.self)
    self.init(path: path, size: size, fingerprint: fingerprint)
  }
}
