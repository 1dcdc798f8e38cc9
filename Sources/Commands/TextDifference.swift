/// Two texts compared line by line.
enum TextDifference {
  private enum Edit {
    case same(Substring)
    case removed(Substring)
    case inserted(Substring)
  }

  /// The difference as unified hunks with three lines around each; empty where there is none.
  ///
  /// What can't be seen in a line, such as its carriage return, shows as an escape.
  static func unified(_ path: String, _ old: String, _ new: String) -> String {
    let edits = edits(lines(old), lines(new))
    var text = ""
    var (oldLine, newLine) = (1, 1)
    var index = 0
    while index < edits.count {
      guard let first = edits[index...].firstIndex(where: isChange) else { break }
      let start = max(index, first - 3)
      for edit in edits[index..<start] { advance(edit, &oldLine, &newLine) }
      var end = first
      var seen = first
      while end < edits.count, end - seen <= 6 {
        if isChange(edits[end]) { seen = end }
        end += 1
      }
      end = min(edits.count, seen + 4)
      let hunk = edits[start..<end]
      let counts = (hunk.count { !isInserted($0) }, hunk.count { !isRemoved($0) })
      text += "@@ -\(oldLine),\(counts.0) +\(newLine),\(counts.1) @@\n"
      for edit in hunk {
        text += line(edit) + "\n"
        advance(edit, &oldLine, &newLine)
      }
      index = end
    }
    return text.isEmpty ? "" : "--- \(path)\n+++ \(path)\n" + text
  }

  private static func lines(_ text: String) -> [Substring] {
    var lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).map(Substring.init)
    if lines.last == "" { lines.removeLast() } else { lines.append("\\ no line break at the end") }
    return lines
  }

  private static func edits(_ old: [Substring], _ new: [Substring]) -> [Edit] {
    let difference = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var edits: [Edit] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, removed.contains(left) {
        edits.append(.removed(old[left]))
        left += 1
      } else if right < new.count, inserted.contains(right) {
        edits.append(.inserted(new[right]))
        right += 1
      } else {
        edits.append(.same(new[right]))
        (left, right) = (left + 1, right + 1)
      }
    }
    return edits
  }

  private static func isInserted(_ edit: Edit) -> Bool {
    if case .inserted = edit { true } else { false }
  }

  private static func isRemoved(_ edit: Edit) -> Bool {
    if case .removed = edit { true } else { false }
  }

  private static func isChange(_ edit: Edit) -> Bool { isInserted(edit) || isRemoved(edit) }

  private static func advance(_ edit: Edit, _ old: inout Int, _ new: inout Int) {
    if !isInserted(edit) { old += 1 }
    if !isRemoved(edit) { new += 1 }
  }

  private static func line(_ edit: Edit) -> String {
    switch edit {
    case .same(let text): " \(text)"
    case .removed(let text): "-\(visible(text))"
    case .inserted(let text): "+\(visible(text))"
    }
  }

  private static func visible(_ text: Substring) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": out += "\\r"
      case "\u{feff}": out += "\\u{feff}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
