/// The way from a record to one of its values: `steps[2].command`.
public struct FieldPath: Sendable, Hashable, CustomStringConvertible {
  /// One step down: into an object or into a list.
  public enum Part: Sendable, Hashable {
    case name(String)
    case index(Int)
  }

  /// The steps from the record down to the value.
  public let parts: [Part]

  /// The record itself.
  public static let root = FieldPath(parts: [])

  private init(parts: [Part]) { self.parts = parts }

  /// The path of a top-level field.
  public init(_ name: String) { parts = [.name(name)] }

  /// The path of a member of the object that this path leads to.
  public func appending(_ name: String) -> FieldPath { FieldPath(parts: parts + [.name(name)]) }

  /// The path of a member of the list that this path leads to; counts from 0.
  public func appending(_ index: Int) -> FieldPath { FieldPath(parts: parts + [.index(index)]) }

  /// The form in messages: `steps[2].command`, counting from 0.
  public var description: String {
    var text = ""
    for part in parts {
      switch part {
      case .name(let name): text += text.isEmpty ? name : ".\(name)"
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }
}

extension FieldPath: ExpressibleByStringLiteral {
  /// Makes the path of a top-level field.
  public init(stringLiteral value: String) { self.init(value) }
}
