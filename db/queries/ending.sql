-- sheet_of_round: every comment of a round with its answer, where it stood when
-- it was made, and where its words are in the newest version that has it
SELECT c.id, c.author, m.display_name, m.organisation, m.profession, m.region,
       v.number AS reviewer, v.interests, c.kind, c.body, c.proposed,
       c.justification, c.question, c.made_at, c.supports, c.opposes,
       c.disposition, c.reason, c.duplicate_of, c.disposed_at, c.revision,
       t.title AS theme,
       d.display_name AS responder,
       o.document AS old_document, o.position AS old_position,
       o.number AS old_number, o.kind AS old_kind, o.text AS old_text,
       CASE WHEN f.comment IS NULL THEN c.start ELSE f.from_start END
         AS old_start,
       CASE WHEN f.comment IS NULL THEN c."end" ELSE f.from_end END AS old_end,
       CASE WHEN f.comment IS NULL THEN c.exact ELSE f.from_exact END AS exact,
       l.state, n.number AS new_number, n.text AS new_text,
       l.start AS new_start, l."end" AS new_end
  FROM comment c
  JOIN member m ON m.id = c.author
  LEFT JOIN member d ON d.id = c.disposed_by
  LEFT JOIN reviewer v ON v.id = c.reviewer
  LEFT JOIN handling h ON h.comment = c.id
  LEFT JOIN theme t ON t.id = h.theme
  LEFT JOIN carried f ON f.comment = c.id AND f.document =
       (SELECT min(k.document) FROM carried k WHERE k.comment = c.id)
  LEFT JOIN carried l ON l.comment = c.id AND l.document =
       (SELECT max(k.document) FROM carried k WHERE k.comment = c.id)
  LEFT JOIN clause o ON o.id =
       CASE WHEN f.comment IS NULL THEN c.clause ELSE f.from_clause END
  LEFT JOIN clause n ON n.id = l.clause
 WHERE c.round = :round AND c.withdrawn_at IS NULL
 ORDER BY c.id;

-- archive_get: how a round was put away, for who may read it
SELECT a.id, a.archived_by, a.archived_at, a.open_count, a.reason
  FROM archive a
 WHERE a.id = :id AND (:member = 0 OR EXISTS (
       SELECT 1 FROM round_reader x
        WHERE x.round = a.id AND x.member = :member));

-- archive_all: the same of all rounds of a community
SELECT a.id, a.archived_by, a.archived_at, a.open_count, a.reason
  FROM round r JOIN archive a ON a.id = r.id
 WHERE r.community = :community AND (:member = 0 OR EXISTS (
       SELECT 1 FROM round_reader x
        WHERE x.round = a.id AND x.member = :member));

-- archive_insert: nothing of it changes any more
INSERT INTO archive (id, archived_by, archived_at, open_count, reason)
VALUES (:id, :archived_by, :archived_at, :open_count, :reason);

-- round_unanswered: comments of a round without an answer
SELECT count(*) AS open FROM comment
 WHERE round = :round AND withdrawn_at IS NULL AND disposition IS NULL;

-- letter_ask: a letter for everyone who commented and has none yet
INSERT INTO letter (round, member, asked_at, asked_by)
SELECT DISTINCT c.round, c.author, CAST(:at AS INTEGER), CAST(:by AS INTEGER)
  FROM comment c
 WHERE c.round = :round AND c.withdrawn_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM letter l
                    WHERE l.round = c.round AND l.member = c.author);

-- letter_commenters: how many have comments in a round
SELECT count(DISTINCT author) AS people FROM comment
 WHERE round = :round AND withdrawn_at IS NULL;

-- letter_count: how many letters of a round were asked for
SELECT count(*) AS letters FROM letter WHERE round = :round;

-- letter_due: a round with letters that nobody has written yet
SELECT round FROM letter WHERE written_at IS NULL AND asked_at <= :now
 ORDER BY asked_at, round LIMIT 1;

-- letter_reader: the first who would get one
SELECT c.author AS member FROM comment c
 WHERE c.round = :round AND c.withdrawn_at IS NULL
 ORDER BY c.id LIMIT 1;

