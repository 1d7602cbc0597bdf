-- 0016_polls.sql - polls of every kind, named or anonymous; the register of
-- signals with its triage.

ALTER TABLE poll ADD COLUMN kind TEXT NOT NULL DEFAULT 'single';
UPDATE poll SET kind = 'multiple' WHERE multiple = 1;
ALTER TABLE poll DROP COLUMN multiple;
ALTER TABLE poll ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0;
-- Answers before any is shown; of anonymous polls.
ALTER TABLE poll ADD COLUMN least INTEGER NOT NULL DEFAULT 5;
-- To be given away; 0: it is not that kind.
ALTER TABLE poll ADD COLUMN points INTEGER NOT NULL DEFAULT 0;
ALTER TABLE poll ADD COLUMN reasons INTEGER NOT NULL DEFAULT 0;
-- By what the result is split at the close: profession, region; NULL: not.
ALTER TABLE poll ADD COLUMN split TEXT;
-- In which thread it stands, and of which post it was made; NULL: of none.
ALTER TABLE poll ADD COLUMN thread INTEGER REFERENCES thread (id);
ALTER TABLE poll ADD COLUMN post INTEGER REFERENCES post (id);
-- Grows whenever there is another result to be seen.
ALTER TABLE poll ADD COLUMN turns INTEGER NOT NULL DEFAULT 0;
UPDATE poll SET turns = voter_count;
-- Pseudonyms are made of it and of the server's key; NULL: the poll is named,
-- or archived.
ALTER TABLE poll ADD COLUMN salt TEXT;
CREATE INDEX poll_by_thread ON poll (thread) WHERE thread IS NOT NULL;
CREATE INDEX poll_secret ON poll (closed_at) WHERE salt IS NOT NULL;

-- Votes are counted from the ballots.
ALTER TABLE option DROP COLUMN votes;
-- A time that is proposed; NULL: it is no time poll.
ALTER TABLE option ADD COLUMN starts_at INTEGER;
ALTER TABLE option ADD COLUMN ends_at INTEGER;

ALTER TABLE ballot ADD COLUMN marks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE ballot ADD COLUMN reason TEXT;
CREATE INDEX ballot_by_poll ON ballot (poll);

-- A ballot of an anonymous poll: no member, no time, no number.
CREATE TABLE secret_ballot (
    poll          INTEGER NOT NULL REFERENCES poll (id),
    pseudonym     TEXT NOT NULL,        -- keyed hash of poll and member
    choices       TEXT NOT NULL,
    marks         TEXT NOT NULL,
    reason        TEXT,
    PRIMARY KEY (poll, pseudonym)
-- only sqlite
) STRICT, WITHOUT ROWID;
-- only postgres
);
-- both

-- What may be seen of an anonymous poll: copies in an order drawn by lot,
-- as they were when it was shown last.
CREATE TABLE shown_ballot (
    poll          INTEGER NOT NULL REFERENCES poll (id),
    position      INTEGER NOT NULL,
    part          TEXT,                 -- a group large enough to be named
    choices       TEXT NOT NULL,
    marks         TEXT NOT NULL,
    PRIMARY KEY (poll, position)
) STRICT;
CREATE TABLE shown_reason (
    poll          INTEGER NOT NULL REFERENCES poll (id),
    position      INTEGER NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (poll, position)
) STRICT;
