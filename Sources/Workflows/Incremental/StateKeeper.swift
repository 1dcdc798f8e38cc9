import Knowledge
import Ledger
import Primitives
import Publishing
import Records

/// Keeps what a whole build knew for the next one.
final class StateKeeper: Sendable {
  private let state: String
  let isKept: Bool

  init(state: String, isKept: Bool) { (self.state, self.isKept) = (state, isKept) }

  /// Takes the records before the bytes of their fields are let go.
  func keep(
    _ stored: StoredRecords, _ shown: [Record], _ head: Head, _ secrets: Secrets, isPublic: Bool
  ) {
    guard isKept else { return }
    // At once: tens of megabytes need not wait for the site.
    StandingSite.remember(
      RecordStore.name, RecordStore.bytes(stored, shown, head, secrets, isPublic: isPublic),
      in: state)
  }

  /// Writes everything beside the site that was built; `reads` is made for what is then served.
  func keep(_ standing: StandingSite, _ reads: (_ served: Fingerprint) -> DocumentReads?) {
    standing.forget(DocumentReads.delta)
    guard isKept, let reads = reads(standing.nowServed) else {
      standing.forget(DocumentReads.base)
      return
    }
    standing.remember(DocumentReads.base, reads.bytes)
  }
}
