import Primitives

extension ObjectShape {
  /// What in the data is not as the shape promises, as `path: problem`, in the shape's order.
  ///
  /// Empty for data that a checked template renders without a hole. Rendering itself never looks:
  /// this is for the tests of whoever builds template data. Fields that no shape names are reported.
  public func violations(in data: Object) -> [String] {
    var found: [String] = []
    collect(data, path: "", into: &found)
    return found
  }

  private func collect(_ data: Object, path: String, into found: inout [String]) {
    for field in fields {
      let name = path.isEmpty ? field.name : "\(path).\(field.name)"
      if let value = data[field.name], !value.isNull {
        field.shape.collect(value, path: name, into: &found)
      } else if !field.isOptional {
        found.append("\(name): is absent but not optional")
      }
    }
    for name in data.names where field(name) == nil {
      found.append("\(path.isEmpty ? name : "\(path).\(name)"): is in no field of the shape")
    }
  }
}

extension Shape {
  fileprivate func collect(_ value: Value, path: String, into found: inout [String]) {
    switch (self, value) {
    case (.any, _), (.number, .int), (.number, .double), (.bool, .bool): break
    case (.text, .string), (.markdown, .string), (.code, .string), (.link, .string),
      (.version, .string), (.date, .string), (.instant, .string), (.duration, .string):
      break
    case (.list(let item), .list(let values)):
      for (index, value) in values.enumerated() {
        item.collect(value, path: "\(path)[\(index)]", into: &found)
      }
    case (.object(let shape), .object(let object)):
      for line in shape.violations(in: object) { found.append("\(path).\(line)") }
    default: found.append("\(path): is not \(title)")
    }
  }
}
