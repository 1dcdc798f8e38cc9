import Primitives

/// A template compiled for one shape of data: rendering it neither searches nor fails.
///
/// A value, safe to share between threads.
public struct TemplateProgram: Sendable {
  let code: ProgramCode

  /// Appends the document for these data.
  ///
  /// The data must have the shape that the program was compiled for (`ObjectShape.violations`);
  /// where they have not, the value in question prints nothing.
  public func render(_ data: Object, into out: inout [UInt8]) {
    render(.object(data), into: &out)
  }

  /// The document for these data as text.
  public func render(_ data: Object) -> String {
    var out: [UInt8] = []
    render(data, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  func render(_ data: Value, into out: inout [UInt8]) {
    code.ops.withUnsafeBufferPointer { ops in
      code.pool.withUnsafeBufferPointer { pool in
        code.paths.withUnsafeBufferPointer { paths in
          var rendering = Rendering(code: code, ops: ops, pool: pool, paths: paths, root: data)
          swap(&rendering.out, &out)
          rendering.run(from: 0, to: code.mainEnd)
          swap(&rendering.out, &out)
        }
      }
    }
  }
}

/// The tables of a compiled template.
struct ProgramCode: Sendable {
  var ops: [Op] = []
  var pool: [UInt8] = []
  var paths: [ValuePath] = []
  var steps: [String] = []
  /// For each step the position at which the shape says its member stands.
  var hints: [Int32] = []
  var chains: [FilterChain] = []
  /// The end of the main program; subprograms follow.
  var mainEnd = 0
  var subprograms: [Range<Int>] = []
}
