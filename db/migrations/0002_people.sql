-- 0002_people.sql - people, how they sign in, and where they belong.

CREATE TABLE member (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    email         TEXT NOT NULL UNIQUE, -- lower case
    display_name  TEXT NOT NULL,
    organisation  TEXT,
    profession    TEXT,
    region        TEXT,
    time_zone     TEXT NOT NULL,        -- IANA
    password_hash TEXT,                 -- Argon2id; NULL: one-time links only
    administrator INTEGER NOT NULL DEFAULT 0,
    created_at    INTEGER NOT NULL,
    disabled_at   INTEGER
) STRICT;

CREATE TABLE session (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    member        INTEGER NOT NULL REFERENCES member (id),
    hash          TEXT NOT NULL UNIQUE, -- keyed; the token is nowhere
    agent         TEXT,                 -- what the browser calls itself
    created_at    INTEGER NOT NULL,
    seen_at       INTEGER NOT NULL,     -- to the nearest ten minutes
    expires_at    INTEGER NOT NULL,     -- whatever is done with it
    idle_ms       INTEGER NOT NULL,     -- and when unused for so long
    ended_at      INTEGER
) STRICT;
CREATE INDEX session_by_member ON session (member);

-- One-time links to sign in. The mail's link is made from the seed and the
-- master key; the row alone opens nothing.
CREATE TABLE link (
    hash          TEXT PRIMARY KEY,
    member        INTEGER NOT NULL REFERENCES member (id),
    email         TEXT NOT NULL,        -- dies when the address changes
    made_at       INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,
    used_at       INTEGER
) STRICT;
CREATE INDEX link_by_age ON link (expires_at);

-- Tries that are counted: subject is a keyed hash of what is limited.
CREATE TABLE attempt (
    subject       TEXT NOT NULL,
    at            INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_by_subject ON attempt (subject, at);
CREATE INDEX attempt_by_age ON attempt (at);

CREATE TABLE community (
    id            INTEGER PRIMARY KEY,
    slug          TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    summary       TEXT NOT NULL,
    remit         TEXT NOT NULL,
    expectations  TEXT NOT NULL,        -- JSON list of sentences
    demonstration INTEGER NOT NULL DEFAULT 0,
    created_at    INTEGER NOT NULL,
    member_count  INTEGER NOT NULL DEFAULT 0,
    last_number   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE membership (
    id            INTEGER PRIMARY KEY,
    community     INTEGER NOT NULL REFERENCES community (id),
    member        INTEGER NOT NULL REFERENCES member (id),
    role          TEXT NOT NULL,        -- member, coordinator
    joined_at     INTEGER NOT NULL,
    remit         TEXT,                 -- the text that was accepted
    left_at       INTEGER,
    UNIQUE (community, member)
) STRICT;
CREATE INDEX membership_by_member ON membership (member, community);

CREATE TABLE invitation (
    id            INTEGER PRIMARY KEY,
    community     INTEGER NOT NULL REFERENCES community (id),
    email         TEXT NOT NULL,
    role          TEXT NOT NULL,
    hash          TEXT NOT NULL UNIQUE, -- of the token in the mail
    state         TEXT NOT NULL,        -- open, accepted, withdrawn
    invited_by    INTEGER NOT NULL REFERENCES member (id),
    sent_at       INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,
    accepted_at   INTEGER
) STRICT;
CREATE INDEX invitation_by_community ON invitation (community, id);
CREATE INDEX invitation_by_email ON invitation (email, community);
