-- 0008_notify.sql - mail that waits, who wants which, and who wants none.

-- Written in the transaction of its cause, so that neither is without the
-- other. Once sent, the words go and the line stays.
CREATE TABLE outbox (
    id            INTEGER PRIMARY KEY,
    kind          TEXT NOT NULL,        -- sign_in, invitation, digest ...
    event         INTEGER,              -- its cause; NULL: none
    member        INTEGER REFERENCES member (id), -- NULL: nobody here yet
    address       TEXT NOT NULL,
    to_name       TEXT,
    from_name     TEXT,                 -- NULL: the server's
    subject       TEXT NOT NULL,
    text          TEXT NOT NULL,        -- "" once it is sent
    html          TEXT,                 -- NULL: made of the text
    community     INTEGER REFERENCES community (id),
    why           TEXT NOT NULL,        -- the reader gets it
    unsubscribe   TEXT,                 -- kind that one click stops
    urgent        INTEGER NOT NULL,     -- somebody waits at the screen
    link_path     TEXT,
    link_seed     TEXT,                 -- the link is made of it and the key
    thread        INTEGER,
    post          INTEGER,
    queued_at     INTEGER NOT NULL,
    state         TEXT NOT NULL,        -- queued, leased, sent, failed, suppressed
    attempts      INTEGER NOT NULL DEFAULT 0,
    due_at        INTEGER NOT NULL,     -- not before
    leased_until  INTEGER,              -- being sent; then it is due again
    settled_at    INTEGER,              -- sent, failed or suppressed
    reply         TEXT,                 -- what the relay said last
    message_id    TEXT,                 -- once it is sent
    UNIQUE (event, address, kind)
) STRICT;
CREATE INDEX outbox_by_due ON outbox (urgent, due_at) WHERE state = 'queued';
CREATE INDEX outbox_by_lease ON outbox (leased_until) WHERE state = 'leased';
CREATE INDEX outbox_open ON outbox (member) WHERE settled_at IS NULL;
CREATE INDEX outbox_by_age ON outbox (settled_at) WHERE settled_at IS NOT NULL;

-- Addresses that get no more mail of a kind. The address itself is not kept.
CREATE TABLE suppression (
    hash          TEXT NOT NULL,        -- keyed, of the address
    kind          TEXT NOT NULL,        -- "all", or what was unsubscribed
    reason        TEXT NOT NULL,        -- bounced, unsubscribed
    at            INTEGER NOT NULL,
    until         INTEGER NOT NULL,     -- then it is tried again
    PRIMARY KEY (hash, kind)
) STRICT;

-- What a member wants, and how far they have been told. No row yet: the
-- defaults, from the next digest.run on.
CREATE TABLE notice (
    member        INTEGER PRIMARY KEY REFERENCES member (id),
    digest_on     INTEGER NOT NULL,
    digest_days   TEXT NOT NULL,        -- "135": Monday, Wednesday, Friday
    digest_hour   INTEGER NOT NULL,     -- local time
    zone          TEXT NOT NULL,        -- of which next_at was reckoned
    next_at       INTEGER NOT NULL,     -- the next digest is due
    told          INTEGER NOT NULL,     -- events up to here are told
    told_at       INTEGER NOT NULL      -- and that was then
) STRICT;
CREATE INDEX notice_by_due ON notice (next_at) WHERE digest_on = 1;

-- One digest for each day of a member's calendar, whatever clocks do.
CREATE TABLE digest (
    member        INTEGER NOT NULL REFERENCES member (id),
    day           TEXT NOT NULL,        -- "2026-11-24"
    items         INTEGER NOT NULL,
    made_at       INTEGER NOT NULL,
    PRIMARY KEY (member, day)
) STRICT;
