-- 0013_scan.sql - scans: what a panel thinks of many items, in rounds.

CREATE TABLE scan (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    number        INTEGER NOT NULL,     -- people see #12
    community     INTEGER NOT NULL REFERENCES community (id),
    title         TEXT NOT NULL,
    purpose       TEXT NOT NULL,        -- Markdown, as typed
    purpose_html  TEXT NOT NULL,
    panel         TEXT NOT NULL,        -- community, named
    divide        TEXT NOT NULL,        -- none, profession, region: the groups
    adding        TEXT NOT NULL,        -- none, gather, rounds: by panellists
    rule          TEXT NOT NULL,        -- top_band, in_out, spread, ram
    need          INTEGER NOT NULL,     -- percent in the band
    against       INTEGER NOT NULL,     -- percent in the other one, at most
    spread        INTEGER NOT NULL,     -- between the quartiles, at most
    carry         TEXT NOT NULL,        -- all, undecided: into the next round
    quantile      TEXT NOT NULL,        -- type7, type6
    minimum       INTEGER NOT NULL,     -- answers below which nothing is shown
    group_minimum INTEGER NOT NULL,
    rounds        INTEGER NOT NULL,     -- at most
    round_days    INTEGER NOT NULL,
    feedback_days INTEGER NOT NULL,     -- 0: the next round begins at once
    reminders     INTEGER NOT NULL,     -- a panellist and round, at most
    zone          TEXT NOT NULL,        -- IANA, in which times are meant
    opened_by     INTEGER NOT NULL REFERENCES member (id),
    opened_at     INTEGER NOT NULL,
    phase         TEXT NOT NULL,        -- gather, rate, feedback, report
    round         INTEGER NOT NULL,     -- 0 while items are gathered
    phase_at      INTEGER NOT NULL,     -- since when
    ends_at       INTEGER,              -- the phase changes by itself; NULL: not
    rules         TEXT,                 -- as they were frozen; NULL: not yet
    rules_hash    TEXT,                 -- SHA-256 of that
    frozen_at     INTEGER,
    closed_at     INTEGER,              -- the report is there
    panel_count   INTEGER NOT NULL,
    item_count    INTEGER NOT NULL,
    answered      INTEGER NOT NULL      -- this round, in steps of the minimum
) STRICT;
CREATE INDEX scan_by_community ON scan (community, id);
CREATE INDEX scan_due ON scan (ends_at) WHERE closed_at IS NULL;
CREATE INDEX scan_open ON scan (phase, id) WHERE closed_at IS NULL;

-- What pseudonyms are made of, with a key that is not in the database. Gone
-- with the report: from then on nobody can link an answer to a member.
CREATE TABLE scan_salt (
    scan          INTEGER PRIMARY KEY REFERENCES scan (id),
    salt          TEXT NOT NULL
) STRICT;

CREATE TABLE criterion (
    id            INTEGER PRIMARY KEY,  -- scan * 10 + position
    scan          INTEGER NOT NULL REFERENCES scan (id),
    position      INTEGER NOT NULL,     -- 1, 2 ...; the first one decides
    name          TEXT NOT NULL,
    kind          TEXT NOT NULL,        -- scale (1 to 9), when
    axis          TEXT NOT NULL,        -- impact, uncertainty, other
    low           TEXT,                 -- what 1 means
    high          TEXT,                 -- what 9 means
    steps         TEXT NOT NULL,        -- when: JSON list of labels, from 1
    UNIQUE (scan, position)
) STRICT;

CREATE TABLE scan_item (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    scan          INTEGER NOT NULL REFERENCES scan (id),
    position      INTEGER NOT NULL,
    title         TEXT NOT NULL,
    detail        TEXT,
    signal        INTEGER REFERENCES signal (id),
    added_by      INTEGER NOT NULL REFERENCES member (id),
    added_at      INTEGER NOT NULL,
    round         INTEGER NOT NULL,     -- the first in which it is rated
    withdrawn_at  INTEGER,              -- taken out, with the reason
    withdrawn_why TEXT,
    verdict       TEXT,                 -- in, out, between, open, few; NULL: none
    settled       INTEGER               -- the round after which it is not rated
) STRICT;
CREATE INDEX scan_item_by_scan ON scan_item (scan, position);

