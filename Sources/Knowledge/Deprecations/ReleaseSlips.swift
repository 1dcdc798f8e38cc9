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
    func isWanted(_ raw: String?) -> Bool {
      raw.map { version($0, of: component).isSame(as: wanted) } ?? false
    }
    let release = records("release", of: component).first { isWanted($0["version"]?.text) }
    let known = release.map { history(of: $0.id).first ?? $0 }
    let cycle = (self.record("component", component)?["cycles"]?.items ?? [])
      .first { isWanted($0["name"]?.text) }?["name"]?.text
    let ofCycle =
      cycle.map { name in
        slips(of: RecordID(kind: "component", id: component)).filter { slip in
          slip.path == "cycles[\(name)].released"
            && known.map { slip.at < $0.recordedAt } ?? true
        }
      } ?? []
    return ofCycle + (release.map { slips(of: $0.id).filter { $0.path == "date" } } ?? [])
  }
}
