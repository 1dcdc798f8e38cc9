import Primitives

extension TemplateCompiler {
  /// Compiles a tag that prints a value.
  mutating func compile(_ hole: Hole, in place: Place) {
    guard isStrict else { return compileMustache(hole, in: place) }
    if let fact = hole.path.names.first, fact.hasPrefix("@") {
      return compileFact(hole, in: place)
    }
    guard let found = find(hole.path, in: place) else { return }
    guard let filtered = filtered(hole, found, in: place) else { return }
    if filtered.chain.fallback == nil {
      guard isThere(hole, found, in: place) else { return }
      if hole.filters.contains(where: { $0.name == "join" }) {
        return report(
          "may-be-empty", "the list `\(hole.path.text)` may be empty and would then print nothing",
          at: hole.range, in: place,
          help: "say what to print then, as in `\(withDefault(hole, in: place))`")
      }
    }
    guard var op = op(for: hole, filtered, in: place) else { return }
    op.path = path(found)
    if !filtered.chain.steps.isEmpty || filtered.chain.fallback != nil
      || filtered.chain.language != nil
    {
      op.chain = Int32(code.chains.count)
      code.chains.append(filtered.chain)
    }
    add(op)
  }

  private mutating func compileMustache(_ hole: Hole, in place: Place) {
    guard let found = try? place.scope.find(hole.path) else { return }
    add(Op(code: .print, style: hole.isRaw ? .htmlRaw : .html, path: path(found)))
  }

  private mutating func compileFact(_ hole: Hole, in place: Place) {
    guard isInLoop(hole.path, in: place) else { return }
    switch hole.path.text {
    case "@number":
      guard let filter = hole.filters.first else {
        return add(Op(code: .itemNumber, b: Int32(place.scope.loops - 1)))
      }
      report(
        "wrong-filter", "`@number` takes no filters", at: filter.range, in: place,
        help: "print it with `{{@number}}`")
    case "@first", "@last":
      report(
        "not-printable", "`\(hole.path.text)` is a test and can't be printed", at: hole.range,
        in: place, help: "write `{{#\(hole.path.text)}}…{{/\(hole.path.text)}}`")
    default: reportUnknownFact(hole.path, in: place)
    }
  }

  /// Whether the value is known to be present; reports it and the guard to write if not.
  private mutating func isThere(_ hole: Hole, _ found: Scope.Found, in place: Place) -> Bool {
    guard let count = found.absentAt else { return true }
    let path = found.names.prefix(count).joined(separator: ".")
    let tag = place.template.source.text(hole.range)
    report(
      "may-be-absent", "`\(path)` may be absent", at: hole.range, in: place,
      help: "guard it with `{{#\(path)}}…\(tag)…{{/\(path)}}`, or say what to print instead with "
        + "`\(withDefault(hole, in: place))`")
    return false
  }

  private func withDefault(_ hole: Hole, in place: Place) -> String {
    let inner = place.template.source.text(hole.range).drop { $0 == "{" || $0 == "&" }
      .prefix { $0 != "}" }
    let trimmed = inner.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    return "{{ \(String(trimmed)) | default \"…\" }}"
  }

  // MARK: - From shape and place to a style

  private mutating func op(for hole: Hole, _ filtered: Filtered, in place: Place) -> Op? {
    var op = Op(code: .print)
    if hole.isRaw {
      switch filtered.shape {
      case .markdown, .link: op.style = .raw
      default:
        report(
          "raw-not-allowed",
          "`\(hole.path.text)` is \(filtered.shape.title) and can't be printed raw",
          at: hole.range, in: place, help: "write `{{\(hole.path.text)}}`, which escapes it")
        return nil
      }
      return op
    }
    guard var style = style(for: hole, filtered, in: place) else { return nil }
    if style == .inlineMarkdown,
      hole.place.isInTableRow || place.isInTableRow || library.rules == .barsEverywhere
    {
      style = .inlineMarkdownInRow
    }
    op.style = style
    if style == .block || style == .fence {
      guard let prefix = prefix(of: hole, filtered, in: place) else { return nil }
      op.a = Int32(code.pool.count)
      code.pool += prefix
      op.b = Int32(code.pool.count)
    }
    return op
  }

