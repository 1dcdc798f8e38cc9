import Primitives
import Records

/// Adds an action item to an incident.
public enum AddAction {
  /// Appends the action item; its key, where it has one, must be new.
  public static func run(
    _ workspace: Workspace, incident: String, _ fragment: Fragment, _ options: Append.Options
  ) throws(Diagnostics) -> [Append.Change] {
    let id = try Newest.address(incident, "incident")
    let form = Fragment.Form.member(
      of: "actions", "incident", name: "incident-action", place: "an action item", body: "text")
    return try fragment.read(form, workspace) { (action) throws(Diagnostics) in
      try Append.run(workspace, options) { (ledger) throws(Diagnostics) in
        let newest = try Newest.record(id, ledger)
        if let key = action["key"],
          newest["actions"]?.items.contains(where: { $0["key"] == key }) ?? false
        {
          throw Diagnostics(
            Diagnostic(
              "key-taken", "\(id) has an action item `\(key.text ?? "")` already",
              help: "give the new one another --key"))
        }
        return [
          Append.Next(
            id: id, fields: newest.fields.adding(.object(action), to: "actions"),
            reason: "adds an action item")
        ]
      }
    }
  }
}
