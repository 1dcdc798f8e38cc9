/// What a name can mean at one place of a template: the opened values and what is known to be there.
struct Scope {
  /// A value known to be present: a frame and the names that lead to it.
  struct Access: Hashable {
    let frame: Int
    let names: [String]
  }

  /// What a name was found to be.
  struct Found {
    /// The frame it starts in; -1 if it is only looked up while rendering.
    var frame: Int
    var names: [String]
    var hints: [Int32] = []
    var shape: Shape
    /// Whether the field itself is declared optional.
    var isOptional = false
    /// How many names lead to the first value that may be absent here; `nil` if none may.
    var absentAt: Int?
  }

  /// Why a name means nothing.
  enum Failure: Error {
    case unknown(name: String, candidates: [String], owner: String?)
    case notAnObject(path: String, Shape)
  }

  private(set) var frames: [Shape]
  private(set) var loops = 0
  private var present: Set<Access> = []

  init(_ root: Shape) { frames = [root] }

  /// The scope inside a section on what was found; `opens` if it pushes a frame.
  func inside(_ found: Found, opening shape: Shape?, isLoop: Bool = false) -> Scope {
    var inner = self
    if found.frame >= 0, !found.names.isEmpty {
      for count in 1...found.names.count {
        inner.present.insert(Access(frame: found.frame, names: Array(found.names.prefix(count))))
      }
    }
    if let shape { inner.frames.append(shape) }
    if isLoop { inner.loops += 1 }
    return inner
  }

  /// Finds a dotted name: the first part in the innermost value that has it, the rest inside that.
  func find(_ name: Name) throws(Failure) -> Found {
    let top = frames.count - 1
    guard let first = name.names.first else {
      if case .any = frames[top] { return Found(frame: -1, names: [], shape: .any) }
      return Found(frame: top, names: [], shape: frames[top])
    }
    for index in frames.indices.reversed() {
      switch frames[index] {
      case .any: return Found(frame: -1, names: name.names, shape: .any)
      case .object(let shape) where shape.field(first) != nil:
        return try descend(from: index, shape: frames[index], names: name.names)
      default: continue
      }
    }
    throw .unknown(name: first, candidates: names, owner: nil)
  }

  /// All names that can be said here, innermost first, each once.
  var names: [String] {
    var seen: Set<String> = []
    var names: [String] = []
    for frame in frames.reversed() {
      guard case .object(let shape) = frame else { continue }
      for field in shape.fields where seen.insert(field.name).inserted { names.append(field.name) }
    }
    return names
  }

  private func descend(
    from frame: Int, shape: Shape, names: [String]
  ) throws(Failure) -> Found {
    var found = Found(frame: frame, names: names, shape: shape)
    for (index, name) in names.enumerated() {
      switch found.shape {
      case .any:
        found.hints.append(0)
        continue
      case .object(let object):
        guard let (position, field) = object.field(name) else {
          throw .unknown(
            name: name, candidates: object.fields.map(\.name),
            owner: names[..<index].joined(separator: "."))
        }
        found.hints.append(Int32(position))
        found.shape = field.shape
        found.isOptional = field.isOptional
        let access = Access(frame: frame, names: Array(names[...index]))
        if field.isOptional, found.absentAt == nil, !present.contains(access) {
          found.absentAt = index + 1
        }
      default:
        throw .notAnObject(path: names[..<index].joined(separator: "."), found.shape)
      }
    }
    return found
  }
}