-- letter_written: they may go; by this event it is said
UPDATE letter SET written_at = :at, event = :event
 WHERE round = :round AND written_at IS NULL;

-- feedback_get: what is told of a round to everyone
SELECT f.id, r.community, f.asked, f.asked_html, f.said, f.said_html, f.did,
       f.did_html, f.published_at, f.revision
  FROM feedback f JOIN round r ON r.id = f.id
 WHERE f.id = :id AND :member >= 0;

-- feedback_all: the same of all rounds of a community
SELECT f.id, r.community, f.asked, f.asked_html, f.said, f.said_html, f.did,
       f.did_html, f.published_at, f.revision
  FROM round r JOIN feedback f ON f.id = r.id
 WHERE r.community = :community AND :member >= 0;

-- feedback_titles: the published ones of a community, the newest first
SELECT f.id, r.title, f.published_at
  FROM round r JOIN feedback f ON f.id = r.id
 WHERE r.community = :community ORDER BY f.published_at DESC, f.id DESC
 LIMIT 100;

-- feedback_by: who published it last
SELECT published_by FROM feedback WHERE id = :round;

-- feedback_put: published, or published better
INSERT INTO feedback (id, asked, asked_html, said, said_html, did, did_html,
                      published_by, published_at, revision)
VALUES (:id, :asked, :asked_html, :said, :said_html, :did, :did_html,
        :published_by, :published_at, :revision)
    ON CONFLICT (id) DO UPDATE SET asked = excluded.asked,
       asked_html = excluded.asked_html, said = excluded.said,
       said_html = excluded.said_html, did = excluded.did,
       did_html = excluded.did_html, published_by = excluded.published_by,
       published_at = excluded.published_at, revision = excluded.revision;

-- reading_put: it was on the screen
INSERT INTO reading (clause, member, at) VALUES (:clause, :member, :at)
    ON CONFLICT (clause, member) DO NOTHING;

-- reading_of: what of a draft was on a member's own screen
SELECT g.clause AS id FROM clause k JOIN reading g ON g.clause = k.id
 WHERE k.document = :document AND g.member = :member ORDER BY k.position;

-- look_put: a member has seen what was said so far
INSERT INTO round_look (round, member, upto) VALUES (:round, :member, :upto)
    ON CONFLICT (round, member) DO UPDATE SET upto = excluded.upto
 WHERE round_look.upto < excluded.upto;

-- look_get: how far that is
SELECT upto FROM round_look WHERE round = :round AND member = :member;

-- coverage_of: for each part of a draft, how many have read it, have commented
-- on it, have said that they have nothing to add; all, or of one profession
SELECT k.id,
       (SELECT count(*) FROM reading g JOIN member m ON m.id = g.member
         WHERE g.clause = k.id
           AND (:profession = '' OR m.profession = :profession)
           AND (:region = '' OR m.region = :region)) AS readers,
       (SELECT count(DISTINCT c.author)
          FROM round r JOIN comment c ON c.round = r.id
          JOIN member m ON m.id = c.author
         WHERE r.document = :document AND c.clause = k.id
           AND c.withdrawn_at IS NULL
           AND (:profession = '' OR m.profession = :profession)
           AND (:region = '' OR m.region = :region)) AS commenters,
       (SELECT count(DISTINCT s.member) FROM round r
          JOIN section_sign_off s ON s.round = r.id
          JOIN member m ON m.id = s.member
         WHERE r.document = :document AND s.clause IN (k.id, k.section)
           AND (:profession = '' OR m.profession = :profession)
           AND (:region = '' OR m.region = :region)) AS signed_off
  FROM clause k WHERE k.document = :document ORDER BY k.position;

-- coverage_signed: how many have read a draft and have nothing to add
SELECT count(DISTINCT s.member) AS people
  FROM round r JOIN sign_off s ON s.round = r.id JOIN member m ON m.id = s.member
 WHERE r.document = :document
   AND (:profession = '' OR m.profession = :profession)
   AND (:region = '' OR m.region = :region);

-- coverage_professions: what the members of a community do
SELECT m.profession AS name, count(*) AS people
  FROM membership s JOIN member m ON m.id = s.member
 WHERE s.community = :community AND s.left_at IS NULL
   AND m.profession IS NOT NULL AND m.profession <> ''
 GROUP BY m.profession HAVING count(*) >= :least
 ORDER BY m.profession LIMIT 200;

