extension Migration {
  /// Where a revision was first recorded, for those that a merge of two ledgers brought.
  static let migration0002 = Migration(
    number: 2,
    sql: """
      -- NULL: recorded here; a digest: that of the revision in the ledger where it was recorded;
      -- merge: brings two histories together. Part of the sealed digest where it is not NULL.
      ALTER TABLE revision ADD COLUMN origin TEXT;

      CREATE INDEX revision_origin ON revision (origin) WHERE origin IS NOT NULL;
      """)
}