  private mutating func style(for hole: Hole, _ filtered: Filtered, in place: Place) -> Style? {
    let text = hole.path.text
    switch hole.place.position {
    case .text, .linkText: break
    case .destination(let isStart):
      switch filtered.shape {
      case .markdown:
        report(
          "wrong-place", "`\(text)` is markdown and can't be part of an address", at: hole.range,
          in: place, help: "use a field that is a link, or move the tag out of the parentheses")
        return nil
      case .number, .bool: break
      default:
        if filtered.style == .raw { return .raw }
        return isStart ? .destinationStart : .destination
      }
    case .comment:
      if filtered.shape == .number || filtered.shape == .bool || filtered.style == .raw { break }
      report(
        "hole-in-comment", "`\(text)` stands in a comment, which it could end", at: hole.range,
        in: place, help: "write `{{ \(text) | anchor }}`, or take the tag out of the comment")
      return nil
    case .codeSpan:
      if isPlain(filtered.shape) { break }
      if filtered.style == .raw { return .raw }
      report(
        "hole-in-code-span", "`\(text)` stands between backticks, where nothing can be escaped",
        at: hole.range, in: place,
        help: "write `{{ \(text) | code }}` without the backticks; that makes the code span")
      return nil
    case .fence(let isLed):
      if isPlain(filtered.shape) || isLed {
        return filtered.shape == .number || filtered.shape == .bool ? .number : .literal
      }
      report(
        "hole-in-fence", "`\(text)` begins a line of a fenced block, which it could close",
        at: hole.range, in: place,
        help: "write `{{ \(text) | fence \"…\" }}` instead of the fence; that makes the block")
      return nil
    }
    if let style = filtered.style { return style }
    return style(of: filtered.shape, hole, in: place)
  }

  private mutating func style(of shape: Shape, _ hole: Hole, in place: Place) -> Style? {
    let isInSpan = hole.place.position == .codeSpan
    switch shape {
    case .text, .version: return .text
    case .date, .instant, .duration: return isInSpan ? .bare : .text
    case .markdown:
      guard let lead = hole.place.lead, !place.isInTableRow else { return .inlineMarkdown }
      let bytes = place.template.source.bytes[lead]
      return bytes.allSatisfy { $0 == 32 || $0 == 9 || $0 == 62 } ? .block : .inlineMarkdown
    case .code: return hole.place.isInTableRow || place.isInTableRow ? .codeInRow : .code
    case .link: return hole.place.position == .linkText ? .text : .autolink
    case .number: return .number
    case .bool: return .yesNo
    case .any: return .dynamic
    case .list, .object:
      let help: String =
        if case .list = shape {
          "go through it with `{{#\(hole.path.text)}}…{{/\(hole.path.text)}}`, or print its `length`"
        } else {
          "print one of its fields, as in `{{\(hole.path.text).name}}`"
        }
      report(
        "not-printable", "`\(hole.path.text)` is \(shape.title) and can't be printed",
        at: hole.range, in: place, help: help)
      return nil
    }
  }

  /// Whether a value of the shape is printed without anything that could be syntax.
  private func isPlain(_ shape: Shape) -> Bool {
    switch shape {
    case .number, .bool, .date, .instant, .duration: true
    default: false
    }
  }

  /// What goes before each further line of a block: the tag's indentation and quote markers, with
  /// spaces for list markers.
  private mutating func prefix(
    of hole: Hole, _ filtered: Filtered, in place: Place
  ) -> [UInt8]? {
    let source = place.template.source
    if let lead = hole.place.lead, !place.isInTableRow, isContainer(source.bytes[lead]) {
      var end = lead.lowerBound
      while end < lead.upperBound, source.bytes[end] == 32 || source.bytes[end] == 9 { end += 1 }
      return place.indent(lead.lowerBound..<end)
        + source.bytes[end..<lead.upperBound].map { $0 == 62 || $0 == 9 ? $0 : 32 }
    }
    report(
      "not-alone", "`\(source.text(hole.range))` makes lines of its own but shares its line",
      at: hole.range, in: place, help: "put the tag alone on its line")
    return nil
  }

  /// Whether the text is only indentation, quote markers and list markers.
  private func isContainer(_ text: ArraySlice<UInt8>) -> Bool {
    text.split(whereSeparator: { $0 == 32 || $0 == 9 || $0 == 62 }).allSatisfy { word in
      if word.count == 1, let first = word.first, "-+*".utf8.contains(first) { return true }
      guard let last = word.last, last == 46 || last == 41 else { return false }
      return word.count > 1 && word.dropLast().allSatisfy { (48...57).contains($0) }
    }
  }
}
