-- 0006_horizon.sql - polls with their ballots, and signals of change.

-- These polls are named: who voted for what is stored with the member.
-- Members and coordinators are shown totals only.
CREATE TABLE poll (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    number        INTEGER NOT NULL,     -- people see #12
    community     INTEGER NOT NULL REFERENCES community (id),
    question      TEXT NOT NULL,
    explanation   TEXT,
    multiple      INTEGER NOT NULL,     -- may more than one be chosen?
    results       TEXT NOT NULL,        -- always, after_close
    opened_by     INTEGER NOT NULL REFERENCES member (id),
    opened_at     INTEGER NOT NULL,
    closes_at     INTEGER NOT NULL,     -- as announced
    zone          TEXT NOT NULL,        -- IANA, in which that was meant
    closed_at     INTEGER,              -- NULL: open
    outcome       TEXT,                 -- Markdown, as typed
    outcome_html  TEXT,
    voter_count   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX poll_by_community ON poll (community, id);
CREATE INDEX poll_open ON poll (community, closes_at) WHERE closed_at IS NULL;
CREATE INDEX poll_due ON poll (closes_at) WHERE closed_at IS NULL;

CREATE TABLE option (
    id            INTEGER PRIMARY KEY,  -- poll * 100 + position
    poll          INTEGER NOT NULL REFERENCES poll (id),
    position      INTEGER NOT NULL,     -- 1, 2, 3 ...
    label         TEXT NOT NULL,
    votes         INTEGER NOT NULL DEFAULT 0, -- members see it when they may
    UNIQUE (poll, position)
) STRICT;

CREATE TABLE ballot (
    member        INTEGER NOT NULL REFERENCES member (id),
    poll          INTEGER NOT NULL REFERENCES poll (id),
    choices       TEXT NOT NULL,        -- JSON list of option ids
    cast_at       INTEGER NOT NULL,
    PRIMARY KEY (member, poll)
) STRICT;

CREATE TABLE signal (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    number        INTEGER NOT NULL,
    community     INTEGER NOT NULL REFERENCES community (id),
    title         TEXT NOT NULL,
    changing      TEXT NOT NULL,        -- what is changing
    source        TEXT,                 -- where that is seen
    affected      TEXT,                 -- whom it concerns
    horizon       TEXT NOT NULL,        -- now, 1-3, 3-10 (years)
    added_by      INTEGER NOT NULL REFERENCES member (id),
    added_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX signal_by_community ON signal (community, id);
