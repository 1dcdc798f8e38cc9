import Primitives

/// Release notes as plain text, for e-mail and chat.
public struct NotesText {
  private var page = TextPage()
  private let plain: (String) -> String

  /// The text of release notes.
  ///
  /// - Parameters:
  ///   - document: what `DocumentRenderer.notes` made.
  ///   - address: where all of it can be read; the name of the page when `nil`.
  ///   - plain: the words of a piece of Markdown, its paragraphs parted by newlines.
  /// - Returns: text that ends in one newline.
  public static func text(
    _ document: RenderedDocument, address: String?, plain: (String) -> String
  ) -> String {
    withoutActuallyEscaping(plain) { plain in
      var text = NotesText(plain: plain)
      text.write(document.model)
      text.foot(document.model.facts, address: address ?? document.key.description)
      return text.page.text
    }
  }

  private init(plain: @escaping (String) -> String) { self.plain = plain }

  private mutating func write(_ model: DocumentModel) {
    let facts = model.facts
    let plain = self.plain
    page.heading(model.title, "=")
    if facts["isFrame"] != true { page.paragraph(opening(facts, model.summary)) }
    if let summary = facts["release"]?["summary"]?.text {
      page.gap()
      page.paragraph(plain(summary))
    }
    if let yanked = facts["withdrawal"] {
      let instead = yanked["instead"]?.text.map { " Take \($0) instead." } ?? ""
      page.gap()
      page.paragraph("WITHDRAWN: \(Plain.ended(yanked["reason"]?.text ?? ""))\(instead)")
    }
    if let notes = facts["release"]?["notes"]?.text {
      page.gap()
      page.paragraph(plain(notes))
    }
    list("Highlights", facts["release"]?["highlights"]) { plain($0.text ?? "") }
    if let notes = facts["release"]?["upgradeNotes"]?.text {
      page.heading("Before you upgrade")
      page.paragraph(plain(notes))
    }
    list("On the way", facts["releases"]) { release in
      let parts = [release["notes"]?["title"]?.text, release["date"]?.text].compactMap(\.self)
      let yanked = release["yanked"]?.text.map { ", WITHDRAWN: \($0)" } ?? ""
      let highlights = (release["highlights"]?.texts ?? []).map { "\n- " + plain($0) }
      return parts.joined(separator: ", ") + yanked + highlights.joined()
    }
    list("Required actions", facts["actions"]) { entry in
      let when = entry["declared"]?["when"]?.text ?? "during"
      let deadline = entry["deadline"]?.text.map { ", by \($0)" } ?? ""
      return "\(entry["declared"]?["title"]?.text ?? "") (\(when) the upgrade\(deadline))"
    }
    list("Fixes that would be lost", facts["lostFixes"]) { $0["title"]?.text ?? "" }
    list("Known issues", facts["knownIssues"]) { $0["title"]?.text ?? "" }
    list("Gone", facts["removals"]) { removal in
      let instead = removal["instead"]?.text.map { "; use \($0)" } ?? ""
      return (removal["subject"]?.text ?? "") + instead
    }
    list("Deprecations", facts["deprecations"]) { life in
      let instead = life["instead"]?.text.map { "; use \($0)" } ?? ""
      let end = life["end"]?.text.flatMap { $0 == "—" ? nil : ", ends \($0)" } ?? ""
      return (life["subject"]?.text ?? "") + end + instead
    }
    for section in facts["sections"]?.items ?? [] {
      page.heading(section["title"]?.text ?? "")
      for item in section["entries"]?.items ?? [] { entry(item, isShort: facts["isShort"] == true) }
    }
    list("Taken out after the release", facts["takenOut"]) { entry in
      "\(entry["title"]?.text ?? ""), on \(entry["on"]?.text ?? ""): \(entry["reason"]?.text ?? "")"
    }
    list("More", facts["release"]?["links"]) { link in
      [link["title"]?.text, link["url"]?.text].compactMap(\.self).joined(separator: ": ")
    }
  }

