import Knowledge
import Primitives
import Records

extension Graph {
  /// Each version of each interface with its path and component.
  var interfaceVersions: [(path: FieldPath, component: Record, version: Value)] {
    records("component").flatMap { component in
      (component["interfaces"]?.items ?? []).enumerated().flatMap { index, interface in
        (interface["versions"]?.items ?? []).enumerated().map { position, version in
          (
            FieldPath("interfaces").appending(index).appending("versions").appending(position),
            component, version
          )
        }
      }
    }
  }

  /// The plans that are or were to be carried out.
  var plans: [Record] { records("upgrade").filter { $0.status != "abandoned" } }
}

extension Record {
  /// The steps of a plan with their paths: forward, then back.
  var allSteps: [(path: FieldPath, step: Value)] {
    steps
      + (self["rollback"]?["steps"]?.items ?? []).enumerated().map {
        (FieldPath("rollback").appending("steps").appending($0), $1)
      }
  }

  /// The forward steps of a plan with their paths.
  var steps: [(path: FieldPath, step: Value)] {
    (self["steps"]?.items ?? []).enumerated().map { (FieldPath("steps").appending($0), $1) }
  }

  /// A date among the fields; `nil` if it is absent.
  func date(_ name: String) -> PartialDate? { self[name]?.text.flatMap { PartialDate($0) } }

  /// An instant among the fields; `nil` if it is absent.
  func instant(_ name: String) -> Instant? { self[name]?.text.flatMap { Instant($0) } }
}
