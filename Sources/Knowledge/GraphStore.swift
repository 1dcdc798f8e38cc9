import Primitives
import Records
import Synchronization

/// What a graph has its records from: all of them in memory, or a place that is asked for each.
///
/// Answers what is there; what somebody read is noted by the graph.
protocol GraphStore: AnyObject, Sendable {
  /// The records of a kind by id, without retired ones.
  func records(_ kind: String) -> [Record]
  /// The retired records of a kind by id.
  func retired(_ kind: String) -> [Record]
  func records(_ kind: String, of component: String) -> [Record]
  func retired(_ kind: String, of component: String) -> [Record]
  /// The record with this address, retired or not.
  func record(_ id: RecordID) -> Record?
  /// The records that refer to another by kind and id, without retired ones; of one kind if named.
  func referring(to id: RecordID, kind: String?) -> [Record]
  /// Every record, retired ones too, by kind and id.
  var all: [Record] { get }
  func observations(_ kind: String) -> [Observation]
  /// The revisions of a record whose slips documents show; empty where it has one only.
  func history(of id: RecordID) -> [Record]
  func scheme(of component: String) -> VersionScheme?
  func supportCycles(of component: String) -> SupportCycles?
  /// The versions that records of a component name; `nil` where that was not worked out.
  func versions(of component: String) -> KnownVersions?
  /// What was worked out from the records for everybody who asks.
  var memo: GraphMemo { get }
  /// Whether only some of it will be asked for: nothing is worked out for all records then.
  var isPartial: Bool { get }
}

/// What is worked out once from the records of a graph, whatever the day.
final class GraphMemo: Sendable {
  let matches = Computed<LessonMatches>()
  let candidates = Computed<LessonCandidates>()
  let carriers = Mutex<[String: [Version]]>([:])
  let slips = Mutex<[String: [Slip]]>([:])
}

/// What is worked out once from the records of a graph for its day.
final class Lives: Sendable {
  let all = Computed<DeprecationLives>()
  let byComponent = Mutex<[String: [DeprecationLife]]>([:])
}

extension Mutex {
  /// What is known for a key, worked out where nobody asked before; `make` must not ask for it again.
  func remembered<Answer>(_ key: String, _ make: () -> Answer) -> Answer
  where Value == [String: Answer] {
    withLock { known in
      if let found = known[key] { return found }
      let answer = make()
      known[key] = answer
      return answer
    }
  }
}
