import Documents

/// Upgrades as arcs beside a trail of versions, the newest at the top.
///
/// Arcs that pass the same versions stand in lanes of their own, short ones nearest to the trail. A
/// number on each is that of its row in the table below.
struct PathsDrawing {
  private static let laneWidth = 22
  private static let rowHeight = 36

  private let paths: Figure.Paths
  /// The lane of each way; 0 is next to the trail.
  private let lanes: [Int]
  private let trail: Int

  init(_ paths: Figure.Paths) {
    self.paths = paths
    lanes = Self.lanes(of: paths.ways)
    trail = 14 + Self.laneWidth * ((lanes.max() ?? -1) + 1)
  }

  func drawn(_ resolve: (String) -> String?) -> [UInt8] {
    var page = HTMLWriter(out: [])
    page.raw("<div class=\"figure\"><div class=\"scroll\" tabindex=\"0\" role=\"group\"")
    page.attribute("aria-label", paths.title)
    page.raw(">")
    let longest = paths.stops.map { words(on: $0).count }.max() ?? 0
    page.openDrawing(
      "paths", title: paths.title, description: description,
      width: trail + 32 + 8 * min(90, longest), height: paths.stops.count * Self.rowHeight + 4,
      isImage: false)
    if let last = paths.stops.indices.last, last > 0 {
      page.raw("<path class=\"trail\"")
      page.attribute("d", "M\(trail) \(y(0))V\(y(last))")
      page.raw("/>\n")
    }
    for index in paths.ways.indices { writeWay(index, &page) }
    // Numbers come after all lines, so that none is crossed.
    for index in paths.ways.indices { writeNumber(index, resolve, &page) }
    for (index, stop) in paths.stops.enumerated() { writeStop(stop, y(index), &page) }
    page.raw("</svg></div></div>\n")
    return page.out
  }

  private var description: String {
    let ways = paths.ways.count == 1 ? "1 way" : "\(paths.ways.count) ways"
    return "\(ways) between \(paths.stops.count) versions, the newest at the top: "
      + paths.ways.map(\.label).joined(separator: "; ") + "."
  }

  private func y(_ stop: Int) -> Int { stop * Self.rowHeight + Self.rowHeight / 2 }

  /// Short ways first, each into the first lane where no way before it passes the same versions.
  private static func lanes(of ways: [Figure.Paths.Way]) -> [Int] {
    var lanes = Array(repeating: 0, count: ways.count)
    var taken: [[Range<Int>]] = []
    func length(_ index: Int) -> Int { abs(ways[index].from - ways[index].to) }
    for index in ways.indices.sorted(by: { (length($0), $0) < (length($1), $1) }) {
      let (from, to) = (ways[index].from, ways[index].to)
      let range = min(from, to)..<max(from, to)
      let lane = taken.firstIndex { !$0.contains { $0.overlaps(range) } } ?? taken.count
      if lane == taken.count { taken.append([]) }
      taken[lane].append(range)
      lanes[index] = lane
    }
    return lanes
  }

  private func lane(_ index: Int) -> Int { trail - Self.laneWidth * (lanes[index] + 1) }

  /// Where a way leaves and arrives: on the side to which it goes, so that two ways don't touch.
  private func ends(_ way: Figure.Paths.Way) -> (start: Int, end: Int) {
    let side = way.to < way.from ? -5 : 5
    return (y(way.from) + side, y(way.to) - side)
  }

  private func writeWay(_ index: Int, _ page: inout HTMLWriter) {
    let way = paths.ways[index]
    let x = lane(index)
    let (start, end) = ends(way)
    let turn = way.to < way.from ? -8 : 8
    page.raw("<path")
    page.attribute("class", "way \(way.status)")
    page.attribute(
      "d",
      "M\(trail) \(start)H\(x + 8)Q\(x) \(start) \(x) \(start + turn)V\(end - turn)"
        + "Q\(x) \(end) \(x + 8) \(end)H\(trail - 9)")
    page.raw("/><path class=\"tip\"")
    page.attribute("d", "M\(trail - 7) \(end)l-7-4v8z")
    page.raw("/>")
    for stop in way.through {
      page.raw("<circle class=\"pass\" r=\"4\"")
      page.length("cx", x)
      page.length("cy", y(stop))
      page.raw("/>")
    }
    page.raw("\n")
  }

  private func writeNumber(
    _ index: Int, _ resolve: (String) -> String?, _ page: inout HTMLWriter
  ) {
    let way = paths.ways[index]
    let (start, end) = ends(way)
    let link = resolve(way.href)
    page.raw("<a")
    if let link { page.address("href", link) }
    page.raw("><title>")
    page.text("\(index + 1). \(way.label), \(way.status)")
    page.raw("</title><circle class=\"number\" r=\"10\"")
    page.length("cx", lane(index))
    page.length("cy", (start + end) / 2)
    page.raw("/>")
    page.label(String(index + 1), name: "middle", px: lane(index), y: (start + end) / 2 + 4)
    page.raw("</a>\n")
  }

  private func words(on stop: Figure.Paths.Stop) -> String {
    [stop.label, stop.note, stop.isRequired ? "may not be skipped" : ""]
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private func writeStop(_ stop: Figure.Paths.Stop, _ y: Int, _ page: inout HTMLWriter) {
    page.raw("<g")
    page.attribute("class", "stop \(stop.support.rawValue)")
    page.raw(">")
    if stop.isRequired {
      page.raw("<rect width=\"14\" height=\"14\"")
      page.length("x", trail - 7)
      page.length("y", y - 7)
    } else {
      page.raw("<circle r=\"6\"")
      page.length("cx", trail)
      page.length("cy", y)
    }
    page.raw("/><text")
    page.length("x", trail + 18)
    page.length("y", y + 4)
    page.raw("><tspan class=\"name\">")
    page.text(stop.label)
    page.raw("</tspan>")
    let rest = words(on: stop).dropFirst(stop.label.count)
    if !rest.isEmpty { page.text(String(rest)) }
    page.raw("</text></g>\n")
  }
}
