-- 0014_mail.sql - mail that comes in, and which mail went out for which event.

-- An answer goes to this thing ("t41": thread 41); NULL: to nowhere.
ALTER TABLE outbox ADD COLUMN answer_to TEXT;
-- The Message-ID of the mail that this one answers; NULL: none.
ALTER TABLE outbox ADD COLUMN answering TEXT;

-- A mail that came in, taken once. Who sent it is kept as a keyed hash, what it
-- said for 30 days: for who asks what became of it.
CREATE TABLE received (
    id            INTEGER PRIMARY KEY,
    hash          TEXT NOT NULL UNIQUE, -- keyed, of its Message-ID
    at            INTEGER NOT NULL,
    kind          TEXT NOT NULL,        -- reply, bounce, auto ...
    state         TEXT NOT NULL,        -- taken, held, refused, ignored
    sender        TEXT NOT NULL,        -- keyed hash of the address
    member        INTEGER REFERENCES member (id), -- whose it is; NULL: unknown
    answer_to     TEXT,                 -- the sealed words of its address
    thing         INTEGER,              -- what was made of it
    mail          INTEGER,              -- the outbox row that bounced
    class         TEXT,                 -- of a bounce: hard, soft
    status        TEXT,                 -- "5.1.1"
    why           TEXT,                 -- told to the sender, or the log
    answered      INTEGER NOT NULL DEFAULT 0, -- the sender got a mail
    subject       TEXT NOT NULL,
    body          TEXT NOT NULL,        -- the author's words; "" when purged
    cut           TEXT NOT NULL         -- the rest; "" when purged
) STRICT;
CREATE INDEX received_by_sender ON received (sender, at);
CREATE INDEX received_by_member ON received (member, at);
CREATE INDEX received_by_thing ON received (thing) WHERE thing IS NOT NULL;
CREATE INDEX received_by_age ON received (at);

-- How far a mailbox was read.
CREATE TABLE mailbox (
    name          TEXT PRIMARY KEY,     -- "user@host/INBOX"
    validity      INTEGER NOT NULL,     -- UIDVALIDITY
    uid           INTEGER NOT NULL      -- the last one that was taken
) STRICT;
