/// Shares of traffic over a roll-out, one bar a stage.
struct StagesDrawing {
  private static let rowHeight = 48
  private let stages: Figure.Stages

  init(_ stages: Figure.Stages) { self.stages = stages }

  func drawn() -> [UInt8] {
    var page = HTMLWriter(out: [])
    page.raw("<span class=\"figure\">")
    let shares = stages.stages.map { "\($0.weight) %" }.joined(separator: ", ")
    page.openDrawing(
      "stages", title: stages.title, description: "\(stages.stages.count) stages: \(shares).",
      width: nil, height: stages.stages.count * Self.rowHeight + 4)
    for (index, stage) in stages.stages.enumerated() {
      writeStage(stage, number: index + 1, index * Self.rowHeight, &page)
    }
    page.raw("</svg></span>")
    return page.out
  }

  private func writeStage(
    _ stage: Figure.Stages.Stage, number: Int, _ y: Int, _ page: inout HTMLWriter
  ) {
    let weight = min(100, max(0, stage.weight))
    page.raw("<g class=\"row\">")
    page.label("\(number). \(stage.weight) %", name: "name", px: 0, y: y + 15)
    let words = [stage.hold.map { "hold \($0)" }, stage.note].compactMap { $0 }
    page.label(words.joined(separator: " · "), name: "value end", x: 10_000, y: y + 15)
    page.raw("<rect class=\"rail\" x=\"0\" width=\"100%\" height=\"14\" rx=\"2\"")
    page.length("y", y + 22)
    page.raw("/><rect class=\"bar\" x=\"0\" height=\"14\" rx=\"2\"")
    page.share("width", max(50, weight * 100))
    page.length("y", y + 22)
    page.raw("/></g>\n")
  }
}
