-- Schema 1. This file is never edited: a change is a new file beside it.

-- One row a report. The columns of the list stand before the draft, so that the list never reads the drafts' pages.
CREATE TABLE report (
    id           TEXT PRIMARY KEY NOT NULL,
    revision     INTEGER NOT NULL,  -- counted up with each save
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
    hash         BLOB NOT NULL,     -- SHA-256 of draft
    draft        TEXT NOT NULL      -- JSON
) STRICT;

-- What the user set once for the program.
CREATE TABLE setting (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL             -- JSON
) STRICT, WITHOUT ROWID;
