import Markup

/// Earlier anchors of renamed steps: what linked to a step goes on leading to it.
struct AliasAnchors {
  /// Earlier ids that the page does not use itself, each with the id of today.
  let all: [(old: String, new: String)]

  init(_ aliases: [String: String], _ markup: RenderedMarkup) {
    guard !aliases.isEmpty else {
      all = []
      return
    }
    let ids = Set(markup.outline.map(\.id))
    all = aliases.keys.sorted().compactMap { alias in
      let (old, new) = ("step-\(alias)", "step-\(aliases[alias] ?? "")")
      return !ids.contains(old) && ids.contains(new) ? (old, new) : nil
    }
  }

  /// Puts each behind the heading of its step.
  func insert(into content: inout [UInt8]) {
    for (old, new) in all {
      let heading = Array(" id=\"\(new)\"".utf8)
      guard let start = content.firstIndex(of: heading),
        let end = content.firstIndex(of: Array("</h".utf8), from: start)
      else { continue }
      content.insert(contentsOf: "\n<span id=\"\(old)\"></span>".utf8, at: end + 5)
    }
  }
}