-- What was done to a scan; the report is written from it.
CREATE TABLE scan_change (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    scan          INTEGER NOT NULL REFERENCES scan (id),
    at            INTEGER NOT NULL,
    made_by       INTEGER REFERENCES member (id), -- NULL: the server
    kind          TEXT NOT NULL,
    round         INTEGER NOT NULL,
    item          INTEGER REFERENCES scan_item (id),
    was           INTEGER,              -- a time, a number
    became        INTEGER,
    why           TEXT
) STRICT;
CREATE INDEX scan_change_by_scan ON scan_change (scan, id);

-- Who is asked. Who has answered is not here.
CREATE TABLE panellist (
    scan          INTEGER NOT NULL REFERENCES scan (id),
    member        INTEGER NOT NULL REFERENCES member (id),
    division      TEXT,                 -- the group, as it was when asked first
    reminded      INTEGER NOT NULL DEFAULT 0, -- times in round `reminded_in`
    reminded_in   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (scan, member)
) STRICT;
CREATE INDEX panellist_by_member ON panellist (member, scan);

-- Answers while a round is open, and once it is closed. No member, no time, no
-- order of arrival: closing a round writes its answers anew in the order of
-- their key, and empties the first table.
CREATE TABLE scan_ballot (
    scan          INTEGER NOT NULL,
    round         INTEGER NOT NULL,
    item          INTEGER NOT NULL,
    pseudonym     TEXT NOT NULL,
    marks         TEXT NOT NULL,        -- a criterion each: 1-9, ? cannot judge, -
    reason        TEXT,
    PRIMARY KEY (scan, round, item, pseudonym)
-- only sqlite
) STRICT, WITHOUT ROWID;
-- only postgres
) STRICT;
-- both
CREATE INDEX scan_ballot_of_one ON scan_ballot (scan, round, pseudonym);

CREATE TABLE scan_answer (
    scan          INTEGER NOT NULL,
    round         INTEGER NOT NULL,
    item          INTEGER NOT NULL,
    pseudonym     TEXT NOT NULL,
    marks         TEXT NOT NULL,
    reason        TEXT,
    PRIMARY KEY (scan, round, item, pseudonym)
-- only sqlite
) STRICT, WITHOUT ROWID;
-- only postgres
) STRICT;
-- both

-- What may be shown of a closed round: of the panel and of groups.
CREATE TABLE scan_tally (
    scan          INTEGER NOT NULL REFERENCES scan (id),
    round         INTEGER NOT NULL,
    item          INTEGER NOT NULL REFERENCES scan_item (id),
    criterion     INTEGER NOT NULL REFERENCES criterion (id),
    division      TEXT NOT NULL,        -- "": the whole panel
    counts        TEXT NOT NULL,        -- JSON list, of 1 to 9
    unable        INTEGER NOT NULL,     -- cannot judge
    PRIMARY KEY (scan, round, item, criterion, division)
) STRICT;

CREATE TABLE scan_round (
    scan          INTEGER NOT NULL REFERENCES scan (id),
    round         INTEGER NOT NULL,
    opened_at     INTEGER NOT NULL,
    closed_at     INTEGER,
    invited       INTEGER NOT NULL,
    items         INTEGER NOT NULL,
    answered      INTEGER,              -- rated one item at least; NULL: open, or too few
    finished      INTEGER,              -- rated all
    reminded      INTEGER NOT NULL DEFAULT 0, -- mails
    PRIMARY KEY (scan, round)
) STRICT;

-- How many had answered by the end of a day, in steps of the minimum.
CREATE TABLE scan_day (
    scan          INTEGER NOT NULL REFERENCES scan (id),
    round         INTEGER NOT NULL,
    day           TEXT NOT NULL,        -- "2026-11-24", in the scan's zone
    answered      INTEGER NOT NULL,
    PRIMARY KEY (scan, round, day)
) STRICT;
