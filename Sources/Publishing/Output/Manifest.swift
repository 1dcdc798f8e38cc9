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
  private let places: [String: Int]

  /// Of several entries with one path the last is kept.
  init(_ entries: [Entry]) {
    let sorted = entries.sorted { $0.path < $1.path }
    var kept: [Entry] = []
    kept.reserveCapacity(sorted.count)
    var places: [String: Int] = [:]
    places.reserveCapacity(sorted.count)
    for entry in sorted {
      if kept.last?.path == entry.path { kept.removeLast() }
      places[entry.path] = kept.count
      kept.append(entry)
    }
    (self.entries, self.places) = (kept, places)
  }

  /// The same with some entries replaced or added and some taken away.
  func replacing(_ changed: [Entry], removing removed: Set<String>) -> Manifest {
    var all = entries
    var added: [Entry] = []
    for entry in changed {
      if let place = places[entry.path] { all[place] = entry } else { added.append(entry) }
    }
    if !removed.isEmpty { all.removeAll { removed.contains($0.path) } }
    return added.isEmpty && removed.isEmpty
      ? Manifest(sorted: all, places) : Manifest(all + added)
  }

  private init(sorted entries: [Entry], _ places: [String: Int]) {
    (self.entries, self.places) = (entries, places)
  }

  subscript(path: String) -> Entry? { places[path].map { entries[$0] } }

  /// Marks a file as not being what the manifest says, so that it is written again.
  mutating func distrust(_ number: Int) { entries[number].size = -1 }

  var text: [UInt8] {
    var out = Array(Self.head.utf8)
    out.reserveCapacity(entries.count * 80)
    for entry in entries {
      entry.fingerprint.append(to: &out)
      out.append(contentsOf: " \(entry.size) \(entry.path)\n".utf8)
    }
    return out
  }

  /// Reads what `text` wrote; `nil` for anything else, also for a file that was cut off.
  init?(_ text: [UInt8]) {
    guard text.starts(with: Self.head.utf8), text.last == 10 else { return nil }
    var entries: [Entry] = []
    var rest = text.dropFirst(Self.head.utf8.count)
    entries.reserveCapacity(rest.count / 70)
    while !rest.isEmpty {
      guard let end = rest.firstIndex(of: 10) else { return nil }
      let line = rest[rest.startIndex..<end]
      guard line.count > 35, let fingerprint = Fingerprint(hex: line.prefix(32)),
        let space = line.dropFirst(33).firstIndex(of: 32)
      else { return nil }
      var size = 0
      for byte in line[(line.startIndex + 33)..<space] {
        guard (48...57).contains(byte) else { return nil }
        size = size * 10 + Int(byte - 48)
      }
      let path = String(decoding: line[(space + 1)...], as: UTF8.self)
      entries.append(Entry(path: path, size: size, fingerprint: fingerprint))
      rest = rest[(end + 1)...]
    }
    self.init(entries)
  }
}
