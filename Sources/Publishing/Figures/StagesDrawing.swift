import Documents

/// Shares of traffic over a roll-out, one bar a stage.
struct StagesDrawing {
  private let stages: Figure.Stages
  /// Where the bar starts below the top of its row: below the notes, if there are any.
  private let barTop: Int

  init(_ stages: Figure.Stages) {
    self.stages = stages
    barTop = stages.stages.contains { $0.note != nil } ? 38 : 22
  }

  private var rowHeight: Int { barTop + 28 }

  func drawn() -> [UInt8] {
    var page = HTMLWriter(out: [])
    page.raw("<div class=\"figure\">")
    let shares = stages.stages.map { "\($0.weight) %" }.joined(separator: ", ")
    page.openDrawing(
      "stages", title: stages.title, description: "\(stages.stages.count) stages: \(shares).",
      width: nil, height: stages.stages.count * rowHeight + 4)
    for (index, stage) in stages.stages.enumerated() {
      writeStage(stage, number: index + 1, index * rowHeight, &page)
    }
    page.raw("</svg></div>")
    return page.out
  }

  private func writeStage(
    _ stage: Figure.Stages.Stage, number: Int, _ y: Int, _ page: inout HTMLWriter
  ) {
    let weight = min(100, max(0, stage.weight))
    page.raw("<g class=\"row\">")
    let hold = stage.hold.map { " · hold \($0)" } ?? ""
    page.label("\(number). \(stage.weight) %\(hold)", name: "name", px: 0, y: y + 15)
    if let note = stage.note { page.label(note, name: "value", px: 0, y: y + 31) }
    page.raw("<rect class=\"rail\" x=\"0\" width=\"100%\" height=\"14\" rx=\"2\"")
    page.length("y", y + barTop)
    page.raw("/><rect class=\"bar\" x=\"0\" height=\"14\" rx=\"2\"")
    page.share("width", max(50, weight * 100))
    page.length("y", y + barTop)
    page.raw("/></g>\n")
  }
}
