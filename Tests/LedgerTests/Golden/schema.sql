CREATE INDEX benchmark_latest ON benchmark (
  component, version, suite, metric, environment, ran_at);

CREATE INDEX compatibility_latest ON compatibility (
  subject_component, subject_version, counterpart_component, counterpart_version, suite,
  environment, ran_at);

CREATE INDEX edition_source_record ON edition_source (kind, id, rev);

CREATE INDEX facet_record ON facet (kind, id);

CREATE INDEX revision_known ON revision (kind, id, recorded_at);

CREATE INDEX revision_origin ON revision (origin) WHERE origin IS NOT NULL;

CREATE INDEX usage_latest ON usage (deprecation, consumer, method, measured_at);

CREATE TABLE benchmark (
  -- The raw values of one independent run of a benchmark; never revised.
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  recorded_at TEXT NOT NULL,
  component TEXT NOT NULL,
  version TEXT NOT NULL,
  suite TEXT NOT NULL,
  metric TEXT NOT NULL,
  unit TEXT NOT NULL,
  better TEXT NOT NULL, -- lower or higher
  environment TEXT NOT NULL,
  run_id TEXT NOT NULL,
  "values" TEXT NOT NULL, -- JSON array of numbers
  warmups TEXT, -- JSON array of numbers that do not count
  ran_at TEXT NOT NULL, -- UTC, with milliseconds
  digest TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE compatibility (
  -- Whether a version of one component works with a version of another; never revised.
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  recorded_at TEXT NOT NULL,
  subject_component TEXT NOT NULL,
  subject_version TEXT NOT NULL,
  counterpart_component TEXT NOT NULL,
  counterpart_version TEXT NOT NULL,
  suite TEXT NOT NULL,
  environment TEXT NOT NULL,
  outcome TEXT NOT NULL, -- pass, fail, error, skip, unknown or partial
  basis TEXT NOT NULL, -- declared, tested or observed
  counts_tests INTEGER,
  counts_passed INTEGER,
  counts_failures INTEGER,
  counts_errors INTEGER,
  counts_skipped INTEGER,
  duration_seconds REAL,
  ran_at TEXT NOT NULL, -- UTC, with milliseconds
  run_id TEXT,
  source_url TEXT,
  source_file TEXT,
  source_digest TEXT,
  message TEXT,
  notes TEXT,
  digest TEXT NOT NULL UNIQUE, -- what makes it the same observation
  body TEXT NOT NULL -- its fields as canonical JSON
) STRICT;

CREATE TABLE edition (
  -- Published texts of documents, append-only, each sealing the one before it.
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- order of publishing, without gaps
  document TEXT NOT NULL, -- such as runbook/django-5.2
  number INTEGER NOT NULL, -- counts from 1 for each document
  published_at TEXT NOT NULL, -- UTC, with milliseconds
  as_of TEXT NOT NULL, -- the day for which it was rendered
  known_at TEXT NOT NULL, -- the instant whose knowledge went into it
  title TEXT NOT NULL,
  reason TEXT NOT NULL, -- why it was published
  corrects INTEGER, -- the number of the edition that it corrects
  text_digest TEXT NOT NULL REFERENCES text (digest),
  inputs_digest TEXT NOT NULL, -- digest of everything that it was made from
  program_version TEXT NOT NULL,
  previous TEXT,
  digest TEXT NOT NULL UNIQUE,
  UNIQUE (document, number),
  FOREIGN KEY (document, corrects) REFERENCES edition (document, number)
) STRICT;

CREATE TABLE edition_source (
  -- The revisions that an edition was made from.
  edition INTEGER NOT NULL REFERENCES edition (seq),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  digest TEXT NOT NULL, -- of the revision
  PRIMARY KEY (edition, kind, id, rev),
  FOREIGN KEY (kind, id, rev) REFERENCES revision (kind, id, rev)
) STRICT, WITHOUT ROWID;

CREATE TABLE edition_template (
  -- The templates that an edition was made with.
  edition INTEGER NOT NULL REFERENCES edition (seq),
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (edition, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE facet (
  -- Single values of current records, by which filters find them; derived from the bodies.
  -- Paths that begin with a dot are no fields: `.refers` is a record that is referred to anywhere,
  -- as kind/id; `.internal` is 1 where something is marked so, `.was-internal` is 1 where any
  -- revision has such a mark, `.retired` is 1 for a tombstone.
  path TEXT NOT NULL, -- such as severity or impact.users
  value ANY NOT NULL, -- text, or a whole number; 1 and 0 for true and false
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (path, value, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE file_stamp (
  -- Record files as they were last applied, so that unchanged ones are not read again.
  path TEXT PRIMARY KEY, -- relative to the workspace
  size INTEGER NOT NULL, -- bytes
  modified_ns INTEGER NOT NULL, -- nanoseconds since 1970-01-01 UTC
  digest TEXT NOT NULL, -- SHA-256 of the bytes
  records TEXT NOT NULL -- the records that it states, kind/id, separated by spaces
) STRICT, WITHOUT ROWID;

CREATE TABLE head (
  -- The newest revision of each record, kept by a trigger.
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES revision (seq),
  rev INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  fields_digest TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
  -- What the program keeps about the ledger itself.
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
  -- Every revision of every record, append-only. Each row seals the one before it:
  -- digest = SHA-256 of the canonical JSON of {id, kind, fields, previous, reason,
  -- recordedAt, recordedBy, retired, rev}, where fields is fields_digest.
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- order of recording, without gaps
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  rev INTEGER NOT NULL, -- counts from 1 for each record
  recorded_at TEXT NOT NULL -- UTC, 2024-11-14T09:30:00.000Z
    CHECK (recorded_at GLOB '????-??-??T??:??:??.???Z'),
  recorded_by TEXT NOT NULL,
  reason TEXT, -- why it was revised
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)), -- 1: a tombstone
  visibility TEXT NOT NULL, -- public or internal; copied from body
  title TEXT NOT NULL, -- copied from body
  status TEXT NOT NULL, -- copied from body
  fields_digest TEXT NOT NULL, -- SHA-256 of body
  previous TEXT, -- digest of the row before; NULL in the first
  digest TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL, origin TEXT, -- the record's fields as canonical JSON
  UNIQUE (kind, id, rev)
) STRICT;

CREATE VIRTUAL TABLE search USING fts5(
  title, text, tokenize = 'porter unicode61 remove_diacritics 2');

CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_content'(id INTEGER PRIMARY KEY, c0, c1);

CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE text (
  -- Texts of editions, known by their SHA-256.
  digest TEXT PRIMARY KEY,
  body BLOB NOT NULL -- UTF-8
) STRICT;

CREATE TABLE usage (
  -- How much a consumer uses something that is to go; never revised.
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  recorded_at TEXT NOT NULL,
  deprecation TEXT NOT NULL,
  consumer TEXT NOT NULL,
  owner TEXT,
  count INTEGER NOT NULL,
  method TEXT NOT NULL, -- counts of different methods do not compare
  measured_at TEXT NOT NULL, -- UTC, with milliseconds
  source_url TEXT,
  digest TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;

CREATE TRIGGER benchmark_keeps_rows BEFORE DELETE ON benchmark
BEGIN SELECT RAISE(ABORT, 'benchmark is append-only'); END;

CREATE TRIGGER benchmark_keeps_values BEFORE UPDATE ON benchmark
BEGIN SELECT RAISE(ABORT, 'benchmark is append-only'); END;

CREATE TRIGGER compatibility_keeps_rows BEFORE DELETE ON compatibility
BEGIN SELECT RAISE(ABORT, 'compatibility is append-only'); END;

CREATE TRIGGER compatibility_keeps_values BEFORE UPDATE ON compatibility
BEGIN SELECT RAISE(ABORT, 'compatibility is append-only'); END;

CREATE TRIGGER edition_keeps_rows BEFORE DELETE ON edition
BEGIN SELECT RAISE(ABORT, 'edition is append-only'); END;

CREATE TRIGGER edition_keeps_values BEFORE UPDATE ON edition
BEGIN SELECT RAISE(ABORT, 'edition is append-only'); END;

CREATE TRIGGER edition_source_keeps_rows BEFORE DELETE ON edition_source
BEGIN SELECT RAISE(ABORT, 'edition_source is append-only'); END;

CREATE TRIGGER edition_source_keeps_values BEFORE UPDATE ON edition_source
BEGIN SELECT RAISE(ABORT, 'edition_source is append-only'); END;

CREATE TRIGGER edition_template_keeps_rows BEFORE DELETE ON edition_template
BEGIN SELECT RAISE(ABORT, 'edition_template is append-only'); END;

CREATE TRIGGER edition_template_keeps_values BEFORE UPDATE ON edition_template
BEGIN SELECT RAISE(ABORT, 'edition_template is append-only'); END;

CREATE TRIGGER revision_becomes_head AFTER INSERT ON revision BEGIN
  INSERT INTO head (kind, id, seq, rev, retired, fields_digest)
  VALUES (new.kind, new.id, new.seq, new.rev, new.retired, new.fields_digest)
  ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, rev = excluded.rev,
    retired = excluded.retired, fields_digest = excluded.fields_digest;
END;

CREATE TRIGGER revision_follows BEFORE INSERT ON revision
WHEN new.previous IS NOT (SELECT digest FROM revision ORDER BY seq DESC LIMIT 1)
  OR new.rev <> 1 + coalesce(
    (SELECT rev FROM head WHERE kind = new.kind AND id = new.id), 0)
BEGIN SELECT RAISE(ABORT, 'a revision must follow the newest one'); END;

CREATE TRIGGER revision_keeps_rows BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'revision is append-only'); END;

CREATE TRIGGER revision_keeps_values BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'revision is append-only'); END;

CREATE TRIGGER text_keeps_rows BEFORE DELETE ON text
BEGIN SELECT RAISE(ABORT, 'text is append-only'); END;

CREATE TRIGGER text_keeps_values BEFORE UPDATE ON text
BEGIN SELECT RAISE(ABORT, 'text is append-only'); END;

CREATE TRIGGER usage_keeps_rows BEFORE DELETE ON usage
BEGIN SELECT RAISE(ABORT, 'usage is append-only'); END;

CREATE TRIGGER usage_keeps_values BEFORE UPDATE ON usage
BEGIN SELECT RAISE(ABORT, 'usage is append-only'); END;
