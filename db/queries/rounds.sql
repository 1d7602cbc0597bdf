-- asked_insert: a round asks this person
INSERT INTO asked (round, member) VALUES (:round, :member)
    ON CONFLICT (round, member) DO NOTHING;

-- tally_get: how far a round is, for its coordinators
SELECT r.id, r.comment_count, r.disposed_count,
       (SELECT count(*) FROM reviewer v
         WHERE v.round = r.id AND v.commented_at IS NOT NULL) AS reviewer_count,
       (SELECT count(*) FROM sign_off s
         WHERE s.round = r.id) AS signed_off_count
  FROM round r
 WHERE r.id = :id AND
-- with round_led

-- tally_all: the same for all rounds of a community
SELECT r.id, r.comment_count, r.disposed_count,
       (SELECT count(*) FROM reviewer v
         WHERE v.round = r.id AND v.commented_at IS NOT NULL) AS reviewer_count,
       (SELECT count(*) FROM sign_off s
         WHERE s.round = r.id) AS signed_off_count
  FROM round r
 WHERE r.community = :community AND
-- with round_led

-- reviewer_last: the last number that was given in a round
SELECT coalesce(max(number), 0) AS number FROM reviewer WHERE round = :round;

-- reviewer_find: a member as a reviewer of a round
SELECT id, round, member, number FROM reviewer
 WHERE round = :round AND member = :member;

-- reviewer_insert: one more takes part
INSERT INTO reviewer (id, round, member, number)
VALUES (:id, :round, :member, :number);

-- reviewer_commented: has said something for the first time
UPDATE reviewer SET commented_at = :now WHERE id = :id AND commented_at IS NULL;

-- reviewer_declare: declares interests
UPDATE reviewer SET interests = :interests, declared_at = :declared_at
 WHERE id = :id;

-- reviewer_get: one reviewer, as those who read the comments see them
SELECT s.id, s.round, s.number, s.member, s.interests, s.declared_at
  FROM reviewer_shown s
 WHERE s.id = :id AND
-- with heard

-- reviewer_all: those of a community's rounds
SELECT s.id, s.round, s.number, s.member, s.interests, s.declared_at
  FROM reviewer_shown s
 WHERE s.community = :community AND
-- with heard

-- reviewer_of_round: those of a round
SELECT s.id, s.round, s.number, s.member, s.interests, s.declared_at
  FROM reviewer_shown s
 WHERE s.round = :round AND
-- with heard
 ORDER BY s.id;

-- identity_get: who a reviewer is, for coordinators and themselves
SELECT v.id, v.round, v.member
  FROM round r JOIN reviewer v ON v.round = r.id
 WHERE v.id = :id AND r.names <> 'named'
   AND (:member = 0 OR EXISTS (
       SELECT 1 FROM round_reader x WHERE x.round = r.id AND x.member = :member
          AND (x.role = 'coordinator' OR v.member = :member)));

-- identity_all: those of a community's rounds
SELECT v.id, v.round, v.member
  FROM round r JOIN reviewer v ON v.round = r.id
 WHERE r.community = :community AND r.names <> 'named'
   AND (:member = 0 OR EXISTS (
       SELECT 1 FROM round_reader x WHERE x.round = r.id AND x.member = :member
          AND (x.role = 'coordinator' OR v.member = :member)));

-- identity_of_round: those of a round
SELECT v.id, v.round, v.member
  FROM round r JOIN reviewer v ON v.round = r.id
 WHERE r.id = :round AND r.names <> 'named'
   AND (:member = 0 OR EXISTS (
       SELECT 1 FROM round_reader x WHERE x.round = r.id AND x.member = :member
          AND (x.role = 'coordinator' OR v.member = :member)));

-- extension_get: a later closing time
SELECT e.id, e.round, e.was_at, e.closes_at, e.reason, e.made_by, e.made_at
  FROM round r JOIN extension e ON e.round = r.id
 WHERE e.id = :id AND
-- with round_read

-- extension_all: those of a community's rounds
SELECT e.id, e.round, e.was_at, e.closes_at, e.reason, e.made_by, e.made_at
  FROM round r JOIN extension e ON e.round = r.id
 WHERE r.community = :community AND
