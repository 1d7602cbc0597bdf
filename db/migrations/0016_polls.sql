-- 0016_polls.sql - polls of every kind, named or anonymous; the register of
-- signals with its triage.
-- contract: schema 11 still asks for what is dropped here, so its servers stop
-- before this one starts (docs/running.md says so).

ALTER TABLE poll ADD COLUMN kind TEXT NOT NULL DEFAULT 'single';
-- `multiple` is for servers that do not know kinds yet.
UPDATE poll SET kind = 'multiple' WHERE multiple = 1;
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

-- option.votes is for older servers; votes are counted from the ballots now.
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

-- Signals are sorted by coordinators, joined, linked, and compared from one
-- cycle to the next. The horizon may be 'unknown' now, `changing` empty.
ALTER TABLE signal ADD COLUMN sure TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE signal ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
-- new, watch, aside, merged
ALTER TABLE signal ADD COLUMN state TEXT NOT NULL DEFAULT 'new';
-- What coordinators make of it.
ALTER TABLE signal ADD COLUMN note TEXT;
-- The one that stands for it; NULL: it stands for itself.
ALTER TABLE signal ADD COLUMN merged_into INTEGER REFERENCES signal (id);
-- The post it was made of; NULL: of none.
ALTER TABLE signal ADD COLUMN post INTEGER REFERENCES post (id);
CREATE INDEX signal_by_merged ON signal (merged_into)
    WHERE merged_into IS NOT NULL;
CREATE INDEX signal_by_author ON signal (added_by);

-- What happened to a signal, and what it said before.
CREATE TABLE signal_step (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    signal        INTEGER NOT NULL REFERENCES signal (id),
    at            INTEGER NOT NULL,
    member        INTEGER NOT NULL REFERENCES member (id),
    kind          TEXT NOT NULL,        -- triaged, merged, joined, linked, unlinked
    other         INTEGER,              -- the other signal of a merge
    detail        TEXT                  -- what was before, or what was linked
) STRICT;
CREATE INDEX signal_step_by_signal ON signal_step (signal, id);

CREATE TABLE signal_link (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    signal        INTEGER NOT NULL REFERENCES signal (id),
    kind          TEXT NOT NULL,        -- thread, document, resource, poll
    target        INTEGER NOT NULL,
    title         TEXT NOT NULL,        -- of the target, as it was
    removed       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX signal_link_by_signal ON signal_link (signal);
CREATE INDEX signal_link_by_target ON signal_link (target);

CREATE TABLE cycle (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    community     INTEGER NOT NULL REFERENCES community (id),
    number        INTEGER NOT NULL,     -- 1, 2, 3 ... in its community
    closed_by     INTEGER NOT NULL REFERENCES member (id),
    closed_at     INTEGER NOT NULL,
    signal_count  INTEGER NOT NULL
) STRICT;
CREATE INDEX cycle_by_community ON cycle (community, id);

-- How each signal stood when a cycle was closed.
CREATE TABLE cycle_signal (
    cycle         INTEGER NOT NULL REFERENCES cycle (id),
    signal        INTEGER NOT NULL REFERENCES signal (id),
    state         TEXT NOT NULL,
    horizon       TEXT NOT NULL,
    sure          TEXT NOT NULL,
    note          TEXT,
    PRIMARY KEY (cycle, signal)
) STRICT;
