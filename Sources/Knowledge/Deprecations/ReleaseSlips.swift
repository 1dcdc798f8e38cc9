import Primitives
import Records

extension Graph {
  /// How the promised end of a deprecation moved with the release that it names, in order of time.
  ///
  /// A plan that names a version and no day ends when that version comes out: when its release is put
  /// off, so is the end, though nobody touches the deprecation. What counts is what moved while the
  /// plan named that version.
  ///
  /// - Returns: each slip with the end that it took back: the version, and the day it was to come out on.
  func releaseSlips(_ record: Record, _ component: String) -> [(from: Moment, slip: Slip)] {
    let history = history(of: record.id)
    let revisions = history.isEmpty ? [record] : history
    let followers = revisions.dropFirst().map(\.recordedAt) as [Instant?] + [nil]
    return zip(revisions, followers).flatMap { revision, replaced in
      guard let plan = revision["plannedRemoval"], plan["on"] == nil,
        let raw = plan["version"]?.text
      else { return [(from: Moment, slip: Slip)]() }
      let inForce = slips(ofVersion: raw, component).filter { slip in
        revision.recordedAt <= slip.at && replaced.map { slip.at < $0 } ?? true
      }
      return inForce.map { slip in
        (
          Moment(
            version: version(raw, of: component), on: slip.from.on, isDerived: true,
            confidence: slip.from.confidence), slip
        )
      }
    }
  }

  /// How the day of a version moved: that of its release, and before there was one that of its cycle.
  private func slips(ofVersion raw: String, _ component: String) -> [Slip] {
    let wanted = version(raw, of: component)
    let release = release(wanted, of: component)
    let known = release.map { history(of: $0.id).first ?? $0 }
    let ofCycle =
      cycles(of: component).first { $0.version.isSame(as: wanted) }.map { cycle in
        slips(ofComponent: component).filter { slip in
          slip.path == "cycles[\(cycle.version.raw)].released"
            && known.map { slip.at < $0.recordedAt } ?? true
        }
      } ?? []
    return ofCycle + (release.map { slips(of: $0.id).filter { $0.path == "date" } } ?? [])
  }
}
