import Primitives

/// Turns the tree of a template, with all that it includes, into a flat program for one shape.
///
/// Partials, parents and blocks are compiled in place, so each is checked in every place where it
/// is used, and rendering has neither look-ups nor calls.
struct TemplateCompiler {
  let library: TemplateLibrary
  var code = ProgramCode()
  private(set) var problems: [Diagnostic] = []
  private var reported: Set<Diagnostic> = []
  private var checked: Set<String> = []
  /// Ops before this index must not be extended: something jumps behind them.
  private var barrier = 0
  /// Mustache's recursive partials: their names by the subprogram's number.
  private var calls: [String] = []
  private var depth = 0
  private var isStopped = false

  /// What stays the same while one stretch of nodes is compiled.
  struct Place {
    var template: ParsedTemplate
    var scope: Scope
    /// Goes before each line; what a standalone partial's or block's tag was indented with.
    var outer: [UInt8] = []
    /// Taken from the start of each line: the own indentation of a block's replacement.
    var dedent: [UInt8] = []
    var isInTableRow = false
    var blocks: [String: Replacement] = [:]
    var active: [Inclusion] = []

    /// White space of a tag or line of this template with `dedent` taken away and `outer` added.
    func indent(_ range: Range<Int>) -> [UInt8] {
      let space = template.source.bytes[range]
      return outer + (space.starts(with: dedent) ? space.dropFirst(dedent.count) : space)
    }
  }

  /// A block that a child puts in the place of its parent's.
  struct Replacement {
    let block: Block
    let template: ParsedTemplate
  }

  /// One template on the way from the root: the same again means it would never end.
  struct Inclusion: Equatable {
    let template: String
    let context: Shape
    let blocks: [String]
  }

  /// How deep sections, partials and blocks nest in all; a thread's stack holds several times that.
  private static let deepest = 120
  private static let mostOps = 250_000

  init(_ library: TemplateLibrary) { self.library = library }

  /// Whether names are checked and Markdown is escaped.
  var isStrict: Bool { library.mode == .markdown }

  /// Compiles a template; what is wrong ends up in `problems`.
  mutating func compile(_ template: ParsedTemplate, for shape: Shape) {
    check(template)
    let place = Place(
      template: template, scope: Scope(shape),
      active: [Inclusion(template: template.name, context: shape, blocks: [])])
    compile(template.nodes, in: place)
    code.mainEnd = code.ops.count
    var next = 0
    while next < calls.count {
      guard let partial = library.find(calls[next]) else { break }
      barrier = code.ops.count
      let start = code.ops.count
      let inner = Place(
        template: partial, scope: Scope(.any),
        active: [Inclusion(template: partial.name, context: .any, blocks: [])])
      compile(partial.nodes, in: inner)
      code.subprograms.append(start..<code.ops.count)
      next += 1
    }
  }

  /// Compiles nodes in order; `isLed` if something stands before them on their first line already.
  mutating func compile(_ nodes: [Node], in place: Place, isLed: Bool = false) {
    guard depth < Self.deepest else { return tooDeep(place) }
    depth += 1
    defer { depth -= 1 }
    for (index, node) in nodes.enumerated() {
      guard code.ops.count < Self.mostOps else { return tooLarge(place) }
      switch node {
      case .text(let range): emit(place.template.source.bytes[range])
      case .line(let space):
        var indent = place.indent(space)[...]
        if index == 0, isLed { indent = indent.dropFirst(place.outer.count) }
        emit(indent)
      case .hole(let hole): compile(hole, in: place)
      case .section(let section): compile(section, in: place)
      case .partial(let inclusion): include(inclusion, in: place)
      case .parent(let inclusion): inherit(inclusion, in: place)
      case .block(let block): compile(block, in: place)
      }
    }
  }

  // MARK: - Partials, parents and blocks

  private mutating func include(_ inclusion: Templating.Inclusion, in place: Place) {
    guard let partial = partial(inclusion, in: place) else { return }
    if !isStrict, place.active.contains(where: { $0.template == partial.name }) {
      let number = calls.firstIndex(of: partial.name) ?? calls.count
      if number == calls.count { calls.append(partial.name) }
      add(Op(code: .call, a: Int32(number)))
      return
    }
    enter(partial, by: inclusion, blocks: [:], in: place)
  }

  private mutating func inherit(_ inclusion: Templating.Inclusion, in place: Place) {
    guard let parent = partial(inclusion, in: place) else { return }
    var blocks: [String: Replacement] = [:]
    let known = isStrict ? library.blockNames(of: parent) : []
    for block in inclusion.blocks {
      blocks[block.name] = Replacement(block: block, template: place.template)
      if isStrict, !known.contains(block.name) {
        report(
          "unknown-block", "`\(parent.name)` has no block `\(block.name)`", at: block.range,
          in: place, help: suggestion(for: block.name, among: known, what: "its blocks"))
      }
    }
    blocks.merge(place.blocks) { _, outer in outer }
    enter(parent, by: inclusion, blocks: blocks, in: place)
  }

