-- The search index, a cache: it is never changed but made anew, so this file may be edited (count up FORMAT in index.rs).

-- The texts of each report as it is now.
CREATE TABLE present (
    doc      INTEGER PRIMARY KEY,
    report   TEXT NOT NULL,
    rank     INTEGER NOT NULL,      -- orders by year, then by the number of the save
    saved    INTEGER NOT NULL,      -- of the row that was read
    modified TEXT NOT NULL,         -- the same
    passages BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX present_of ON present (report, saved, modified, rank, doc);

-- The texts of all versions of a report, each once.
CREATE TABLE past (
    doc      INTEGER PRIMARY KEY,
    report   TEXT NOT NULL,
    count    INTEGER NOT NULL,      -- of its versions
    last     INTEGER NOT NULL,      -- the largest of their numbers
    total    INTEGER NOT NULL,      -- the sum of their numbers
    passages BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX past_of ON past (report, count, last, total, doc);

-- Which of them hold which tokens. Positions are not kept: the comparison of texts does without, and the index is half as large.
CREATE VIRTUAL TABLE present_words USING fts5 (words, content='', columnsize=0, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE past_words USING fts5 (words, content='', columnsize=0, detail=none, tokenize='ascii');
-- What is taken out is overwritten. It is little: a save changes few tokens of a report.
INSERT INTO present_words (present_words, rank) VALUES ('secure-delete', 1);
INSERT INTO past_words (past_words, rank) VALUES ('secure-delete', 1);

-- Which program made it: another one may look into other fields.
CREATE TABLE made_by (program TEXT NOT NULL) STRICT;
