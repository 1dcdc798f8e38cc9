import Primitives
import Records

extension Append {
  /// A document that was made from one of the records and is no longer what they say.
  public struct Behind: Sendable {
    /// Its name, such as `runbook/django-5.2`.
    public let document: String
    /// The newest edition; 0 where there is none.
    public let edition: Int
    /// What changed, in words.
    public let reason: String
  }

  /// The documents that are behind now because of the records that were appended to.
  public static func behind(
    _ workspace: Workspace, _ changes: [Change], programVersion: String
  ) throws(Diagnostics) -> [Behind] {
    let ids = Set(changes.filter { !$0.isUnchanged }.map(\.id))
    guard !ids.isEmpty else { return [] }
    return try Status.run(workspace, Situation.View(), programVersion: programVersion)
      .filter {
        $0.state != .current && $0.document?.sources.contains { ids.contains($0.id) } ?? false
      }
      .map { Behind(document: $0.key.description, edition: $0.newest, reason: $0.reason) }
  }
}
