import Primitives

/// One run of a program over data.
struct Rendering {
  let code: ProgramCode
  let ops: UnsafeBufferPointer<Op>
  let pool: UnsafeBufferPointer<UInt8>
  let paths: UnsafeBufferPointer<ValuePath>
  var out: [UInt8] = []
  var frames: [Value]
  /// Where each step's member was found last; starts with what the shape says.
  private var hints: [Int32]
  private var loops: [(number: Int, count: Int)] = []
  private var calls = 0

  /// How deep recursive partials go in data without a shape.
  private static let deepestCall = 200

  init(
    code: ProgramCode, ops: UnsafeBufferPointer<Op>, pool: UnsafeBufferPointer<UInt8>,
    paths: UnsafeBufferPointer<ValuePath>, root: Value
  ) {
    self.code = code
    self.ops = ops
    self.pool = pool
    self.paths = paths
    hints = code.hints
    frames = [root]
  }

  mutating func run(from start: Int, to end: Int) {
    var index = start
    while index < end {
      let op = ops[index]
      index += 1
      switch op.code {
      case .literal:
        out.append(contentsOf: literal(op))
      case .print: print(op)
      case .itemNumber: appendDecimal(loops[Int(op.b)].number, to: &out)
      case .first, .last:
        let loop = loops[Int(op.b)]
        let holds = op.code == .first ? loop.number == 1 : loop.number == loop.count
        if holds != op.flag { run(from: index, to: Int(op.a)) }
        index = Int(op.a)
      case .each:
        if case .list(let items)? = value(op.path) { each(items, from: index, to: Int(op.a)) }
        index = Int(op.a)
      case .with:
        if let value = value(op.path), value.isThere {
          frames.append(value)
          run(from: index, to: Int(op.a))
          frames.removeLast()
        }
        index = Int(op.a)
      case .test:
        if value(op.path)?.isTrue == true { run(from: index, to: Int(op.a)) }
        index = Int(op.a)
      case .unless:
        if value(op.path)?.isTrue != true { run(from: index, to: Int(op.a)) }
        index = Int(op.a)
      case .dynamicSection:
        dynamicSection(value(op.path), from: index, to: Int(op.a))
        index = Int(op.a)
      case .dynamicUnless:
        if value(op.path)?.isMustacheTrue != true { run(from: index, to: Int(op.a)) }
        index = Int(op.a)
      case .call:
        guard calls < Self.deepestCall else { continue }
        calls += 1
        let range = code.subprograms[Int(op.a)]
        run(from: range.lowerBound, to: range.upperBound)
        calls -= 1
      }
    }
  }

