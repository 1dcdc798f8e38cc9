import Primitives

/// Brings a record file up to a newer revision with as few changed lines as possible.
///
/// Comments and the order of fields stay: new members of a list go below the last one, a changed
/// field is written anew, a new one comes after the field that the schema has before it.
public enum RecordPatch {
  /// The file's new text, which was read back and states exactly the new fields.
  ///
  /// `nil` where lines can't be changed without losing something: several records in the file,
  /// comments inside of a changed value, prose below front matter, line breaks of Windows.
  public static func text(
    of source: SourceText, from old: Object, to new: Object, kind: Kind, revision: Int
  ) -> String? {
    guard var patch = Lines(source) else { return nil }
    for field in kind.fields where old[field.name] != new[field.name] {
      guard patch.change(field, from: old[field.name], to: new[field.name], kind) else {
        return nil
      }
    }
    patch.setRevision(revision)
    return patch.text
  }
}

/// The lines of a record's YAML, and those around it.
private struct Lines {
  private var above: [Substring] = []
  private var yaml: [Substring]
  private var below: [Substring] = []

  init?(_ source: SourceText) {
    guard !source.text.utf8.contains(13) else { return nil }
    yaml = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    if source.file.hasSuffix(".md") {
      guard let end = yaml.dropFirst().firstIndex(of: "---") else { return nil }
      (above, below) = (Array(yaml[..<1]), Array(yaml[end...]))
      yaml = Array(yaml[1..<end])
    } else if yaml.first == "---" {
      above = [yaml.removeFirst()]
    }
    guard !yaml.contains(where: { $0.hasPrefix("---") || $0.hasPrefix("...") }) else { return nil }
    // The last line break ends the text; it is no line.
    if below.isEmpty, yaml.last == "" { below = [yaml.removeLast()] }
  }

  var text: String { (above + yaml + below).joined(separator: "\n") }

  mutating func setRevision(_ revision: Int) {
    guard let index = start(of: "rev") else { return }
    yaml[index] = "rev: \(revision)"
  }

  /// `false` where the field can't be changed by lines.
  mutating func change(_ field: Field, from old: Value?, to new: Value?, _ kind: Kind) -> Bool {
    guard let start = start(of: field.name) else {
      guard let new else { return old == nil }
      yaml.insert(contentsOf: written(field, new), at: place(for: field, kind))
      return true
    }
    let end = end(ofFieldAt: start)
    if case .list(let items)? = new, let before = old?.items, !before.isEmpty,
      items.count > before.count, Array(items[..<before.count]) == before,
      let indent = indentation(ofListAt: start, end)
    {
      let added = written(field, .list(Array(items[before.count...]))).dropFirst()
      yaml.insert(
        contentsOf: added.map { $0.isEmpty ? $0 : Substring(indent + $0.dropFirst(2)) }, at: end)
      return true
    }
    guard !yaml[start..<end].contains(where: { $0.contains(" #") || $0.hasPrefix("#") }) else {
      return false
    }
    yaml.replaceSubrange(start..<end, with: new.map { written(field, $0) } ?? [])
    return true
  }

  private func written(_ field: Field, _ value: Value) -> [Substring] {
    var text = YAMLText()
    text.member(field.name, value, field.type, at: 0)
    return text.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  private func start(of name: String) -> Int? {
    yaml.firstIndex { $0 == "\(name):" || $0.hasPrefix("\(name): ") }
  }

  /// The line after a field's last: comments above the next field belong to that.
  private func end(ofFieldAt start: Int) -> Int {
    var end = yaml[(start + 1)...].firstIndex(where: Self.startsField) ?? yaml.count
    while end > start + 1, Self.isBlankOrComment(yaml[end - 1]) { end -= 1 }
    return end
  }

  /// Where a field goes that the file does not have.
  private func place(for field: Field, _ kind: Kind) -> Int {
    let earlier = kind.fields.prefix { $0.name != field.name }.reversed()
    for before in earlier {
      if let start = start(of: before.name) { return end(ofFieldAt: start) }
    }
    var end = yaml.count
    while end > 0, Self.isBlankOrComment(yaml[end - 1]) { end -= 1 }
    return end
  }

  /// The blanks before the dashes of a list that is written one member a line.
  private func indentation(ofListAt start: Int, _ end: Int) -> Substring? {
    guard
      yaml[start].split(separator: ":", maxSplits: 1).dropFirst().allSatisfy({
        Self.isBlankOrComment($0)
      }), let first = yaml[start + 1..<end].first(where: { !Self.isBlankOrComment($0) })
    else { return nil }
    let indent = first.prefix { $0 == " " }
    return first.dropFirst(indent.count).hasPrefix("- ") ? indent : nil
  }

  private static func startsField(_ line: Substring) -> Bool {
    guard let first = line.first else { return false }
    return first != " " && first != "#" && first != "-" && first != "\t"
  }

  private static func isBlankOrComment(_ line: Substring) -> Bool {
    let body = line.drop { $0 == " " }
    return body.isEmpty || body.hasPrefix("#")
  }
}
