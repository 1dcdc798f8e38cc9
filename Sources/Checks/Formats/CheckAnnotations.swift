import Primitives

/// Findings as workflow commands, which CI services show beside the line.
public enum CheckAnnotations {
  /// One line a finding: `::error file=…,line=…,col=…,title=…::message`.
  ///
  /// Text is escaped as GitHub's runner asks, so that no record can write a command of its own.
  public static func lines(_ findings: [LocatedFinding]) -> String {
    findings.map { located in
      let finding = located.finding
      var properties: [String] = []
      if let range = located.range {
        properties += [
          "file=\(property(range.file))", "line=\(range.line)", "col=\(range.column)",
        ]
      }
      properties.append("title=\(property(finding.rule))")
      let level = finding.severity == .note ? "notice" : finding.severity.rawValue
      let place = located.range == nil ? finding.record.map { "\($0): " } ?? "" : ""
      let message = data("\(place)\(finding.message)\n\(finding.help)")
      return "::\(level) \(properties.joined(separator: ","))::\(message)\n"
    }.joined()
  }

  private static func data(_ text: String) -> String { escaped(text, [37, 13, 10]) }

  private static func property(_ text: String) -> String { escaped(text, [37, 13, 10, 58, 44]) }

  private static func escaped(_ text: String, _ bytes: Set<UInt8>) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
      guard bytes.contains(byte) else {
        out.append(byte)
        continue
      }
      let digits = String(byte, radix: 16, uppercase: true)
      out += "%\(digits.utf8.count < 2 ? "0" : "")\(digits)".utf8
    }
    return String(decoding: out, as: UTF8.self)
  }
}
