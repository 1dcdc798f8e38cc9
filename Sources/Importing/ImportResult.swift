import Primitives
import Records

/// What an importer made of a file.
public struct ImportResult: Sendable {
  /// Measured facts, in the order of the file.
  public let observations: [Observation]
  /// Records, in the order of the file; their fields are still to be checked against their kind.
  public let records: [ImportedRecord]
  /// Where every entry of the file went.
  public let account: ImportAccount
  /// In reading order.
  public let diagnostics: [Diagnostic]

  /// Makes a result.
  public init(
    observations: [Observation] = [], records: [ImportedRecord] = [], account: ImportAccount,
    diagnostics: [Diagnostic] = []
  ) {
    self.observations = observations
    self.records = records
    self.account = account
    self.diagnostics = diagnostics.inReadingOrder
  }
}

/// A record that an importer makes of an entry.
public struct ImportedRecord: Sendable, Hashable {
  /// Its kind and its id.
  public let id: RecordID
  /// Its fields, not yet checked against the kind.
  public let fields: Object

  /// Makes a record.
  public init(id: RecordID, fields: Object) {
    self.id = id
    self.fields = fields
  }
}

/// Where every entry of a file went.
public struct ImportAccount: Sendable, Hashable {
  /// Entries that were found.
  public let read: Int
  /// Entries that became records or observations.
  public let imported: Int
  /// Entries that were left out on purpose.
  public let excluded: [Exclusion]
  /// Entries that were refused with a diagnostic.
  public let diagnosed: Int

  /// An entry that was left out, and why.
  public struct Exclusion: Sendable, Hashable {
    /// What the file calls it.
    public let entry: String
    /// Why it was left out, in one sentence.
    public let reason: String

    /// Makes an exclusion.
    public init(_ entry: String, reason: String) {
      self.entry = entry
      self.reason = reason
    }
  }

  /// Makes an account.
  public init(read: Int, imported: Int = 0, excluded: [Exclusion] = [], diagnosed: Int = 0) {
    self.read = read
    self.imported = imported
    self.excluded = excluded
    self.diagnosed = diagnosed
  }

  /// Whether every entry that was read is accounted for: imported + excluded + diagnosed = read.
  public var isBalanced: Bool { imported + excluded.count + diagnosed == read }
}
