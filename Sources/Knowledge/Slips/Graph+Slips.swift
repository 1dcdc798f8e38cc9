import Primitives
import Records

/// The revisions that records of a graph had before, where they had any.
public struct Histories: Sendable {
  /// The kinds whose slips documents show.
  public static let kinds = ["component", "deprecation", "release"]

  let byRecord: [RecordID: [Record]]

  /// Takes revisions in any order of records, each record's own oldest first.
  ///
  /// - `isPublic`: whether what was recorded while a record was internal is left out.
  public init(_ revisions: [Record] = [], isPublic: Bool = true) {
    byRecord = Reads.untraced {
      Dictionary(grouping: revisions.filter { !isPublic || $0.isPublic }, by: \.id)
    }
  }
}

extension Graph {
  /// The planned dates of a record that were moved, oldest first, as its revisions show.
  ///
  /// Empty for records of kinds other than `Histories.kinds`.
  public func slips(of id: RecordID) -> [Slip] {
    let history = history(of: id)
    guard history.count > 1, let record = record(id), !record.isRetired else { return [] }
    let component = record.component ?? ""
    return Slip.all(in: history) { releaseDate(of: $0, component: component) }
  }
}
