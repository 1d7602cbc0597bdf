-- 0025_shown.sql - what of a round its readers see, each in one place; who wrote
-- an outcome; lists of words that change; uploads that nobody took.

-- Who wrote it last. NULL: nobody has, or it was before this was kept.
ALTER TABLE round ADD COLUMN outcome_by INTEGER REFERENCES member (id);
ALTER TABLE poll ADD COLUMN outcome_by INTEGER REFERENCES member (id);
ALTER TABLE theme ADD COLUMN changed_by INTEGER REFERENCES member (id);
ALTER TABLE vocabulary ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

-- Uploads of which nothing was made, to be forgotten.
CREATE INDEX file_left ON file (added_at) WHERE community IS NULL;

-- contract: nothing has asked for these since 0013, 0014 and 0022; all that names
-- a member names the scan or the round as well, which is their key.
DROP INDEX panellist_by_member;
DROP INDEX received_by_member;
DROP INDEX round_look_by_member;

-- A round. How much was said in it is seen by all when the comments are.
CREATE VIEW round_shown (id, number, community, document, title, instructions,
       instructions_html, opened_by, opened_at, closes_at, zone, closed_at,
       closed_by, outcome, outcome_html, outcome_by, audience, questions, form,
       visibility, names, paused_at, pause_reason, comment_count,
       disposed_count) AS
SELECT id, number, community, document, title, instructions,
       instructions_html, opened_by, opened_at, closes_at, zone, closed_at,
       closed_by, outcome, outcome_html, outcome_by, audience, questions, form,
       visibility, names, paused_at, pause_reason,
       CASE WHEN visibility = 'all' OR (visibility <> 'coordinators'
                 AND closed_at IS NOT NULL) THEN comment_count END,
       CASE WHEN visibility = 'all' OR (visibility <> 'coordinators'
                 AND closed_at IS NOT NULL) THEN disposed_count END
  FROM round;

-- A comment. Under pseudonyms it has no author; whose it is (`owner`) is for the
-- rules only.
CREATE VIEW comment_shown (id, round, clause, start, "end", exact, prefix,
       suffix, author, reviewer, kind, body, body_html, proposed,
       justification, question, made_at, withdrawn_at, supports, opposes,
       disposition, reason, duplicate_of, disposed_by, disposed_at, revision,
       community, owner) AS
SELECT c.id, c.round, c.clause, c.start, c."end", c.exact, c.prefix, c.suffix,
       CASE WHEN r.names = 'named' THEN c.author END, c.reviewer, c.kind,
       c.body, c.body_html, c.proposed, c.justification, c.question,
       c.made_at, c.withdrawn_at, c.supports, c.opposes, c.disposition,
       c.reason, c.duplicate_of, c.disposed_by, c.disposed_at, c.revision,
       r.community, c.author
  FROM round r JOIN comment c ON c.round = r.id;

-- A reviewer, who is a member for all to see where names are.
CREATE VIEW reviewer_shown (id, round, number, member, interests, declared_at,
       community, owner) AS
SELECT v.id, v.round, v.number, CASE WHEN r.names = 'named' THEN v.member END,
       v.interests, v.declared_at, r.community, v.member
  FROM round r JOIN reviewer v ON v.round = r.id;

-- A reply; `owner` is whose comment it is on. Coordinators answer under theirs.
CREATE VIEW reply_shown (id, comment, round, author, reviewer, body, body_html,
       made_at, withdrawn_at, community, owner) AS
SELECT p.id, p.comment, c.round,
       CASE WHEN r.names = 'named' OR p.reviewer IS NULL THEN p.author END,
       p.reviewer, p.body, p.body_html, p.made_at, p.withdrawn_at,
       r.community, c.author
  FROM round r
  JOIN comment c ON c.round = r.id
  JOIN reply p ON p.comment = c.id;

-- Who may read a round, and whether they read what others say in it, too: all
-- read what they said themselves.
DROP VIEW comment_reader;
DROP VIEW round_reader;
CREATE VIEW round_hearer (round, member, role, hears) AS
SELECT r.id, m.member, m.role,
       m.role = 'coordinator' OR r.visibility = 'all'
       OR (r.visibility <> 'coordinators' AND r.closed_at IS NOT NULL)
       OR (r.visibility = 'after_mine'
           AND EXISTS (SELECT 1 FROM reviewer v
                        WHERE v.round = r.id AND v.member = m.member
                          AND v.commented_at IS NOT NULL))
  FROM round r
  JOIN membership m ON m.community = r.community AND m.left_at IS NULL
 WHERE r.audience = 'community' OR m.role = 'coordinator'
    OR EXISTS (SELECT 1 FROM asked a
                WHERE a.round = r.id AND a.member = m.member);
CREATE VIEW round_reader (round, member, role) AS
SELECT round, member, role FROM round_hearer;
CREATE VIEW comment_reader (round, member, role) AS
SELECT round, member, role FROM round_hearer WHERE hears;
