import Primitives
import Records
import Templating

/// Where the state of a component can be seen: what somebody opens first during an outage.
enum ViewFacts {
  static let list = Shape.rows(
    .field("title", .text, "what it is"), .field("url", .link, "its address"))

  /// Dashboards first, then runbooks that are kept elsewhere.
  static func rows(_ component: Record?) -> Value {
    func rows(_ name: String, _ word: String) -> [Value] {
      let addresses = component?[name]?.texts ?? []
      return addresses.enumerated().map { index, address in
        let number = addresses.count > 1 ? " \(index + 1)" : ""
        return ["title": .string("\(word)\(number)"), "url": .string(address)]
      }
    }
    return .list(rows("dashboards", "Dashboard") + rows("runbooks", "Runbook kept elsewhere"))
  }
}