  private mutating func enter(
    _ template: ParsedTemplate, by inclusion: Templating.Inclusion,
    blocks: [String: Replacement], in place: Place
  ) {
    let key = Inclusion(
      template: template.name, context: place.scope.frames.last ?? .any,
      blocks: blocks.keys.sorted())
    guard !place.active.contains(key) else {
      guard isStrict else { return }
      return report(
        "recursive-partial",
        "`\(template.name)` includes itself without going deeper into the data",
        at: inclusion.range, in: place,
        help: "include it inside a section that opens a part of the data, or take the tag away")
    }
    check(template)
    var inner = place
    inner.template = template
    inner.outer = inclusion.indent.map(place.indent) ?? place.outer
    inner.dedent = []
    inner.isInTableRow = place.isInTableRow || inclusion.isInTableRow
    inner.blocks = blocks
    inner.active.append(key)
    compile(template.nodes, in: inner, isLed: inclusion.indent == nil)
  }

  private mutating func compile(_ block: Block, in place: Place) {
    guard let replacement = place.blocks[block.name] else {
      return compile(block.children, in: place)
    }
    var inner = place
    inner.template = replacement.template
    inner.outer = place.indent(block.indent)
    inner.dedent = []
    if !replacement.block.isInline, let own = replacement.block.intrinsicIndent {
      inner.dedent = Array(replacement.template.source.bytes[own])
    }
    inner.blocks[block.name] = nil
    // A replacement written inside a line takes the place of lines: it gets what a line has.
    let becomesLine = !block.isInline && replacement.block.isInline
    if becomesLine { emit(inner.outer[...]) }
    compile(replacement.block.children, in: inner, isLed: block.isInline)
    if becomesLine { emit([10]) }
  }

  private mutating func partial(
    _ inclusion: Templating.Inclusion, in place: Place
  ) -> ParsedTemplate? {
    if let found = library.find(inclusion.name) { return found }
    if isStrict {
      report(
        "unknown-partial", "there is no template `\(inclusion.name)`", at: inclusion.nameRange,
        in: place,
        help: suggestion(for: inclusion.name, among: library.names, what: "the templates"))
    }
    return nil
  }

  // MARK: - Ops and problems

  mutating func emit(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return }
    let start = code.pool.count
    code.pool.append(contentsOf: bytes)
    let last = code.ops.count - 1
    if last >= barrier, code.ops[last].code == .literal, Int(code.ops[last].b) == start {
      code.ops[last].b = Int32(code.pool.count)
    } else {
      add(Op(code: .literal, a: Int32(start), b: Int32(code.pool.count)))
    }
  }

  mutating func add(_ op: Op) { code.ops.append(op) }

  /// Adds an op and what it runs, and lets it jump behind that.
  mutating func add(_ op: Op, running nodes: [Node], in place: Place) {
    let index = code.ops.count
    add(op)
    barrier = code.ops.count
    compile(nodes, in: place)
    code.ops[index].a = Int32(code.ops.count)
    barrier = code.ops.count
  }

  /// The number of a path in the program's table.
  mutating func path(_ found: Scope.Found) -> Int32 {
    let first = Int32(code.steps.count)
    code.steps += found.names
    code.hints += found.hints
    code.hints += Array(repeating: 0, count: found.names.count - found.hints.count)
    code.paths.append(
      ValuePath(frame: Int32(found.frame), first: first, count: Int32(found.names.count)))
    return Int32(code.paths.count - 1)
  }

  mutating func report(
    _ id: String, _ message: String, at range: Range<Int>, in place: Place, help: String?
  ) {
    let problem = place.template.source.problem(id, message, at: range, help: help)
    if reported.insert(problem).inserted { problems.append(problem) }
  }

  /// "did you mean" and the list of what there is.
  func suggestion(for name: String, among known: [String], what: String) -> String {
    let list =
      known.isEmpty
      ? "there are none" : "\(what): \(known.map { "`\($0)`" }.joined(separator: ", "))"
    guard let nearest = Spelling.nearest(to: name, among: known) else { return list }
    return "did you mean `\(nearest)`? \(list)"
  }

  private mutating func check(_ template: ParsedTemplate) {
    guard isStrict, checked.insert(template.name).inserted else { return }
    for problem in template.problems where reported.insert(problem).inserted {
      problems.append(problem)
    }
  }

  private mutating func tooLarge(_ place: Place) {
    stop(
      "template-too-large", "the template with all it includes is too large", in: place,
      help: "include partials in fewer places")
  }

  private mutating func tooDeep(_ place: Place) {
    stop(
      "nested-too-deep", "sections and partials are nested too deep by what is included here",
      in: place, help: "move the inner part up, or include it from a section further out")
  }

  private mutating func stop(
    _ id: String, _ message: String, in place: Place, help: String
  ) {
    guard !isStopped else { return }
    isStopped = true
    let source = place.template.source
    let end = source.bytes.firstIndex(of: 10) ?? source.bytes.count
    report(id, message, at: 0..<end, in: place, help: help)
  }
}