-- with round_read

-- extension_of_round: those of a round
SELECT e.id, e.round, e.was_at, e.closes_at, e.reason, e.made_by, e.made_at
  FROM round r JOIN extension e ON e.round = r.id
 WHERE r.id = :round AND
-- with round_read
 ORDER BY e.id;

-- extension_insert: one more
INSERT INTO extension (id, round, was_at, closes_at, reason, made_by, made_at)
VALUES (:id, :round, :was_at, :closes_at, :reason, :made_by, :made_at);

-- pause_begin: on record, that a round takes no comments from now on; a pause of no
--   time at all is none
INSERT INTO pause (round, paused_at, paused_by, reason)
SELECT r.id, r.paused_at, :member, r.pause_reason
  FROM round r WHERE r.id = :round
    ON CONFLICT (round, paused_at) DO UPDATE
   SET paused_by = excluded.paused_by, reason = excluded.reason,
       resumed_at = NULL, resumed_by = NULL;

-- pause_end: it goes on
UPDATE pause SET resumed_at = :now, resumed_by = :member
 WHERE round = :round AND resumed_at IS NULL;

-- pause_of_round: when it took none, by whom and why
SELECT p.paused_at, m.display_name AS paused_by, p.reason, p.resumed_at,
       n.display_name AS resumed_by
  FROM pause p
  JOIN member m ON m.id = p.paused_by
  LEFT JOIN member n ON n.id = p.resumed_by
 WHERE p.round = :round
 ORDER BY p.paused_at;

-- announcement_insert: it is to be told by mail
INSERT INTO announcement (extension, told) VALUES (:extension, :told);

-- announcement_due: the oldest that was not said
SELECT extension FROM announcement
 WHERE done_at IS NULL AND extension > :after ORDER BY extension LIMIT 1;

-- announcement_done: it was said
UPDATE announcement SET done_at = :now WHERE extension = :extension;

-- part plans: planned rounds
SELECT id, community, document, opens_at, opening, instructions_html, planned_by,
       planned_at, revision, refused_at, refusal, round, withdrawn_at
  FROM plan

-- plan_get: a planned round, for nobody's eyes but coordinators'
-- with plans
 WHERE id = :id;

-- plan_of_document: the one that waits on a draft
-- with plans
 WHERE document = :document AND round IS NULL AND withdrawn_at IS NULL;

-- plan_all: those that wait in a community, the next to open first
-- with plans
 WHERE community = :community AND round IS NULL AND withdrawn_at IS NULL
 ORDER BY opens_at LIMIT 200;

-- plan_due: one whose time has come; a round on the draft whose own time is
--   over is closed first
-- with plans
 WHERE round IS NULL AND withdrawn_at IS NULL AND refused_at IS NULL
   AND opens_at <= :now
   AND NOT EXISTS (SELECT 1 FROM round r
                    WHERE r.document = plan.document AND r.closed_at IS NULL
                      AND r.closes_at <= :now)
 ORDER BY opens_at LIMIT 1;

-- plan_insert: a round is planned
INSERT INTO plan (id, community, document, opens_at, opening,
                  instructions_html, planned_by, planned_at, revision)
VALUES (:id, :community, :document, :opens_at, :opening, :instructions_html,
        :planned_by, :planned_at, :revision);

-- plan_change: planned anew, opened, taken back, or could not be opened
UPDATE plan SET opens_at = :opens_at, opening = :opening,
       instructions_html = :instructions_html, planned_by = :planned_by,
       planned_at = :planned_at, revision = :revision,
       refused_at = :refused_at, refusal = :refusal, round = :round,
       withdrawn_at = :withdrawn_at
 WHERE id = :id;

-- reply_get: one reply, for those who may read its comment
SELECT s.id, s.comment, s.round, s.author, s.reviewer, s.body, s.body_html,
       s.made_at, s.withdrawn_at
  FROM reply_shown s
 WHERE s.id = :id AND
-- with heard

-- reply_all: those in a community
SELECT s.id, s.comment, s.round, s.author, s.reviewer, s.body, s.body_html,
       s.made_at, s.withdrawn_at
  FROM reply_shown s
 WHERE s.community = :community AND
