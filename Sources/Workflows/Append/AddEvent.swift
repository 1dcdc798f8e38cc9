import Primitives
import Records

/// Adds an event to an incident's timeline.
public enum AddEvent {
  /// Appends the event; without a time it is one of now.
  public static func run(
    _ workspace: Workspace, incident: String, _ fragment: Fragment, _ options: Append.Options
  ) throws(Diagnostics) -> [Append.Change] {
    let id = try Newest.address(incident, "incident")
    var form = Fragment.Form.member(
      of: "timeline", "incident", name: "incident-event", place: "an event", body: "text")
    form.defaults = ["at": .string(options.at.description)]
    return try fragment.read(form, workspace) { (event) throws(Diagnostics) in
      try Append.run(workspace, options) { (ledger) throws(Diagnostics) in
        let newest = try Newest.record(id, ledger)
        return [
          Append.Next(
            id: id, fields: newest.fields.adding(.object(event), to: "timeline"),
            reason: "adds an event")
        ]
      }
    }
  }
}
