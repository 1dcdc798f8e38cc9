import Dispatch
import Knowledge
import Primitives
import Records
import Synchronization

/// Looks for likely secrets in what is about to be published.
///
/// The same shapes as the rule `command.secret` knows. Severities do not count here: whoever lets a
/// secret out has to say so, by name and for a time, as an exemption of that rule.
public enum SecretScan {
  /// The id of the rule whose exemptions count.
  public static var rule: String { CheckRule.commandSecret.id }

  /// What looks like a secret in records that are not retired and in observations, exemptions that
  /// hold on the graph's day taken out.
  ///
  /// - `skip`: records that are known to hold none.
  public static func findings(
    _ graph: Graph, exemptions: [Exemption], skip: (Record) -> Bool = { _ in false }
  ) -> [CheckFinding] {
    var findings: [CheckFinding] = []
    for kind in KindCatalog.all {
      // A tombstone shows of a retired record what it was about, and why it went.
      let all = graph.records(kind.name) + graph.retired(kind.name)
      for record in suspects(all, skip) {
        for text in shown(record, kind) {
          guard let sort = sort(in: text) else { continue }
          findings.append(
            finding(
              "`\(text.path)` holds what looks like \(sort)", record.id, text.path,
              isRetired: record.isRetired))
        }
      }
    }
    for kind in ObservationCatalog.all {
      for observation in graph.observations(kind.name) {
        findings += self.findings(in: observation, of: kind)
      }
    }
    let valid = exemptions.filter { $0.rule == rule && graph.day <= $0.until }
    return findings.filter { finding in !valid.contains { $0.covers(finding) } }
  }

  /// What sort of secret a text that is to be published seems to hold; `nil` if none.
  public static func sort(in text: String) -> String? { SecretShape.found(in: text) }

  /// The texts of a record that get out, with the reason of its revision.
  private static func shown(_ record: Record, _ kind: Kind) -> [RecordText] {
    let texts = record.texts(of: kind)
    let reason = record.reason.map {
      RecordText(record: record.id, path: FieldPath("reason"), type: .text, text: $0)
    }
    guard record.isRetired else { return texts + [reason].compactMap(\.self) }
    let lasting = [FieldPath("title"), FieldPath("summary")]
    return texts.filter { lasting.contains($0.path) } + [reason].compactMap(\.self)
  }

  static func sort(in text: RecordText) -> String? {
    guard let name = text.mapName else { return SecretShape.found(in: text.text) }
    return SecretShape.found(in: text.text, named: name)
  }

  /// The records in which a secret's shape stands anywhere, in their order; looked for on all cores.
  private static func suspects(_ records: [Record], _ skip: (Record) -> Bool) -> [Record] {
    let records = records.filter { !skip($0) }
    let found = Mutex<[Int]>([])
    DispatchQueue.concurrentPerform(iterations: (records.count + 63) / 64) { chunk in
      let places = (chunk * 64..<min(records.count, chunk * 64 + 64)).filter {
        isSuspect(records[$0])
      }
      if !places.isEmpty { found.withLock { $0 += places } }
    }
    return found.withLock { $0.sorted().map { records[$0] } }
  }

  private static func isSuspect(_ record: Record) -> Bool {
    SecretHint.isConfirmed(in: .object(record.fields))
      || record.reason.map { SecretShape.found(in: $0) != nil } ?? false
  }

  /// Observations have no address: they are told by what they are of and when they were made.
  private static func findings(in observation: Observation, of kind: ObservationKind)
    -> [CheckFinding]
  {
    var texts: [RecordText] = []
    RecordText.collect(
      RecordID(kind: kind.name, id: ""), .object(observation.fields), .object(kind.fields), .root,
      &texts)
    return texts.compactMap { text in
      guard let sort = sort(in: text) else { return nil }
      let at = observation["ranAt"]?.text ?? observation["measuredAt"]?.text ?? ""
      return finding(
        "`\(text.path)` of the \(kind.name) observation of \(at) holds what looks like \(sort)",
        nil, nil)
    }
  }

  private static func finding(
    _ message: String, _ record: RecordID?, _ path: FieldPath?, isRetired: Bool = false
  ) -> CheckFinding {
    CheckFinding(
      rule: rule, severity: .error, message: message,
      help: "revoke it; write a variable such as `$TOKEN` or the name of a file in its place. "
        + (isRetired
          ? "The record was retired: write its file anew without it, apply, and retire it again. "
          : "")
        + "If it is none, allow it in waymark.yaml: `exemptions: [{rule: \(rule), "
        + (record.map { "record: \($0), " } ?? "") + "who: …, why: …, until: …}]`",
      record: record, path: path, evidence: [])
  }
}