-- with heard

-- reply_of_round: those of a round
SELECT s.id, s.comment, s.round, s.author, s.reviewer, s.body, s.body_html,
       s.made_at, s.withdrawn_at
  FROM reply_shown s
 WHERE s.round = :round AND
-- with heard
 ORDER BY s.id;

-- reply_author: who wrote it, for nobody's eyes but the rules'
SELECT author FROM reply WHERE id = :id;

-- reply_insert: one more
INSERT INTO reply (id, comment, author, reviewer, body, body_html, made_at)
VALUES (:id, :comment, :author, :reviewer, :body, :body_html, :made_at);

-- reply_withdraw: its words go
UPDATE reply SET body = '', body_html = '', withdrawn_at = :now
 WHERE id = :id;

-- stance_get: what a member is to a comment
SELECT comment AS id, stance FROM stance
 WHERE comment = :id AND member = :member;

-- stance_all: to which comments of a community
SELECT s.comment AS id, s.stance FROM round r
  JOIN comment c ON c.round = r.id
  JOIN stance s ON s.comment = c.id
 WHERE r.community = :community AND s.member = :member;

-- stance_of_round: to which of a round
SELECT s.comment AS id, s.stance FROM comment c
  JOIN stance s ON s.comment = c.id
 WHERE c.round = :round AND s.member = :member;

-- stance_put: for, against, or neither
INSERT INTO stance (comment, member, stance)
VALUES (:comment, :member, :stance)
    ON CONFLICT (comment, member) DO UPDATE SET stance = excluded.stance;

-- stance_count: how many are
SELECT count(*) AS members FROM stance
 WHERE comment = :comment AND stance = :stance;

-- section_sign_off_find: has the member said so of this section?
SELECT id, round, clause, at FROM section_sign_off
 WHERE round = :round AND member = :member AND clause = :clause;

-- section_sign_off_get: the same by its id
SELECT id, round, clause, at FROM section_sign_off
 WHERE id = :id AND member = :member;

-- section_sign_off_all: of which sections in a community
SELECT s.id, s.round, s.clause, s.at FROM round r
  JOIN section_sign_off s ON s.round = r.id
 WHERE r.community = :community AND s.member = :member;

-- section_sign_off_of_round: of which in a round
SELECT id, round, clause, at FROM section_sign_off
 WHERE round = :round AND member = :member;

-- section_sign_off_insert: read, and nothing to add
INSERT INTO section_sign_off (id, round, clause, member, at)
VALUES (:id, :round, :clause, :member, :at);

-- handling_get: who answers a comment and with which others; for coordinators
SELECT h.comment AS id, c.round, h.responder, h.theme
  FROM round r
  JOIN comment c ON c.round = r.id
  JOIN handling h ON h.comment = c.id
 WHERE c.id = :id AND
-- with round_led

-- handling_all: the same in a community
SELECT h.comment AS id, c.round, h.responder, h.theme
  FROM round r
  JOIN comment c ON c.round = r.id
  JOIN handling h ON h.comment = c.id
 WHERE r.community = :community AND
-- with round_led

-- handling_of_round: the same in a round
SELECT h.comment AS id, c.round, h.responder, h.theme
  FROM round r
  JOIN comment c ON c.round = r.id
  JOIN handling h ON h.comment = c.id
 WHERE r.id = :round AND
-- with round_led

-- handling_put: so it is now
INSERT INTO handling (comment, responder, theme)
VALUES (:comment, :responder, :theme)
    ON CONFLICT (comment) DO UPDATE
   SET responder = excluded.responder, theme = excluded.theme;

-- theme_get: one theme, for coordinators
SELECT t.id, t.round, t.title, t.disposition, t.reason, t.made_by, t.made_at,
       t.revision, t.changed_by
  FROM round r JOIN theme t ON t.round = r.id
 WHERE t.id = :id AND
-- with round_led

-- theme_all: those in a community
SELECT t.id, t.round, t.title, t.disposition, t.reason, t.made_by, t.made_at,
       t.revision, t.changed_by
  FROM round r JOIN theme t ON t.round = r.id
 WHERE r.community = :community AND
