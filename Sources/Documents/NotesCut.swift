import Knowledge
import Primitives
import Records

/// One thing that goes from release notes that are too long; never a part of a sentence.
enum NotesCut: Hashable {
  /// Fields of all entries: who made them, where they are tracked, examples of before and after.
  case fields(Set<String>)
  /// The prose of one entry beyond its title, with who is affected, what to do and by when kept.
  case details(RecordID)
  /// A part of the page, by the name of its fact.
  case part(String)
  /// A whole entry.
  case entry(RecordID)
  /// Everything but the title, a withdrawal and where the rest is.
  case frame
}

extension NotesPolicy {
  /// What goes when space is short, first things first: what few need of each entry, then prose, then
  /// lists about the release, then whole entries by importance, those that ask for action last.
  static func cuts(_ entries: [NotesEntry], _ graph: Graph) -> [NotesCut] {
    let order = order(entries.map(\.change), graph)
    let actions = order.filter(ChangeFacts.needsAction)
    let breaking = order.filter { $0["breaking"]?.bool == true && !actions.contains($0) }
    let others = order.filter { !actions.contains($0) && !breaking.contains($0) }
    let minor: [Set<String>] = [["contributors"], ["references"], ["before", "after", "language"]]
    let fields = minor.filter { names in
      order.contains { change in names.contains { change[$0] != nil } }
    }
    func prose(_ changes: [Record]) -> [NotesCut] {
      changes.reversed().filter { $0["details"] != nil }.map { .details($0.id) }
    }
    func whole(_ changes: [Record]) -> [NotesCut] { changes.reversed().map { .entry($0.id) } }
    func parts(_ names: String...) -> [NotesCut] { names.map { .part($0) } }
    return fields.map { .fields($0) } + prose(others) + prose(breaking) + prose(actions)
      + parts("guides", "releases", "highlights") + whole(others)
      + parts("knownIssues", "deprecations", "removals", "upgradeNotes", "notes")
      + whole(breaking) + whole(actions) + [.frame]
  }
}

/// The cuts that were made, looked up.
struct NotesCuts {
  private let all: Set<NotesCut>
  private let fields: Set<String>

  init(_ cuts: some Sequence<NotesCut>) {
    all = Set(cuts)
    fields = all.reduce(into: []) { fields, cut in
      if case .fields(let names) = cut { fields.formUnion(names) }
    }
  }

  var isFrame: Bool { all.contains(.frame) }

  func hides(_ part: String) -> Bool { isFrame || all.contains(.part(part)) }

  func hides(_ change: Record) -> Bool { all.contains(.entry(change.id)) }

  /// The declared fields that an entry lost.
  func lost(_ change: Record) -> Set<String> {
    var names = fields
    if all.contains(.details(change.id)) { names.insert("details") }
    return names.filter { change[$0] != nil }
  }

  /// How much is missing, in words without a full stop; `nil` if nothing is.
  func words(_ entries: [Record]) -> String? {
    guard !all.isEmpty else { return nil }
    let left = entries.count { hides($0) || isFrame }
    let short = entries.count { !hides($0) && !isFrame && !lost($0).isEmpty }
    let hasParts = all.contains { if case .part = $0 { true } else { false } }
    func count(_ number: Int, _ what: String, _ end: String) -> String? {
      number == 0
        ? nil : "\(number) \(what)\(number == 1 ? "entry is" : "entries are") \(end)"
    }
    let said = [
      count(left, "more ", "left out here"), count(short, "", "shortened"),
      hasParts ? "\(left + short > 0 ? "lists" : "Lists") about the release are left out" : nil,
    ].compactMap(\.self)
    return said.isEmpty ? nil : said.joined(separator: ", ")
  }
}
