import Primitives

/// One instruction of a compiled template; trivial, so that going through them costs no reference counting.
struct Op: Sendable {
  enum Code: UInt8, Sendable {
    /// Appends `a..<b` of the literal pool.
    case literal
    /// Prints the value at `path`; with a `chain` after its filters.
    case print
    /// Runs the ops up to `a` for each item of the list at `path`, opening it.
    case each
    /// Runs the ops up to `a` with the value at `path` opened, if it is there.
    case with
    /// Runs the ops up to `a` if the value at `path` is true or there.
    case test
    /// Runs the ops up to `a` if the value at `path` is absent, empty or false.
    case unless
    /// Runs the ops up to `a` in the loop `b` if its item is the first, or is not (`flag`).
    case first
    case last
    /// Prints the number of the item of loop `b`.
    case itemNumber
    /// Mustache's own rules, by name, for values that have no shape.
    case dynamicSection
    case dynamicUnless
    /// Runs the subprogram `a` (Mustache's recursive partials).
    case call
  }

  var code: Code
  var style = Style.text
  var flag = false
  var path: Int32 = -1
  var chain: Int32 = -1
  var a: Int32 = 0
  var b: Int32 = 0
}

/// How a value becomes bytes of Markdown.
enum Style: UInt8, Sendable {
  case text, code, codeInRow
  /// Markdown on one line; as a block, with `a..<b` of the pool before each following line.
  case inlineMarkdown, inlineMarkdownInRow, block
  case autolink, destination, destinationStart
  case number, yesNo
  case raw
  /// One line of literal text inside a fence; in a code span without backticks.
  case literal, bare
  /// A fenced block, with `a..<b` of the pool before each following line.
  case fence
  /// By the type of the value: for shapeless data.
  case dynamic, html, htmlRaw
}

/// Where a value is: a frame, then members by name.
struct ValuePath: Sendable {
  /// The frame's position from the bottom; -1 means: searched by name from the top.
  var frame: Int32
  var first: Int32
  var count: Int32
}

/// The filters of one hole, ready to run.
struct FilterChain: Sendable {
  enum Argument: Sendable {
    case text(String)
    case path(Int)
  }

  struct Step: Sendable {
    let transform: @Sendable (Value, [Value]) -> Value
    let arguments: [Argument]
  }

  var steps: [Step] = []
  /// Literal Markdown for a value that is not there.
  var fallback: [UInt8]?
  /// The language of a fence.
  var language: Argument?
}
