-- 0015_rounds.sql - the rules of a round, who reviews, how comments are answered.

-- Frozen at opening.
ALTER TABLE round ADD COLUMN audience TEXT NOT NULL DEFAULT 'community'; -- people: those in asked
ALTER TABLE round ADD COLUMN questions TEXT NOT NULL DEFAULT '[]'; -- JSON list of texts
ALTER TABLE round ADD COLUMN form TEXT NOT NULL DEFAULT 'free';    -- structured
-- Who reads the comments of others: all, after_mine, after_close, coordinators.
ALTER TABLE round ADD COLUMN visibility TEXT NOT NULL DEFAULT 'all';
ALTER TABLE round ADD COLUMN names TEXT NOT NULL DEFAULT 'named';  -- pseudonyms
-- Changed while it runs.
ALTER TABLE round ADD COLUMN paused_at INTEGER;    -- NULL: it is not
ALTER TABLE round ADD COLUMN pause_reason TEXT;

-- Whom a round for named people asks.
CREATE TABLE asked (
    round         INTEGER NOT NULL REFERENCES round (id),
    member        INTEGER NOT NULL REFERENCES member (id),
    PRIMARY KEY (round, member)
) STRICT;
CREATE INDEX asked_by_member ON asked (member, round);

-- Who has taken part in a round, and as which reviewer.
CREATE TABLE reviewer (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    round         INTEGER NOT NULL REFERENCES round (id),
    member        INTEGER NOT NULL REFERENCES member (id),
    number        INTEGER NOT NULL,     -- "Reviewer 7"
    interests     TEXT,                 -- declared; NULL: nothing said
    declared_at   INTEGER,
    commented_at  INTEGER,              -- first; NULL: not yet
    UNIQUE (round, member),
    UNIQUE (round, number)
) STRICT;
CREATE INDEX reviewer_by_member ON reviewer (member, round);

-- A later closing time, as it was announced.
CREATE TABLE extension (
    id            INTEGER PRIMARY KEY,
    round         INTEGER NOT NULL REFERENCES round (id),
    was_at        INTEGER NOT NULL,
    closes_at     INTEGER NOT NULL,
    reason        TEXT NOT NULL,
    made_by       INTEGER NOT NULL REFERENCES member (id),
    made_at       INTEGER NOT NULL
) STRICT;
CREATE INDEX extension_by_round ON extension (round, id);

-- Who is still to be told of it by mail, in order of their ids.
CREATE TABLE announcement (
    extension     INTEGER PRIMARY KEY REFERENCES extension (id),
    told          INTEGER NOT NULL,     -- so far
    done_at       INTEGER               -- NULL: not all are told
) STRICT;
CREATE INDEX announcement_due ON announcement (extension) WHERE done_at IS NULL;

ALTER TABLE comment ADD COLUMN reviewer INTEGER REFERENCES reviewer (id); -- NULL: older than reviewers
ALTER TABLE comment ADD COLUMN kind TEXT;          -- general, technical, editorial, question; NULL: free form
ALTER TABLE comment ADD COLUMN justification TEXT;
ALTER TABLE comment ADD COLUMN question INTEGER;   -- which of the round's it answers, from 1
ALTER TABLE comment ADD COLUMN supports INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN opposes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN revision INTEGER NOT NULL DEFAULT 0; -- how often its answer was changed
ALTER TABLE comment ADD COLUMN duplicate_of INTEGER REFERENCES comment (id);

-- For or against somebody else's comment.
CREATE TABLE stance (
    comment       INTEGER NOT NULL REFERENCES comment (id),
    member        INTEGER NOT NULL REFERENCES member (id),
    stance        TEXT NOT NULL,        -- support, oppose, none
    PRIMARY KEY (comment, member)
) STRICT;
CREATE INDEX stance_by_member ON stance (member, comment);

