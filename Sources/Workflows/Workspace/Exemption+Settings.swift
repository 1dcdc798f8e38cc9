import Checks
import Primitives
import Records

extension Exemption {
  /// One entry of `exemptions:` in `waymark.yaml`.
  static let fields: [Field] = [
    .required("rule", .text, "The rule that is let off.", example: "notice.short"),
    .optional(
      "record", .reference(KindCatalog.all.map(\.name)),
      "The record that is let off; all records when absent.",
      example: "deprecation/example"),
    .required("who", .text, "Who allows it."),
    .required("why", .text, "Why."),
    .required("until", .date, "The last day on which it holds."),
  ]

  /// The exemption that an entry states; `nil` if a part that it needs is missing.
  init?(stated value: Value) {
    guard let rule = value["rule"]?.text, let who = value["who"]?.text,
      let why = value["why"]?.text,
      let until = value["until"]?.text.flatMap({ PartialDate($0) })
    else { return nil }
    self.init(
      rule: rule, record: value["record"]?.text.flatMap { RecordID($0) }, who: who, why: why,
      until: until.last)
  }
}
