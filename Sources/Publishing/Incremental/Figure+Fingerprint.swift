import Documents
import Primitives

extension Figure {
  /// Takes everything that is drawn into a fingerprint.
  func mix(into fingerprint: inout Fingerprint) {
    switch self {
    case .timeline(let timeline):
      fingerprint.mix("timeline")
      for text in [timeline.title, "\(timeline.from)", "\(timeline.to)", "\(timeline.today)"] {
        fingerprint.mix(text)
      }
      for row in timeline.rows {
        fingerprint.mix(row.label)
        fingerprint.mix(row.href ?? "\0")
        fingerprint.mix(row.isOverdue ? 1 : 0)
        for text in [row.key, row.group, row.owner, row.note] { fingerprint.mix(text ?? "\0") }
        for span in row.spans {
          fingerprint.mix("\(span.from) \(span.to?.description ?? "") \(span.phase.rawValue)")
        }
        for mark in row.marks {
          fingerprint.mix("\(mark.on) \(mark.shape.rawValue) \(mark.title)")
        }
      }
    case .matrix(let matrix):
      fingerprint.mix("matrix")
      for text in [matrix.title, matrix.rowTitle, matrix.columnTitle] { fingerprint.mix(text) }
      for text in matrix.rows { fingerprint.mix(text) }
      fingerprint.mix(matrix.rows.count)
      for text in matrix.columns { fingerprint.mix(text) }
      for cell in matrix.cells.joined() {
        for text in [cell.outcome.rawValue, cell.text, cell.detail] { fingerprint.mix(text) }
        fingerprint.mix(cell.href ?? "\0")
      }
    case .intervals(let intervals):
      fingerprint.mix("intervals")
      fingerprint.mix(intervals.title)
      for row in intervals.rows {
        fingerprint.mix(row.label)
        fingerprint.mix("\(row.k) \(row.n) \(row.low ?? -1) \(row.high ?? -1)")
        fingerprint.mix(row.href ?? "\0")
      }
    case .stages(let stages):
      fingerprint.mix("stages")
      fingerprint.mix(stages.title)
      for stage in stages.stages {
        fingerprint.mix("\(stage.weight)")
        fingerprint.mix(stage.hold ?? "\0")
        fingerprint.mix(stage.note ?? "\0")
      }
    case .paths(let paths):
      fingerprint.mix("paths")
      fingerprint.mix(paths.title)
      for stop in paths.stops {
        for text in [stop.label, stop.note, stop.support.rawValue] { fingerprint.mix(text) }
        fingerprint.mix(stop.isRequired ? 1 : 0)
      }
      for way in paths.ways {
        fingerprint.mix("\(way.from) \(way.to) \(way.through)")
        for text in [way.label, way.href, way.status] { fingerprint.mix(text) }
      }
    }
  }
}
