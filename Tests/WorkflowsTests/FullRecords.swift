import Primitives
import Records

/// Records of every kind with every field filled in, each text with a mark of its own.
///
/// Internal ones bear the mark in each text, name, version, address and id. Public ones name them
/// wherever a reference may stand, and hold internal parts wherever parts can be internal.
struct FullRecords {
  /// In everything that must not be published; also what is left of it in a sorted index.
  static let marks = ["qzx", "zvq"]

  /// Where each mark stands: `incident timeline.text`.
  private(set) var places: [String: String] = [:]
  /// Leave `visibility` as it is in the internal records, or make them public.
  private let hides: Bool
  /// Whether public records name internal ones.
  private let refers: Bool
  /// Fields that no record has, such as `change.reverts`: what was taken back has no entry.
  private let leavesOut: Set<String>
  /// Observations have no visibility: what they name tells whether they may be seen.
  private var isMeasured = false
  private var count = 0

  init(hides: Bool, refers: Bool = true, leavesOut: Set<String> = []) {
    (self.hides, self.refers, self.leavesOut) = (hides, refers, leavesOut)
  }

  /// The id of the record of a kind that is internal.
  static func hidden(_ kind: String) -> String { "qzx-\(kind)-zvq" }

  /// Every record, by the path of its file.
  mutating func files() -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for kind in KindCatalog.all {
      for isHidden in [true, false] {
        let id = isHidden ? Self.hidden(kind.name) : "open-\(kind.name)"
        var fields = object(kind.fields, kind.name, isHidden: isHidden, key: id)
        fields["id"] = .string(id)
        fields["status"] = kind.name == "lesson" ? "accepted" : fields["status"]
        fields["visibility"] = isHidden && hides ? "internal" : "public"
        for (name, value) in Self.known[kind.name] ?? [:] { fields[name] = value }
        var ordered = Object()
        for field in kind.fields {
          if let value = fields[field.name] { ordered.append(field.name, value) }
        }
        files["records/\(kind.name)/\(id).yaml"] = RecordWriter.yaml(ordered, kind)
      }
    }
    return files
  }

  /// An observation of every kind about an internal record, and one about public ones.
  mutating func observations() -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    isMeasured = true
    defer { isMeasured = false }
    for kind in ObservationCatalog.all {
      for isHidden in [true, false] {
        let row = object(kind.fields, kind.name, isHidden: isHidden, key: "row")
        files["observations/\(kind.name)-\(isHidden ? "qzx" : "open").yaml"] =
          Array("observation: \(kind.name)\nrows:\n".utf8) + RecordWriter.yaml(rows: [row])
      }
    }
    return files
  }

  /// What the rules of kinds ask for, beyond what types say.
  private static let known: [String: [String: Value]] = [
    "change": ["status": "done"],
    "deprecation": ["status": "announced"],
    "release": ["state": "released"],
  ]

  private mutating func object(
    _ fields: [Field], _ place: String, isHidden: Bool, key: String
  ) -> Object {
    var object = Object()
    for field in fields {
      let path = "\(place).\(field.name)"
      if field.name == "visibility" {
        object.append("visibility", .string(isHidden && hides ? "internal" : "public"))
      } else if field.name == "noAction" || leavesOut.contains(path) {
        continue
      } else if let known = known(path, isHidden) {
        object.append(field.name, known)
      } else if field.name == "key" || field.name == "id" {
        object.append(field.name, .string(isHidden ? mark(path) : key))
      } else if let value = value(
        field.type, path, isHidden: isHidden, isRequired: field.presence == .required)
      {
        object.append(field.name, value)
      }
    }
    return object
  }

  /// What must agree within a plan, and what is said of its internal step elsewhere.
  private func known(_ path: String, _ isHidden: Bool) -> Value? {
    let step: Value = isHidden || refers ? "qzx-step-zvq" : "open-step"
    switch path {
    case "upgrade.steps.key": return isHidden ? "qzx-step-zvq" : "open-step"
    case "upgrade.rollback.steps.key": return isHidden ? "qzx-back-zvq" : "open-back"
    case "upgrade.rollback.pointOfNoReturn", "attempt.failedStep", "attempt.deviations.step",
      "lesson.appliesTo.step", "upgrade.steps.undo.step", "upgrade.rollback.steps.undo.step":
      return step
    case "upgrade.steps.onFailure", "upgrade.rollback.steps.onFailure": return "abort"
    // A name of a step stands for it alone.
    case "upgrade.steps.aliases" where !isHidden: return ["open-alias"]
    case "upgrade.rollback.steps.aliases" where !isHidden: return ["open-back-alias"]
    case "upgrade.window.end": return "2025-04-02T11:30:00Z"
    default: return nil
    }
  }

  private mutating func value(
    _ type: FieldType, _ path: String, isHidden: Bool, isRequired: Bool
  ) -> Value? {
    switch type {
    case .text, .markdown, .code, .slug: return .string(word(path, isHidden))
    case .bool: return true
    case .int, .number: return 1
    case .date: return "2025-04-02"
    case .instant: return "2025-04-02T09:30:00Z"
    case .duration: return "PT15M"
    case .version: return isHidden ? .string("1.0-\(mark(path))") : "1.0"
    case .range: return isHidden ? .string(">=1.0-\(mark(path))") : ">=1.0"
    case .url: return .string("https://example.org/\(word(path, isHidden))")
    case .choice(let choices): return .string(choices.first?.word ?? "")
    case .reference(let kinds):
      // Internal records point at public ones, and public ones back wherever they can do without.
      let kind = kinds.first ?? ""
      let isOpen = isMeasured ? !isHidden : isHidden || isRequired || !refers
      let id = isOpen ? "open-\(kind)" : Self.hidden(kind)
      return .string(kinds.count == 1 ? id : "\(kind)/\(id)")
    case .list(.object(let fields), _):
      var items = [Value.object(object(fields, path, isHidden: isHidden, key: "open-key"))]
      if fields.contains(where: { $0.name == "visibility" }), !isHidden {
        items.append(.object(object(fields, path, isHidden: true, key: "qzx-key-zvq")))
      }
      return .list(items)
    case .list(let member, _):
      guard case .reference = member else {
        return .list(
          [value(member, path, isHidden: isHidden, isRequired: false)].compactMap(\.self))
      }
      let both = [true, false].compactMap {
        value(member, path, isHidden: isHidden, isRequired: $0)
      }
      return .list(isHidden || !refers ? [both[0]] : both)
    case .object(let fields):
      return .object(object(fields, path, isHidden: isHidden, key: "open-key"))
    case .map:
      var map = Object()
      map.append(word(path, isHidden), .string(word(path, isHidden)))
      return .object(map)
    }
  }

  private mutating func word(_ path: String, _ isHidden: Bool) -> String {
    isHidden ? mark(path) : "open-\(path.split(separator: ".").last ?? "")".lowercased()
  }

  private mutating func mark(_ path: String) -> String {
    count += 1
    let mark = "qzx\(count)zvq"
    places[mark] = path
    return mark
  }
}