-- with round_led

-- theme_of_round: those of a round
SELECT t.id, t.round, t.title, t.disposition, t.reason, t.made_by, t.made_at,
       t.revision, t.changed_by
  FROM round r JOIN theme t ON t.round = r.id
 WHERE r.id = :round AND
-- with round_led

-- theme_insert: one more
INSERT INTO theme (id, round, title, made_by, made_at)
VALUES (:id, :round, :title, :made_by, :made_at);

-- theme_change: its title, its answer
UPDATE theme SET title = :title, disposition = :disposition, reason = :reason,
       revision = :revision, changed_by = :changed_by
 WHERE id = :id;

-- comment_of_theme: those that a theme's answer is for
-- with comments
  JOIN handling h ON h.comment = s.id
 WHERE h.theme = :theme AND s.withdrawn_at IS NULL
   AND (s.disposition IS NULL OR EXISTS (
       SELECT 1 FROM decision d
        WHERE d.comment = s.id AND d.revision = s.revision
          AND d.theme = :theme))
 ORDER BY s.id LIMIT :most;

-- decision_insert: an answer as it was given
INSERT INTO decision (comment, revision, disposition, reason, duplicate_of,
                      theme, decided_by, decided_at, batch)
VALUES (:comment, :revision, :disposition, :reason, :duplicate_of, :theme,
        :decided_by, :decided_at, :batch);

-- decision_get: what was answered then
SELECT comment, revision, disposition, reason, duplicate_of, theme, decided_by,
       decided_at, batch
  FROM decision WHERE comment = :comment AND revision = :revision;

-- decision_of_batch: what a coordinator answered at once
SELECT comment, revision, disposition, reason, duplicate_of, theme, decided_by,
       decided_at, batch
  FROM decision WHERE batch = :batch AND decided_by = :member;

-- template_get: an answer that is given again and again; for coordinators
SELECT p.id, p.community, p.title, p.disposition, p.reason, p.made_by,
       p.removed_at
  FROM template p
 WHERE p.id = :id AND (:member = 0 OR EXISTS (
       SELECT 1 FROM membership m
        WHERE m.community = p.community AND m.member = :member
          AND m.left_at IS NULL AND m.role = 'coordinator'));

-- template_all: those of a community
SELECT p.id, p.community, p.title, p.disposition, p.reason, p.made_by,
       p.removed_at
  FROM template p
 WHERE p.community = :community AND (:member = 0 OR EXISTS (
       SELECT 1 FROM membership m
        WHERE m.community = p.community AND m.member = :member
          AND m.left_at IS NULL AND m.role = 'coordinator'));

-- template_count: how many are offered
SELECT count(*) AS templates FROM template
 WHERE community = :community AND removed_at IS NULL;

-- template_insert: one more
INSERT INTO template (id, community, title, disposition, reason, made_by)
VALUES (:id, :community, :title, :disposition, :reason, :made_by);

-- template_remove: offered no longer
UPDATE template SET removed_at = :now WHERE id = :id;

-- comment_similar: answered comments with any of these words, the newest
-- scan: the index of words
-- only sqlite
SELECT c.id, e.heading AS title, c.body AS words, c.disposition, c.reason,
       c.disposed_at
  FROM search_text
  JOIN search_entry e ON e.id = search_text.rowid
  JOIN comment c ON c.id = search_text.rowid
 WHERE search_text MATCH :question
-- only postgres
SELECT c.id, e.heading AS title, c.body AS words, c.disposition, c.reason,
       c.disposed_at
  FROM search_entry e
  JOIN comment c ON c.id = e.id
 WHERE e.words @@ websearch_to_tsquery('soundings',
                                      soundings_plain(:question))
-- both
   AND e.kind = 'comment' AND c.id <> :comment AND e.community = :community
   AND c.disposition IS NOT NULL AND c.withdrawn_at IS NULL
   AND EXISTS (SELECT 1 FROM comment_reader x
                WHERE x.round = c.round AND x.member = :member)
 ORDER BY
-- only sqlite
       search_text.rowid DESC
-- only postgres
       e.id DESC
-- both
 LIMIT :most;
