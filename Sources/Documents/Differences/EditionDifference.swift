/// What changed between two editions, section by section: for runbooks step by step.
///
/// Sections are matched by the anchors of their headings, which hold the keys of steps; so a step
/// that moved is the same step, and one that got another key is followed by its aliases.
public struct EditionDifference: Sendable {
  /// What became of a section.
  public enum Change: String, Sendable, Hashable, CaseIterable {
    case added
    case removed
    /// It stands elsewhere among the sections that both editions have.
    case moved
    /// It has another key, and the old one is an alias of it.
    case renamed
    /// Its title, or text that is no code, is another.
    case reworded
    /// What is to be run is another.
    case command = "changed command"
  }

  /// A line of a section that both editions have, or one of them.
  public struct Line: Sendable, Hashable {
    /// Where the line is.
    public enum Place: Sendable, Hashable {
      case both
      case old
      case new
    }

    /// Where the line is.
    public let place: Place
    /// Its Markdown; for code the code.
    public let text: ArraySlice<UInt8>
    /// Whether it opens a fence of code.
    public let isFence: Bool
  }

  /// One section that is not as it was.
  public struct Part: Sendable {
    /// The anchor, as it is now.
    public let key: String
    /// Whether the key is an anchor of the edition, so that links can lead there.
    public let isAnchored: Bool
    /// The title, as it is now.
    public let title: String
    /// At least one, in the order of the cases.
    public let changes: [Change]
    /// The title that it had, where that was another.
    public var oldTitle: String?
    /// The key that it had, where that was another.
    public var oldKey: String?
    /// The numbers of a step that has one, before and now.
    public var numbers: (old: String, new: String)?
    /// What is no code, unchanged lines too.
    public var prose: [Line] = []
    /// The code, unchanged lines too; empty where none of it changed.
    public var code: [Line] = []

    /// The changed lines with `-` or `+` before them; the title counts as a line where it changed.
    public var lines: [String] {
      let title = oldTitle.map { ["- \($0)", "+ \(self.title)"] } ?? []
      return title
        + (prose + code).filter { $0.place != .both }.map {
          "\($0.place == .old ? "-" : "+") \(String(decoding: $0.text, as: UTF8.self))"
        }
    }
  }

  /// In the order of the new edition; what was removed stands where it was.
  public let parts: [Part]
  /// The sections that both editions have alike, in the order of the new one.
  public let unchanged: [(key: String, title: String, isAnchored: Bool)]
  /// Whether both texts are the same, byte by byte.
  public let isIdentical: Bool

  /// Compares two texts.
  ///
  /// - Parameters:
  ///   - old: the Markdown of the earlier edition.
  ///   - new: the Markdown of the later one.
  ///   - aliases: earlier keys of steps, each with the key that the step has now.
  public init(from old: [UInt8], to new: [UInt8], aliases: [String: String] = [:]) {
    self.init(from: EditionText(old), to: EditionText(new), aliases: aliases)
  }

  /// Compares two editions that were taken apart.
  public init(from old: EditionText, to new: EditionText, aliases: [String: String] = [:]) {
    isIdentical = old.markdown == new.markdown
    let pairs = SectionPairs(old.sections, new.sections, aliases: aliases)
    var parts: [(place: Double, part: Part)] = []
    var unchanged: [(key: String, title: String, isAnchored: Bool)] = []
    for (index, section) in new.sections.enumerated() {
      if let place = pairs.old[index] {
        let part = SectionDifference(
          old.sections[place], section, isMoved: pairs.moved.contains(index), pairs
        ).part
        if let part {
          parts.append((Double(index), part))
        } else if !section.key.isEmpty, section.key != "title" {
          unchanged.append((section.key, section.title, section.isAnchored))
        }
      } else {
        parts.append((Double(index), SectionDifference.whole(section, .added)))
      }
    }
    for (place, follows) in pairs.removed {
      parts.append(
        (Double(follows) + 0.5, SectionDifference.whole(old.sections[place], .removed)))
    }
    self.unchanged = unchanged
    self.parts = parts.enumerated().sorted {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }.map(\.element.part)
  }

  /// Whether no section says anything else: at most numbers and headings without a text changed.
  public var isEmpty: Bool { parts.isEmpty }

  /// The difference for a terminal: a line a section, its changed lines below.
  public var text: String {
    parts.map { part in
      let changes = part.changes.map { change in
        switch change {
        case .renamed: "renamed from \(part.oldKey ?? "")"
        case .moved:
          part.numbers.map { "moved from step \($0.old) to \($0.new)" } ?? change.rawValue
        default: change.rawValue
        }
      }
      let name = part.key.isEmpty ? "the opening" : "\(part.key)  \(part.title)"
      let isWhole = part.changes == [.added] || part.changes == [.removed]
      let lines = isWhole ? [] : part.lines.map { "    \($0)\n" }
      return "\(changes.joined(separator: ", ")): \(name)\n" + lines.joined()
    }.joined()
  }
}
