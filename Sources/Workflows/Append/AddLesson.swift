import Ledger
import Primitives
import Records

/// Adds a lesson, and links it to the incident that it came from.
public enum AddLesson {
  /// Records a new lesson; its title and id are made from the statement where none are given.
  ///
  /// The incident, where one is named, becomes evidence of the lesson and names it.
  public static func run(
    _ workspace: Workspace, _ fragment: Fragment, incident: String? = nil, _ options: Append.Options
  ) throws(Diagnostics) -> [Append.Change] {
    let source = try incident.map { text throws(Diagnostics) in try Newest.address(text, "incident")
    }
    var fragment = fragment
    if let source {
      let given = fragment.given["evidence"]?.items ?? []
      fragment.given["evidence"] = .list([.string(source.description)] + given)
    }
    var form = Fragment.Form.record("lesson")
    let statement = fragment.given["statement"]?.text
    form.defaults["since"] = .string(options.at.day.description)
    if fragment.origin != .editor {
      // Replaced below by what a file states; a name must be there for the reader to go on.
      form.defaults["title"] = .string(statement.map(title) ?? "-")
      form.defaults["id"] = "-new-"
      form.fields = form.fields.map { $0.name == "id" ? .optional("id", .text, $0.meaning) : $0 }
    }
    return try fragment.read(form, workspace) { (stated) throws(Diagnostics) in
      try Append.run(workspace, options) { (ledger) throws(Diagnostics) in
        let lesson = try named(stated, ledger)
        let id = RecordID(kind: "lesson", id: lesson["id"]?.text ?? "")
        var next = [Append.Next(id: id, fields: lesson, reason: "adds the lesson")]
        if let source { next.append(try linked(source, to: id, ledger)) }
        return next
      }
    }
  }

  /// Names a lesson that is there in an incident.
  public static func link(
    _ workspace: Workspace, incident: String, lesson: String, _ options: Append.Options
  ) throws(Diagnostics) -> [Append.Change] {
    let (source, id) = (
      try Newest.address(incident, "incident"), try Newest.address(lesson, "lesson")
    )
    return try Append.run(workspace, options) { (ledger) throws(Diagnostics) in
      _ = try Newest.record(id, ledger)
      return [try linked(source, to: id, ledger)]
    }
  }

  private static func linked(
    _ incident: RecordID, to lesson: RecordID, _ ledger: some LedgerReading
  ) throws(Diagnostics) -> Append.Next {
    let newest = try Newest.record(incident, ledger)
    let isKnown = newest["lessons"]?.texts.contains(lesson.id) ?? false
    return Append.Next(
      id: incident,
      fields: isKnown ? newest.fields : newest.fields.adding(.string(lesson.id), to: "lessons"),
      reason: "names the lesson \(lesson.id)")
  }

  /// The lesson with a title and an id of its own.
  private static func named(_ stated: Object, _ ledger: some LedgerReading) throws(Diagnostics)
    -> Object
  {
    var lesson = stated
    if lesson["title"]?.text == "-" {
      lesson["title"] = .string(title(lesson["statement"]?.text ?? ""))
    }
    if let id = lesson["id"]?.text, id != "-new-" {
      _ = try Newest.address(id, "lesson")
      do {
        guard try ledger.record(RecordID(kind: "lesson", id: id)) == nil else {
          throw Diagnostics(
            Diagnostic(
              "record-exists", "there is a lesson/\(id) already",
              help: "choose another --id; to change that lesson edit its file and apply"))
        }
      } catch {
        throw Diagnostics(failure: error)
      }
      return lesson
    }
    let near = Slug.nearest(to: String(lesson["title"]?.text?.prefix(60) ?? ""))
    lesson["id"] = .string(try Newest.freeID(near.isEmpty ? "lesson" : near, "lesson", ledger))
    return lesson
  }

  /// The first sentence of a statement, without marks of Markdown, at most 80 letters.
  static func title(_ statement: String) -> String {
    let line = statement.split(separator: "\n").first.map(String.init) ?? ""
    let plain = line.filter { !"`*_[]#".contains($0) }
    var sentence = plain
    if let end = plain.firstIndex(of: "."),
      plain.index(after: end) == plain.endIndex
        || plain[plain.index(after: end)] == " "
    {
      sentence = String(plain[..<end])
    }
    guard sentence.count > 80 else { return sentence }
    return sentence.prefix(79).split(separator: " ").dropLast().joined(separator: " ") + "…"
  }
}