-- coverage_regions: where they are
SELECT m.region AS name, count(*) AS people
  FROM membership s JOIN member m ON m.id = s.member
 WHERE s.community = :community AND s.left_at IS NULL
   AND m.region IS NOT NULL AND m.region <> ''
 GROUP BY m.region HAVING count(*) >= :least
 ORDER BY m.region LIMIT 200;

-- coverage_members: how many members a community has
SELECT count(*) AS people FROM membership
 WHERE community = :community AND left_at IS NULL;

-- trace_comments: comments that stood on a part of a draft in that version, and
-- on which of its words
SELECT c.id, c.start, c."end" FROM clause k
  JOIN round r ON r.document = k.document
  JOIN comment c ON c.round = r.id AND c.clause = k.id
 WHERE k.id = :clause AND c.withdrawn_at IS NULL
UNION
SELECT f.comment, f.from_start, f.from_end FROM clause k
  JOIN document d ON d.id = k.document
  JOIN document n ON n.community = d.community AND n.title = d.title
                 AND n.version > d.version
  JOIN carried f ON f.document = n.id AND f.from_document = d.id
                AND f.from_clause = k.id
  JOIN comment c ON c.id = f.comment AND c.withdrawn_at IS NULL
 WHERE k.id = :clause
 ORDER BY 1;

-- feedback_outcomes: how many comments of a round were answered how
SELECT disposition, count(*) AS count FROM comment
 WHERE round = :round AND withdrawn_at IS NULL
 GROUP BY disposition;

-- feedback_community: what a community is called
SELECT name FROM community WHERE id = :community;

-- feedback_slug: its short name
SELECT slug FROM community WHERE id = :community;

-- export_groups: who was asked in a round, by profession, and how many answered
SELECT coalesce(m.profession, '') AS name, count(*) AS asked,
       sum(CASE WHEN EXISTS (SELECT 1 FROM comment c
                 WHERE c.author = m.id AND c.round = :round
                   AND c.withdrawn_at IS NULL) THEN 1 ELSE 0 END) AS commented,
       sum(CASE WHEN EXISTS (SELECT 1 FROM sign_off s
                 WHERE s.member = m.id AND s.round = :round) THEN 1 ELSE 0 END)
         AS signed_off
  FROM round_reader x JOIN member m ON m.id = x.member
 WHERE x.round = :round
 GROUP BY coalesce(m.profession, '')
 ORDER BY 1;

-- export_decisions: every answer that was given in a round, in order
SELECT e.comment, e.revision, e.disposition, e.reason, e.duplicate_of,
       e.decided_at, m.display_name AS decided_by
  FROM comment c
  JOIN decision e ON e.comment = c.id
  JOIN member m ON m.id = e.decided_by
 WHERE c.round = :round
 ORDER BY e.comment, e.revision;

-- export_replies: what was said to the comments of a round; a coordinator's
-- reply has no reviewer
SELECT p.comment, p.made_at, p.body, m.display_name, v.number AS reviewer
  FROM comment c
  JOIN reply p ON p.comment = c.id
  JOIN member m ON m.id = p.author
  LEFT JOIN reviewer v ON v.id = p.reviewer
 WHERE c.round = :round AND c.withdrawn_at IS NULL AND p.withdrawn_at IS NULL
 ORDER BY p.comment, p.id;

-- export_mails: what people were told of a round and of comments in it, by a
-- mail of its own or in their digest
SELECT d.cause,
       count(DISTINCT CASE WHEN d.way = 'now' AND d.mail > 0 THEN d.mail END)
         AS mails,
       sum(CASE WHEN d.way = 'digest' THEN 1 ELSE 0 END) AS digests,
       sum(CASE WHEN d.way = 'now' AND d.settled_at IS NULL THEN 1 ELSE 0 END)
         AS waiting,
       min(d.at) AS first_at, max(d.at) AS last_at
  FROM mailing d
 WHERE d.subject = :round
    OR d.subject IN (SELECT id FROM comment WHERE round = :round)
 GROUP BY d.cause ORDER BY min(d.at);