-- What is said to a comment; it is talk, and gets no disposition.
CREATE TABLE reply (
    id            INTEGER PRIMARY KEY,
    comment       INTEGER NOT NULL REFERENCES comment (id),
    author        INTEGER NOT NULL REFERENCES member (id),
    reviewer      INTEGER REFERENCES reviewer (id), -- NULL: as a coordinator
    body          TEXT NOT NULL,        -- Markdown; "" when withdrawn
    body_html     TEXT NOT NULL,
    made_at       INTEGER NOT NULL,
    withdrawn_at  INTEGER
) STRICT;
CREATE INDEX reply_by_comment ON reply (comment, id);

-- "I have read section 4 and have nothing to add."
CREATE TABLE section_sign_off (
    id            INTEGER PRIMARY KEY,
    round         INTEGER NOT NULL REFERENCES round (id),
    clause        INTEGER NOT NULL REFERENCES clause (id), -- its heading
    member        INTEGER NOT NULL REFERENCES member (id),
    at            INTEGER NOT NULL,
    UNIQUE (round, member, clause)
) STRICT;
CREATE INDEX sign_off_by_round ON sign_off (round);

-- One answer for many comments.
CREATE TABLE theme (
    id            INTEGER PRIMARY KEY,
    round         INTEGER NOT NULL REFERENCES round (id),
    title         TEXT NOT NULL,
    disposition   TEXT,                 -- NULL: not answered yet
    reason        TEXT,
    made_by       INTEGER NOT NULL REFERENCES member (id),
    made_at       INTEGER NOT NULL
) STRICT;
CREATE INDEX theme_by_round ON theme (round, id);

-- What coordinators note on a comment among themselves.
CREATE TABLE handling (
    comment       INTEGER PRIMARY KEY REFERENCES comment (id),
    responder     INTEGER REFERENCES member (id),
    theme         INTEGER REFERENCES theme (id)
) STRICT;
CREATE INDEX handling_by_theme ON handling (theme);

-- Every answer that a comment was given, one after the other.
CREATE TABLE decision (
    comment       INTEGER NOT NULL REFERENCES comment (id),
    revision      INTEGER NOT NULL,     -- 1, 2 ...
    disposition   TEXT,                 -- NULL: the answer was taken back
    reason        TEXT,
    duplicate_of  INTEGER REFERENCES comment (id),
    theme         INTEGER REFERENCES theme (id), -- answered as one of it
    decided_by    INTEGER NOT NULL REFERENCES member (id),
    decided_at    INTEGER NOT NULL,
    batch         INTEGER NOT NULL,     -- those given together: seq of the first
    PRIMARY KEY (comment, revision)
) STRICT;
CREATE INDEX decision_by_batch ON decision (batch);

-- Sentences that coordinators answer with again and again.
CREATE TABLE template (
    id            INTEGER PRIMARY KEY,
    community     INTEGER NOT NULL REFERENCES community (id),
    title         TEXT NOT NULL,
    disposition   TEXT NOT NULL,
    reason        TEXT,
    made_by       INTEGER NOT NULL REFERENCES member (id),
    removed_at    INTEGER
) STRICT;
CREATE INDEX template_by_community ON template (community, id);

-- Who may read a round, and what they are to it.
CREATE VIEW round_reader (round, member, role) AS
SELECT r.id, m.member, m.role
  FROM round r
  JOIN membership m ON m.community = r.community AND m.left_at IS NULL
 WHERE r.audience = 'community' OR m.role = 'coordinator'
    OR EXISTS (SELECT 1 FROM asked a
                WHERE a.round = r.id AND a.member = m.member);

-- Who may read what others say in it.
CREATE VIEW comment_reader (round, member, role) AS
SELECT r.id, m.member, m.role
  FROM round r
  JOIN membership m ON m.community = r.community AND m.left_at IS NULL
 WHERE m.role = 'coordinator'
    OR ((r.audience = 'community'
         OR EXISTS (SELECT 1 FROM asked a
                     WHERE a.round = r.id AND a.member = m.member))
        AND (r.visibility = 'all'
             OR (r.visibility <> 'coordinators' AND r.closed_at IS NOT NULL)
             OR (r.visibility = 'after_mine'
                 AND EXISTS (SELECT 1 FROM reviewer v
                              WHERE v.round = r.id AND v.member = m.member
                                AND v.commented_at IS NOT NULL))));