  private func literal(_ op: Op) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: pool[Int(op.a)..<Int(op.b)])
  }

  private mutating func each(_ items: [Value], from start: Int, to end: Int) {
    loops.append((0, items.count))
    for item in items {
      loops[loops.count - 1].number += 1
      frames.append(item)
      run(from: start, to: end)
      frames.removeLast()
    }
    loops.removeLast()
  }

  private mutating func dynamicSection(_ value: Value?, from start: Int, to end: Int) {
    guard let value, value.isMustacheTrue else { return }
    if case .list(let items) = value {
      each(items, from: start, to: end)
    } else {
      frames.append(value)
      run(from: start, to: end)
      frames.removeLast()
    }
  }

  /// The value at a path; `nil` if a member on the way is absent.
  private mutating func value(_ index: Int32) -> Value? {
    let path = paths[Int(index)]
    guard path.frame >= 0 else { return search(path) }
    var value = frames[Int(path.frame)]
    for step in Int(path.first)..<Int(path.first + path.count) {
      guard case .object(let object) = value, let next = member(step, of: object) else {
        return nil
      }
      value = next
    }
    return value
  }

  private mutating func member(_ step: Int, of object: Object) -> Value? {
    let members = object.members
    let name = code.steps[step]
    let hint = Int(hints[step])
    if hint < members.count, members[hint].name == name { return members[hint].value }
    // Nearly all names differ in length already, which costs no call.
    let length = name.utf8.count
    for index in members.indices
    where members[index].name.utf8.count == length && members[index].name == name {
      hints[step] = Int32(index)
      return members[index].value
    }
    return nil
  }

  /// Mustache's look-up: the first name up the stack, the others inside what it found.
  private mutating func search(_ path: ValuePath) -> Value? {
    let steps = Int(path.first)..<Int(path.first + path.count)
    guard let first = steps.first else { return frames.last }
    for frame in frames.reversed() {
      guard case .object(let object) = frame, var value = object[code.steps[first]] else {
        continue
      }
      for step in steps.dropFirst() {
        guard case .object(let inner) = value, let next = inner[code.steps[step]] else {
          return nil
        }
        value = next
      }
      return value
    }
    return nil
  }

  private mutating func print(_ op: Op) {
    let found = value(op.path)
    guard op.chain >= 0 else {
      if let found { append(found, op, language: nil) }
      return
    }
    let chain = code.chains[Int(op.chain)]
    guard var value = found, value.isThere || chain.fallback == nil else {
      if let fallback = chain.fallback { out.append(contentsOf: fallback) }
      return
    }
    for step in chain.steps {
      value = step.transform(value, step.arguments.map { argument($0) })
    }
    append(value, op, language: chain.language.map { argument($0) }?.text)
  }

  private mutating func argument(_ argument: FilterChain.Argument) -> Value {
    switch argument {
    case .text(let text): .string(text)
    case .path(let path): value(Int32(path)) ?? .null
    }
  }

  private mutating func append(_ value: Value, _ op: Op, language: String?) {
    switch op.style {
    case .number, .yesNo, .dynamic: appendDynamic(value)
    case .html: HTMLEscape.append(Plain.text(value), to: &out)
    case .htmlRaw: Plain.append(value, to: &out)
    default:
      guard case .string(let text) = value else { return appendDynamic(value) }
      appendText(text, op, language: language)
    }
  }

  /// A value whose type is only known now: text is escaped, the rest is printed plainly.
  private mutating func appendDynamic(_ value: Value) {
    if case .string(let text) = value {
      InlineEscape.append(text, to: &out)
    } else {
      Plain.append(value, to: &out)
    }
  }

  private mutating func appendText(_ text: String, _ op: Op, language: String?) {
    switch op.style {
    case .text: InlineEscape.append(text, to: &out)
    case .code: CodeSpan.append(text, isInTableRow: false, to: &out)
    case .codeInRow: CodeSpan.append(text, isInTableRow: true, to: &out)
    case .inlineMarkdown: InlineMarkdown.append(text, isInTableRow: false, to: &out)
    case .inlineMarkdownInRow: InlineMarkdown.append(text, isInTableRow: true, to: &out)
    case .block: MarkdownBlock.append(text, prefix: literal(op), to: &out)
    case .autolink: LinkEscape.appendAutolink(text, to: &out)
    case .destination: LinkEscape.appendDestination(text, to: &out)
    case .destinationStart: LinkEscape.appendChecked(text, to: &out)
    case .literal: LiteralLine.append(text, keepsBackticks: true, to: &out)
    case .bare: LiteralLine.append(text, keepsBackticks: false, to: &out)
    case .fence: FencedBlock.append(text, language: language, prefix: literal(op), to: &out)
    case .raw: out.append(contentsOf: text.utf8)
    case .number, .yesNo, .dynamic, .html, .htmlRaw: break
    }
  }
}

extension Value {
  /// Whether an optional value counts as present: neither null nor empty text.
  var isThere: Bool {
    switch self {
    case .null: false
    case .string(let text): !text.isEmpty
    case .list(let items): !items.isEmpty
    default: true
    }
  }

  /// Whether a section on the value is rendered.
  var isTrue: Bool {
    if case .bool(let bool) = self { bool } else { isThere }
  }

  /// Whether the Mustache specification takes the value for true.
  var isMustacheTrue: Bool {
    switch self {
    case .null: false
    case .bool(let bool): bool
    case .list(let items): !items.isEmpty
    default: true
    }
  }
}
