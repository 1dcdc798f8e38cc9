import Knowledge
import Primitives
import Records

extension CheckRule {
  static let changeTwice = CheckRule(
    "RN008", .error, title: "Same change in two records",
    explanation: """
      Two entries of one release with the same title, or with the same pull request and type, are one \
      change told twice. Merge them into one record and retire the other.
      """,
    triggering: [
      RuleExample(
        "the same title but for case and marks",
        [
          Sample.component(), Sample.change(["title": "Remove /v1/orders"]),
          Sample.change(["title": "remove `/v1/orders`"], id: "drop-v1-again"),
        ]),
      RuleExample(
        "the same pull request",
        [
          Sample.component(),
          Sample.change(["references": [["type": "pull-request", "id": "#12"]]]),
          Sample.change(
            ["title": "Drop v1", "references": [["type": "pull-request", "id": "#12"]]],
            id: "drop-v1-again"),
        ]),
    ],
    passing: [
      RuleExample(
        "the same title in two releases",
        [
          Sample.component(), Sample.change(["title": "Update time zones", "release": "1.1"]),
          Sample.change(["title": "Update time zones", "release": "1.2"], id: "zones"),
        ]),
      RuleExample(
        "one pull request that adds and removes",
        [
          Sample.component(),
          Sample.change(["references": [["type": "pull-request", "id": "#12"]]]),
          Sample.change(
            [
              "title": "Add /v2/orders", "type": "added",
              "references": [["type": "pull-request", "id": "#12"]],
            ], id: "add-v2"),
        ]),
    ]
  ) { graph in
    var first: [[String]: RecordID] = [:]
    return graph.records("change").filter { $0.status == "done" }.compactMap { change -> Breach? in
      let place = [change.component ?? "", change["release"]?.text ?? ""]
      let words = ByteText.lowered(change.title).filter {
        ByteText.isAlphanumeric($0) || $0 >= 0x80
      }
      let requests = (change["references"]?.items ?? [])
        .filter { $0["type"]?.text == "pull-request" }
        .compactMap { $0["url"]?.text ?? $0["id"]?.text }
      let keys =
        [place + ["title", ByteText.text(words)]]
        + requests.map { place + ["request", $0, change["type"]?.text ?? ""] }
      var twin: (id: RecordID, key: [String])?
      for key in keys {
        if let earlier = first[key] {
          twin = twin ?? (earlier, key)
        } else {
          first[key] = change.id
        }
      }
      guard let twin else { return nil }
      return Breach(
        change.id, twin.key[2] == "title" ? "title" : "references",
        twin.key[2] == "title"
          ? "the change has the same title as \(twin.id)"
          : "the change names the same pull request \(twin.key[3]) as \(twin.id)",
        help: "merge both into one record and retire the other", evidence: [twin.id])
    }
  }
}
