import Knowledge
import Primitives
import Records

/// What a cycle of a component says of the versions of another that it works with.
struct CompatibilityClaim {
  let cycle: SupportCycle
  let path: FieldPath
  let range: VersionRange
}

extension Graph {
  /// The claims of a component about another, one a cycle, oldest first.
  func claims(of subject: Record, about counterpart: String) -> [CompatibilityClaim] {
    let stated = subject["cycles"]?.items ?? []
    return cycles(of: subject.id.id).flatMap { cycle -> [CompatibilityClaim] in
      guard let index = stated.firstIndex(where: { $0["name"]?.text == cycle.version.raw }) else {
        return []
      }
      return (stated[index]["supports"]?.items ?? []).enumerated().compactMap { place, claim in
        guard claim["component"]?.text == counterpart,
          let range = claim["range"]?.text.flatMap({ self.range($0, of: counterpart) })
        else { return nil }
        let path = FieldPath("cycles").appending(index).appending("supports").appending(place)
        return CompatibilityClaim(cycle: cycle, path: path.appending("range"), range: range)
      }
    }
  }
}
