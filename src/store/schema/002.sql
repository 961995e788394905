-- Schema 2. This file is never edited: a change is a new file beside it.

-- The last number given out. Numbers order what happened; times only tell when, as clocks jump.
CREATE TABLE sequence (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    last INTEGER NOT NULL
) STRICT;

-- One row a report. `seal` is the SHA-256 of all other columns (src/store/seal.rs): SQLite does not notice changed text.
CREATE TABLE report_2 (
    id           TEXT PRIMARY KEY NOT NULL,
    revision     INTEGER NOT NULL,  -- counted up with each save
    saved        INTEGER NOT NULL,  -- the number of the last save
    title        TEXT NOT NULL,
    unit         TEXT NOT NULL,
    reporter     TEXT NOT NULL,
    year         INTEGER,
    parts_done   INTEGER NOT NULL,
    parts_total  INTEGER NOT NULL,
    placeholders INTEGER NOT NULL,
    modified     TEXT NOT NULL,     -- RFC 3339, as are exported and deleted
    exported     TEXT,
    deleted      TEXT,
    due          TEXT,              -- the day on which a deleted report was first seen to be due to go
    seal         BLOB NOT NULL,
    draft        TEXT NOT NULL      -- JSON
) STRICT;

-- The seals of schema 1 are hashes of the drafts alone; the program verifies and renews them in this transaction.
INSERT INTO report_2
SELECT id, revision, row_number() OVER (ORDER BY julianday(modified), rowid), title, unit, reporter, year,
       parts_done, parts_total, placeholders, modified, exported, deleted, NULL, hash, draft
FROM report;
INSERT INTO sequence SELECT 1, count(*) FROM report;
DROP TABLE report;
ALTER TABLE report_2 RENAME TO report;

-- All that the list shows in its order, so that it reads no draft's pages and sorts nothing.
CREATE INDEX report_list ON report (
    deleted IS NOT NULL, year IS NULL, year DESC, saved DESC,
    id, title, unit, reporter, parts_done, parts_total, placeholders, modified, exported, deleted, due
);

-- What a report was before. A version outlives damage to its report's row, so it is not bound to it.
CREATE TABLE version (
    number   INTEGER PRIMARY KEY,   -- from the sequence
    report   TEXT NOT NULL,
    revision INTEGER NOT NULL,      -- of the report when it was this
    cause    TEXT NOT NULL,         -- why it was kept: a word of src/store/version.rs
    name     TEXT,                  -- given by the user
    made     TEXT NOT NULL,         -- RFC 3339
    seal     BLOB NOT NULL,         -- SHA-256 of all other columns
    draft    BLOB NOT NULL          -- JSON, deflated
) STRICT;
CREATE INDEX version_of ON version (report, number);

CREATE TABLE setting_2 (
    key   TEXT PRIMARY KEY NOT NULL,
    seal  BLOB NOT NULL,            -- SHA-256 of all other columns
    value TEXT NOT NULL             -- JSON
) STRICT, WITHOUT ROWID;
INSERT INTO setting_2 SELECT key, x'', value FROM setting;
DROP TABLE setting;
ALTER TABLE setting_2 RENAME TO setting;
