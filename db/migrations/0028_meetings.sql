-- 0028_meetings.sql - threads that are a meeting: when, where, and who comes.

CREATE TABLE meeting (
    id            INTEGER PRIMARY KEY REFERENCES thread (id),
    community     INTEGER NOT NULL REFERENCES community (id),
    starts_at     INTEGER NOT NULL,
    ends_at       INTEGER NOT NULL,
    zone          TEXT NOT NULL,        -- in which it was meant
    place         TEXT,                 -- NULL: it has a link
    link          TEXT,
    seats         INTEGER,              -- NULL: whoever comes
    was_at        INTEGER,              -- began before the last change; NULL: none
    changed_at    INTEGER NOT NULL,     -- or opened
    changed_by    INTEGER NOT NULL REFERENCES member (id),
    revision      INTEGER NOT NULL,     -- how often it was changed
    reason        TEXT,                 -- of the last change; NULL: there was none
    cancelled_at  INTEGER
) STRICT;
CREATE INDEX meeting_ahead ON meeting (community, starts_at)
 WHERE cancelled_at IS NULL;
CREATE INDEX meeting_due ON meeting (starts_at) WHERE cancelled_at IS NULL;

CREATE TABLE rsvp (
    meeting       INTEGER NOT NULL REFERENCES meeting (id),
    member        INTEGER NOT NULL REFERENCES member (id),
    answer        TEXT NOT NULL,        -- yes, maybe, no
    answered_at   INTEGER NOT NULL,
    PRIMARY KEY (meeting, member)
) STRICT;
CREATE INDEX rsvp_by_member ON rsvp (member);
