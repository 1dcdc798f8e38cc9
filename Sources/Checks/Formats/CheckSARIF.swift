import Primitives
import Records

/// Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read.
public enum CheckSARIF {
  /// One run with the documentation of every rule and a result for each finding.
  ///
  /// A finding without a file gets its record as a logical location.
  public static func document(_ findings: [LocatedFinding], programVersion: String) -> [UInt8] {
    let rules = RuleCatalog.everything
    let driver: Object = [
      "name": "waymark", "version": .string(programVersion), "rules": .list(rules.map(descriptor)),
    ]
    let run: Object = [
      "tool": ["driver": .object(driver)], "columnKind": "unicodeCodePoints",
      "results": .list(findings.map { result($0, rules) }),
    ]
    return JSONText.pretty([
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [.object(run)],
    ])
  }

  private static func descriptor(_ rule: CheckRule) -> Value {
    [
      "id": .string(rule.id), "shortDescription": ["text": .string(rule.title)],
      "fullDescription": ["text": .string(rule.explanation)],
      "help": ["text": .string(rule.explanation)],
      "defaultConfiguration": ["level": .string(rule.severity.rawValue)],
    ]
  }

  private static func result(_ located: LocatedFinding, _ rules: [CheckRule]) -> Value {
    let finding = located.finding
    var object: Object = ["ruleId": .string(finding.rule)]
    object["ruleIndex"] = rules.firstIndex { $0.id == finding.rule }.map { .int($0) }
    object["level"] = .string(finding.severity.rawValue)
    object["message"] = ["text": .string("\(finding.message); \(finding.help)")]
    var location = Object()
    if let range = located.range {
      location["physicalLocation"] = [
        "artifactLocation": ["uri": .string(address(range.file))],
        "region": [
          "startLine": .int(range.line), "startColumn": .int(range.column),
          "endColumn": .int(range.column + range.length),
        ],
      ]
    }
    if let record = finding.record {
      let name = finding.path.map { "\(record)#\($0)" } ?? record.description
      location["logicalLocations"] = [["fullyQualifiedName": .string(name), "kind": "object"]]
    }
    if !location.isEmpty { object["locations"] = [.object(location)] }
    // What makes it the same finding in the next run, whatever line it has moved to.
    let identity = [
      finding.rule, finding.record?.description ?? "", finding.path?.description ?? "",
      finding.message,
    ]
    object["partialFingerprints"] = [
      "finding/v1": .string(Digest(of: identity.joined(separator: "\n")).hex)
    ]
    return .object(object)
  }

  /// A path as a relative URI reference (RFC 3986).
  private static func address(_ path: String) -> String {
    var text = ""
    for byte in path.hasPrefix("./") ? Array(path.utf8.dropFirst(2)) : Array(path.utf8) {
      if ByteText.isAlphanumeric(byte) || "-._~/".utf8.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return text
  }
}
