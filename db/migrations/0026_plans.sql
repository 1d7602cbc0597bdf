-- 0026_plans.sql - rounds that open at a time set before.

-- Until then they are there for coordinators only; a round is made of one as if
-- it were opened by hand at that moment.
CREATE TABLE plan (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    community     INTEGER NOT NULL REFERENCES community (id),
    document      INTEGER NOT NULL REFERENCES document (id),
    opens_at      INTEGER NOT NULL,     -- in the zone in which it closes
    opening       TEXT NOT NULL,        -- JSON: what round.open takes
    instructions_html TEXT NOT NULL,    -- derived
    planned_by    INTEGER NOT NULL REFERENCES member (id), -- or changed it last
    planned_at    INTEGER NOT NULL,
    revision      INTEGER NOT NULL,     -- how often it was changed
    refused_at    INTEGER,              -- its time came and it could not open
    refusal       TEXT,                 -- why
    round         INTEGER REFERENCES round (id), -- what it became; NULL: nothing yet
    withdrawn_at  INTEGER
) STRICT;
-- One at a time for a draft.
CREATE UNIQUE INDEX plan_waits ON plan (document)
 WHERE round IS NULL AND withdrawn_at IS NULL;
CREATE INDEX plan_by_community ON plan (community, opens_at)
 WHERE round IS NULL AND withdrawn_at IS NULL;
CREATE INDEX plan_due ON plan (opens_at)
 WHERE round IS NULL AND withdrawn_at IS NULL AND refused_at IS NULL;