  private func opening(_ facts: Object, _ summary: String) -> String {
    var parts: [String] = []
    if let date = facts["date"]?.text {
      let word = facts["isPlanned"] == true ? "To be released" : "Released"
      let confidence = facts["confidence"]?.text.map { ", \($0)" } ?? ""
      parts.append("\(word) \(date)\(confidence).")
    }
    if facts["state"] == "yanked" { parts.append("Withdrawn.") }
    if let support = facts["support"]?.text { parts.append("Supported \(support).") }
    if let audience = facts["audience"]?.text { parts.append("For \(audience)s:") }
    parts.append(summary)
    return parts.joined(separator: " ")
  }

  private mutating func list(_ title: String, _ items: Value?, _ line: (Value) -> String) {
    guard let items = items?.items, !items.isEmpty else { return }
    page.heading(title)
    for item in items { page.paragraph(line(item), first: "* ", indent: 2) }
  }

  private mutating func entry(_ entry: Value, isShort: Bool) {
    let declared = entry["declared"]
    page.gap()
    let breaking = declared?["breaking"]?.bool == true ? "BREAKING: " : ""
    page.paragraph(breaking + (declared?["title"]?.text ?? ""), first: "* ", indent: 2)
    if let correction = entry["correction"], let on = correction["on"]?.text {
      page.paragraph("Corrected on \(on): \(correction["reason"]?.text ?? "")", indent: 2)
    }
    if !isShort {
      field(nil, declared?["summary"])
      field(nil, declared?["details"])
      line("For", declared?["audience"]?.texts.map { $0 + "s" }.joined(separator: ", "))
    }
    field("Comes with", entry["arrival"])
    field("Backported from", entry["origin"])
    line("Also in", entry["alsoIn"]?.texts.joined(separator: ", "))
    field("Who is affected", declared?["affected"])
    if !isShort {
      line("Touches", declared?["affects"]?.texts.joined(separator: ", "))
      line("Reach", declared?["scope"]?.text)
      line("Who can do it", declared?["role"]?.text)
    }
    line("Impact if missed", declared?["impact"]?.text)
    if let security = declared?["security"] {
      line("Closes", security["cve"]?.texts.joined(separator: ", "))
      line(
        "CVSS score",
        security["score"]?.number.map { score in
          "\(score)" + (security["vector"]?.text.map { " (\($0))" } ?? "")
        })
      line("Affected versions", security["affected"]?.text)
      line("Fixed in", security["fixedIn"]?.texts.joined(separator: ", "))
    }
    if !isShort {
      let when = declared?["when"]?.text.map { " (\($0) the upgrade)" } ?? ""
      field("What to do\(when)", declared?["action"])
      field("Nothing to do", declared?["noAction"])
      for command in declared?["commands"]?.texts ?? [] {
        page.gap()
        page.code(command, indent: 6)
        page.gap()
      }
    }
    field("By when", entry["deadline"])
    field(nil, declared?["deadline"]?["note"])
    if !isShort {
      field("How to check", declared?["verify"])
      field("How to go back", declared?["rollback"])
      code("Before", declared?["before"])
      code("After", declared?["after"])
    }
    for reference in declared?["references"]?.items ?? [] {
      line("See", reference["url"]?.text ?? reference["id"]?.text)
    }
    for link in declared?["links"]?.items ?? [] {
      line(
        "More", [link["title"]?.text, link["url"]?.text].compactMap(\.self).joined(separator: ", "))
    }
    line("Thanks to", declared?["contributors"]?.texts.joined(separator: ", "))
  }

  private mutating func field(_ name: String?, _ value: Value?) {
    guard let text = value?.text.map(plain) else { return }
    guard let name else { return page.paragraph(text, indent: 2) }
    guard text.contains("\n") else { return page.paragraph("\(name): \(text)", indent: 2) }
    // Steps and paragraphs stand below the name, so that their numbers are in one column.
    page.paragraph(name + ":", indent: 2)
    page.paragraph(text, indent: 4)
  }

  private mutating func line(_ name: String, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    page.paragraph("\(name): \(text)", indent: 2)
  }

  private mutating func code(_ name: String, _ value: Value?) {
    guard let text = value?.text else { return }
    page.paragraph(name + ":", indent: 2)
    page.gap()
    page.code(text, indent: 6)
    page.gap()
  }

  private mutating func foot(_ facts: Object, address: String) {
    page.end()
    page.gap()
    if let said = facts["leftOut"]?["said"]?.text {
      page.paragraph(said.prefix(1).uppercased() + said.dropFirst() + ".")
    }
    page.paragraph("All of it: \(address)")
  }
}
