import Documents
import Ledger
import Primitives
import Records

/// Looking at the editions of a document: what changed between two, and what one was made from.
public enum EditionHistory {
  /// Two texts of a document and what changed from one to the other.
  public struct Comparison: Sendable {
    /// Such as `runbook/django-5.2 v1 to v2`.
    public let title: String
    /// What changed from the first text to the second.
    public let difference: EditionDifference
  }

  /// Compares two editions; without numbers the newest two, or the only one and the draft of today.
  ///
  /// - Throws: documents and numbers that there are none of.
  public static func compare(
    _ situation: Situation, _ name: String, from: Int?, to: Int?
  ) throws(Diagnostics) -> Comparison {
    let key = try key(name)
    let editions = try editions(of: key, situation.workspace)
    guard let newest = editions.last else { throw unpublished(key) }
    let aliases = aliases(key, situation)
    if from == nil, to == nil, editions.count == 1 {
      let draft = try situation.document(named: key.description)
      return Comparison(
        title: "\(key) v\(newest.number) to the draft of \(situation.graph.day)",
        difference: EditionDifference(
          from: try text(newest, situation.workspace), to: draft.markdown, aliases: aliases))
    }
    let later = try edition(to ?? newest.number, editions, key)
    let earlier = try edition(from ?? later.number - 1, editions, key)
    return Comparison(
      title: "\(key) v\(earlier.number) to v\(later.number)",
      difference: EditionDifference(
        from: try text(earlier, situation.workspace), to: try text(later, situation.workspace),
        aliases: aliases))
  }

  /// An edition, the one before it and what changed; both parts `nil` for a first edition.
  public struct Explanation: Sendable {
    /// The edition that is explained.
    public let edition: Edition
    /// The edition before it.
    public let before: Edition?
    /// What changed since then.
    public let difference: EditionDifference?
  }

  /// Says what an edition was made from and what it changed.
  ///
  /// - Parameters:
  ///   - situation: what is known.
  ///   - name: the document with `@v` and the number, else its newest edition.
  /// - Returns: the edition, the one before and the difference.
  /// - Throws: documents and numbers that there are none of.
  public static func explain(
    _ situation: Situation, _ name: String
  ) throws(Diagnostics) -> Explanation {
    let parts = name.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    let key = try key(parts.first ?? "")
    let editions = try editions(of: key, situation.workspace)
    guard let newest = editions.last else { throw unpublished(key) }
    var number = newest.number
    if parts.count > 1 {
      guard parts.count == 2, let wanted = self.number(parts[1]) else {
        throw Diagnostics(
          Diagnostic(
            "bad-edition", "`\(name)` names no edition", help: "write \(key)@v\(newest.number)"))
      }
      number = wanted
    }
    let edition = try edition(number, editions, key)
    guard let before = editions.last(where: { $0.number < number }) else {
      return Explanation(edition: edition, before: nil, difference: nil)
    }
    return Explanation(
      edition: edition, before: before,
      difference: EditionDifference(
        from: try text(before, situation.workspace), to: try text(edition, situation.workspace),
        aliases: aliases(key, situation)))
  }

  /// Reads `2` or `v2`; `nil` for anything else.
  public static func number(_ text: String) -> Int? {
    Int(text.hasPrefix("v") ? String(text.dropFirst()) : text).flatMap { $0 > 0 ? $0 : nil }
  }

  private static func key(_ name: String) throws(Diagnostics) -> DocumentKey {
    if let key = DocumentKey(parsing: name) { return key }
    throw Diagnostics(
      Diagnostic(
        "unknown-document", "`\(name)` is no document",
        help:
          "write document/subject, such as runbook/django-5.2; `waymark status --all` lists them"))
  }

  private static func unpublished(_ key: DocumentKey) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        "no-editions", "`\(key)` has no edition",
        help: "`waymark status --all` lists the documents; `waymark publish` freezes one"))
  }

  private static func editions(
    of key: DocumentKey, _ workspace: Workspace
  ) throws(Diagnostics) -> [Edition] {
    do {
      return try workspace.ledger(.readOnly).editions(of: key.path)
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  private static func edition(
    _ number: Int, _ editions: [Edition], _ key: DocumentKey
  ) throws(Diagnostics) -> Edition {
    if let edition = editions.first(where: { $0.number == number }) { return edition }
    throw Diagnostics(
      Diagnostic(
        "unknown-edition", "`\(key)` has no edition \(number)",
        help: "it has \(editions.map { "v\($0.number)" }.joined(separator: ", "))"))
  }

  private static func text(
    _ edition: Edition, _ workspace: Workspace
  ) throws(Diagnostics) -> [UInt8] {
    do {
      if let text = try workspace.ledger(.readOnly).text(edition.textDigest) { return text }
    } catch {
      throw Diagnostics(failure: error)
    }
    throw Diagnostics(
      Diagnostic(
        "text-missing", "the text of \(edition.document) v\(edition.number) is not in the ledger",
        help: "`waymark verify` says what else is missing"))
  }

  /// Earlier keys of a runbook's steps, each with the key of today.
  private static func aliases(_ key: DocumentKey, _ situation: Situation) -> [String: String] {
    guard key.document == "runbook" else { return [:] }
    let upgrade = situation.recorded(RecordID(kind: "upgrade", id: key.subject))
    return upgrade.map(StepAliases.all) ?? [:]
  }
}
