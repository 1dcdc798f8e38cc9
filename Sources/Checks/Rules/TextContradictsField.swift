import Knowledge
import Primitives
import Records

extension CheckRule {
  static let textContradictsField = CheckRule(
    "text.contradicts-field", .warning, title: "Text that names another version than the plan",
    explanation: """
      The title, the summary and the warning of a deprecation are read apart from its fields. Where \
      they say that it is removed in a version, that has to be the planned one; a plan that moved \
      leaves such texts behind. Correct the text, or leave the version out of it and let the fields \
      speak.
      """,
    triggering: [
      RuleExample(
        "a warning that still names the earlier plan",
        [
          Sample.component(),
          Sample.deprecation([
            "plannedRemoval": ["version": "19.0"],
            "warningText": "This endpoint is deprecated and will be removed in version 18.0.",
          ]),
        ])
    ],
    passing: [
      RuleExample(
        "a warning that names the plan, in other words",
        [
          Sample.component(),
          Sample.deprecation([
            "plannedRemoval": ["version": "19.0"], "warningText": "Slated for removal in app 19.",
          ]),
        ]),
      RuleExample(
        "a version that is no removal",
        [
          Sample.component(),
          Sample.deprecation([
            "plannedRemoval": ["version": "19.0"], "warningText": "Deprecated since 17.4.",
          ]),
        ]),
    ]
  ) { graph in
    graph.deprecations.flatMap { life -> [Breach] in
      let ends = [life.planned?.version, life.removed?.version].compactMap(\.self)
      guard !ends.isEmpty, life.state != .withdrawn else { return [] }
      return ["title", "summary", "warningText"].flatMap { name in
        versions(ofRemovalIn: life.record[name]?.text ?? "").compactMap { raw -> Breach? in
          let said = graph.version(raw, of: life.component)
          let agrees = ends.contains { end in
            end.isSame(as: said) || end.raw.hasPrefix(raw + ".") || raw.hasPrefix(end.raw + ".")
          }
          guard !agrees else { return nil }
          return Breach(
            life.record.id, FieldPath(name),
            "`\(name)` says that it goes in \(raw), but the plan says \(ends[0])",
            help: "correct the text, or leave the version to `plannedRemoval`")
        }
      }
    }
  }

  /// The versions that stand within three words after "removed in" and "removal in".
  private static func versions(ofRemovalIn text: String) -> [String] {
    let words = text.split { $0 == " " || $0 == "\n" }.map { word in
      String(
        word.drop { !$0.isLetter && !$0.isNumber }.reversed()
          .drop { !$0.isLetter && !$0.isNumber }.reversed())
    }
    return words.indices.compactMap { index in
      guard ["removed", "removal"].contains(words[index].lowercased()), index + 1 < words.count,
        words[index + 1].lowercased() == "in"
      else { return nil }
      return words[(index + 2)...].prefix(3).first { word in
        let bytes = Array(word.utf8)
        // A number without a dot may as well count days or releases.
        return bytes.first.map(ByteText.isDigit) == true && bytes.contains(46)
      }
    }
  }
}
