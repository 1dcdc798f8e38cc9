import Primitives

extension TemplateCompiler {
  /// Compiles a section by the shape of its value.
  mutating func compile(_ section: Section, in place: Place) {
    if isStrict, let fact = section.path.names.first, fact.hasPrefix("@") {
      return compileFact(section, in: place)
    }
    guard let found = find(section.path, in: place) else { return }
    if section.isInverted {
      compileInverted(section, found, in: place)
    } else {
      compilePlain(section, found, in: place)
    }
  }

  private mutating func compilePlain(_ section: Section, _ found: Scope.Found, in place: Place) {
    var op = Op(code: .with)
    var inner = place
    switch found.shape {
    case .any:
      op.code = .dynamicSection
      inner.scope = place.scope.inside(found, opening: .any)
    case .bool:
      op.code = .test
      inner.scope = place.scope.inside(found, opening: nil)
    case .list(let item):
      op.code = .each
      inner.scope = place.scope.inside(found, opening: item, isLoop: true)
    case .object:
      inner.scope = place.scope.inside(found, opening: found.shape)
    default:
      guard found.isOptional || found.absentAt != nil else {
        let help: String =
          if section.path.names.isEmpty {
            "print it with `{{.}}`"
          } else {
            "take the section away and print it with `{{\(section.path.text)}}`"
          }
        return report(
          "section-on-scalar",
          "`\(section.path.text)` is \(found.shape.title) and always there, so a section is no test",
          at: section.range, in: place, help: help)
      }
      inner.scope = place.scope.inside(found, opening: found.shape)
    }
    op.path = path(found)
    add(op, running: section.children, in: inner)
  }

  private mutating func compileInverted(_ section: Section, _ found: Scope.Found, in place: Place) {
    var op = Op(code: .unless)
    switch found.shape {
    case .any: op.code = .dynamicUnless
    case .bool, .list: break
    default:
      guard found.isOptional || found.absentAt != nil else {
        return report(
          "section-on-scalar",
          "`\(section.path.text)` is \(found.shape.title) and always there, so this is never shown",
          at: section.range, in: place, help: "take the section away")
      }
    }
    op.path = path(found)
    add(op, running: section.children, in: place)
  }

  private mutating func compileFact(_ section: Section, in place: Place) {
    guard isInLoop(section.path, in: place) else { return }
    switch section.path.text {
    case "@first", "@last":
      let code = section.path.text == "@first" ? Op.Code.first : .last
      add(
        Op(code: code, flag: section.isInverted, b: Int32(place.scope.loops - 1)),
        running: section.children, in: place)
    case "@number":
      report(
        "section-on-scalar", "`@number` is a number and always there, so a section is no test",
        at: section.range, in: place, help: "print it with `{{@number}}`")
    default: reportUnknownFact(section.path, in: place)
    }
  }

  /// Whether a name like `@first` stands inside a section on a list; reports it if not.
  mutating func isInLoop(_ name: Name, in place: Place) -> Bool {
    if place.scope.loops > 0 { return true }
    report(
      "not-in-list", "`\(name.text)` is only known inside a section on a list", at: name.range,
      in: place, help: "move the tag into the section that goes through the list")
    return false
  }

  mutating func reportUnknownFact(_ name: Name, in place: Place) {
    report(
      "unknown-name", "there is no `\(name.text)`", at: name.range, in: place,
      help: suggestion(
        for: name.text, among: ["@number", "@first", "@last"], what: "inside a list there are"))
  }

  /// Finds a name; reports it if it means nothing here.
  mutating func find(_ name: Name, in place: Place) -> Scope.Found? {
    do throws(Scope.Failure) {
      return try place.scope.find(name)
    } catch {
      report(error, name, in: place)
      return nil
    }
  }

  private mutating func report(_ failure: Scope.Failure, _ name: Name, in place: Place) {
    switch failure {
    case .unknown(let unknown, let candidates, let owner):
      report(
        "unknown-name",
        owner.map { "`\($0)` has no field `\(unknown)`" } ?? "there is no `\(unknown)` here",
        at: name.range, in: place,
        help: suggestion(
          for: unknown, among: candidates, what: owner.map { "names in `\($0)`" } ?? "names here"))
    case .notAnObject(let path, let shape):
      var help = "`\(path)` is printed with `{{\(path)}}`"
      if case .list = shape { help = "open it with `{{#\(path)}}…{{/\(path)}}`" }
      report(
        "unknown-name", "`\(path)` is \(shape.title) and has no fields", at: name.range, in: place,
        help: help)
    }
  }
}
