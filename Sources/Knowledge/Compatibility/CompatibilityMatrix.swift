import Primitives
import Records

/// The latest result for each pair of versions of two components.
///
/// Untested is not failed: a pair without a conclusive result has its own outcome.
public struct CompatibilityMatrix: Sendable {
  /// What is known of a pair.
  public enum Outcome: String, Sendable, Hashable {
    case pass
    case fail
    case partial
    case error
    case skip
    case unknown
    case untested
  }

  /// One pair: the worst of the latest results of its suites and environments.
  public struct Cell: Sendable {
    /// What is known of the pair.
    public let outcome: Outcome
    /// The latest result of each suite and environment, ordered by both.
    public let results: [Observation]

    /// Cases that passed, over the cases that ran, in the result that decided; `nil` without counts.
    public let counts: (passed: Int, ran: Int)?
  }

  /// The id of the component that was tested.
  public let subject: String
  /// The id of the component that it was tested with.
  public let counterpart: String
  /// Versions of the subject, newest first.
  public let rows: [Version]
  /// Series of the counterpart, oldest first.
  public let columns: [Version]
  /// One list a row, one cell a column.
  public let cells: [[Cell]]

  /// The cell of a pair; `nil` if either is not in the matrix.
  public func cell(_ row: Version, _ column: Version) -> Cell? {
    guard let r = rows.firstIndex(of: row), let c = columns.firstIndex(of: column) else {
      return nil
    }
    return cells[r][c]
  }

  /// The pair of components as metrics name it: `django × python`.
  public var label: String { "\(subject) × \(counterpart)" }

  /// All cells in reading order.
  public var all: [Cell] { cells.flatMap(\.self) }
}

extension Graph {
  /// A matrix for each pair of components that has compatibility results, ordered by names.
  ///
  /// Counterparts are grouped by support cycle where the component declares cycles (`4.2.30` counts
  /// for `4.2`), else by version. Only results with `basis: tested` count.
  public var compatibilityMatrices: [CompatibilityMatrix] {
    let tested = observations("compatibility").filter { $0["basis"]?.text == "tested" }
    let pairs = Dictionary(grouping: tested) { row in
      [row["subject"]?["component"]?.text ?? "", row["counterpart"]?["component"]?.text ?? ""]
    }
    return pairs.keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { names in
      matrix(pairs[names] ?? [], subject: names[0], counterpart: names[1])
    }
  }

  private func matrix(_ rows: [Observation], subject: String, counterpart: String)
    -> CompatibilityMatrix
  {
    var groups: [Version: [Version: [Observation]]] = [:]
    var known: [Version: Version] = [:]
    for row in rows where instant(row["ranAt"]).map({ $0.day <= day }) ?? true {
      guard let a = row["subject"]?["version"]?.text, let b = row["counterpart"]?["version"]?.text
      else { continue }
      let tested = version(b, of: counterpart)
      let column =
        known[tested] ?? cycle(of: tested, component: counterpart)?.version ?? tested
      known[tested] = column
      groups[version(a, of: subject), default: [:]][column, default: []].append(row)
    }
    let subjects = groups.keys.sorted(by: >)
    let columns = Set(groups.values.flatMap(\.keys)).sorted()
    return CompatibilityMatrix(
      subject: subject, counterpart: counterpart, rows: subjects, columns: columns,
      cells: subjects.map { row in columns.map { cell(groups[row]?[$0] ?? []) } })
  }

  private func cell(_ rows: [Observation]) -> CompatibilityMatrix.Cell {
    let groups = Dictionary(grouping: rows) {
      "\($0["suite"]?.text ?? "")\u{1f}\($0["environment"]?.text ?? "")"
    }
    let latest = groups.keys.sorted().compactMap { key in
      groups[key]?.max { left, right in
        (instant(left["ranAt"])?.milliseconds ?? 0, left.digest) < (
          instant(right["ranAt"])?.milliseconds ?? 0, right.digest
        )
      }
    }
    let outcomes = latest.compactMap {
      $0["outcome"]?.text.flatMap(CompatibilityMatrix.Outcome.init)
    }
    let order: [CompatibilityMatrix.Outcome] = [.fail, .error, .partial, .pass, .skip, .unknown]
    let outcome = order.first(where: outcomes.contains) ?? .untested
    let deciding = latest.first { $0["outcome"]?.text == outcome.rawValue }?["counts"]
    var counts: (passed: Int, ran: Int)?
    if let tests = deciding?["tests"]?.int {
      let skipped = deciding?["skipped"]?.int ?? 0
      let bad = (deciding?["failures"]?.int ?? 0) + (deciding?["errors"]?.int ?? 0)
      counts = (deciding?["passed"]?.int ?? tests - skipped - bad, tests - skipped)
    }
    return CompatibilityMatrix.Cell(outcome: outcome, results: latest, counts: counts)
  }

  func instant(_ value: Value?) -> Instant? { value?.text.flatMap { Instant($0) } }
}
