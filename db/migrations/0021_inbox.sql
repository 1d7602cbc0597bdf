-- 0021_inbox.sql - how far the mailbox has been read that answers come to.

CREATE TABLE inbox (
    place         TEXT PRIMARY KEY,     -- "soundings@mail.example.org/INBOX"
    validity      INTEGER NOT NULL,     -- the mailbox's UIDVALIDITY (RFC 3501)
    uid           INTEGER NOT NULL,     -- the last mail that was dealt with
    old_uid       INTEGER NOT NULL      -- up to here they were there before us
) STRICT;
