import Primitives

extension Object {
  /// Whether it or a part of it is marked internal.
  public var holdsInternal: Bool { Value.object(self).holdsInternal }
}

extension Value {
  fileprivate var holdsInternal: Bool {
    switch self {
    case .list(let items): items.contains(where: \.holdsInternal)
    case .object(let object):
      object["visibility"]?.text == "internal"
        || object.members.contains(where: \.value.holdsInternal)
    default: false
    }
  }
}
