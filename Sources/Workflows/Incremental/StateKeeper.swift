import Knowledge
import Ledger
import Primitives
import Publishing
import Records
import Synchronization

/// Keeps what a whole build knew for the next one.
final class StateKeeper: Sendable {
  private let records = Mutex<[UInt8]?>(nil)
  let isKept: Bool

  init(isKept: Bool) { self.isKept = isKept }

  /// Takes the records before the bytes of their fields are let go.
  func keep(
    _ stored: StoredRecords, _ shown: [Record], _ head: Head, _ secrets: Secrets, isPublic: Bool
  ) {
    guard isKept else { return }
    records.withLock {
      $0 = RecordStore.bytes(stored, shown, head, secrets, isPublic: isPublic)
    }
  }

  /// Writes everything beside the site that was built; `reads` is made for what is then served.
  func keep(_ standing: StandingSite, _ reads: (_ served: Fingerprint) -> DocumentReads?) {
    standing.forget(DocumentReads.delta)
    guard let records = records.withLock({ $0.take() }), let reads = reads(standing.nowServed)
    else {
      standing.forget(DocumentReads.base)
      return
    }
    standing.remember(RecordStore.name, records)
    standing.remember(DocumentReads.base, reads.bytes)
  }
}
