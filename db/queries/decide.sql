-- decided_get: how far the log was decided about
SELECT seq, member FROM decided WHERE id = :id;

-- decided_put: so far
UPDATE decided SET seq = :seq, member = :member WHERE id = 1;

-- decide_events: what happened since
SELECT seq, at, kind, subject, coalesce(community, 0) AS community,
       coalesce(actor, 0) AS actor
  FROM event WHERE seq > :after ORDER BY seq LIMIT :most;

-- decide_post: whom a post concerns, and how: 1 it answers a post of theirs, 2
--   their thread, 4 they want every post and were not told that it names them
SELECT x.member, min(x.cause) AS cause
  FROM (SELECT mine.author AS member, 1 AS cause
          FROM post p JOIN post mine ON mine.id = p.reply_to
         WHERE p.id = :subject
         UNION ALL
        SELECT t.opened_by AS member, 2 AS cause
          FROM post p JOIN thread t ON t.id = p.thread
         WHERE p.id = :subject AND p.reply_to IS NULL
         UNION ALL
        SELECT w.member, 4 AS cause FROM wish w
         WHERE w.kind = 'news' AND w.way = 'now' AND w.community = 0
         UNION ALL
        SELECT w.member, 4 AS cause FROM wish w
         WHERE w.kind = 'news' AND w.way = 'now'
           AND w.community = :community) x
  JOIN membership s ON s.member = x.member AND s.community = :community
 WHERE s.left_at IS NULL AND x.member <> :actor AND x.member > :after
   AND (x.cause <> 4 OR NOT EXISTS (
        SELECT 1 FROM mailing d
         WHERE d.member = x.member AND d.event = :subject
           AND d.cause = 'mention'))
 GROUP BY x.member ORDER BY x.member LIMIT 200;

-- decide_words: what a post says, if it may name somebody
SELECT body FROM post
 WHERE id = :post AND (body LIKE '%@%' OR body LIKE '%＠%');

-- decide_names: whom it may name, and whether it concerns them in a nearer way
SELECT m.id AS member, m.display_name AS name,
       CASE WHEN m.id = :actor
              OR (p.reply_to IS NULL AND t.opened_by = m.id)
              OR EXISTS (SELECT 1 FROM post mine
                          WHERE mine.id = p.reply_to AND mine.author = m.id)
            THEN 1 ELSE 0 END AS nearer
  FROM post p
  JOIN thread t ON t.id = p.thread
  JOIN membership s ON s.community = t.community
  JOIN member m ON m.id = s.member
 WHERE p.id = :post AND s.left_at IS NULL;

-- decide_opening: does this post open a meeting, which asks by itself?
SELECT count(*) AS asks
  FROM post p JOIN meeting m ON m.id = p.thread
 WHERE p.id = :post AND NOT EXISTS (
       SELECT 1 FROM post o WHERE o.thread = p.thread AND o.id < p.id);

-- decide_answer: whose comment was answered
SELECT k.author AS member, 5 AS cause
  FROM comment k
  JOIN membership s ON s.member = k.author
 WHERE k.id = :subject AND s.community = :community AND s.left_at IS NULL AND k.author <> :actor
   AND k.author > :after;

-- decide_remark: whose comment was replied to, and who replied to it before
SELECT x.member, 5 AS cause
  FROM (SELECT k.author AS member
          FROM reply p JOIN comment k ON k.id = p.comment
         WHERE p.id = :subject
         UNION
        SELECT o.author AS member
          FROM reply p JOIN reply o ON o.comment = p.comment
         WHERE p.id = :subject AND o.withdrawn_at IS NULL) x
  JOIN membership s ON s.member = x.member AND s.community = :community
 WHERE s.left_at IS NULL AND x.member <> :actor AND x.member > :after
 ORDER BY x.member LIMIT 200;

-- decide_ask: who may be asked; whether they are is seen when it is mailed. An
-- opening that is told to two audiences is one
SELECT s.member, 6 AS cause
  FROM event e JOIN membership s ON s.community = e.community
 WHERE e.subject = :subject AND e.community = :community
   AND e.seq = :subject AND s.left_at IS NULL AND s.member <> :actor
   AND s.member > :after
   AND (NOT EXISTS (SELECT 1 FROM round r WHERE r.id = e.subject)
        OR EXISTS (SELECT 1 FROM round_reader x
                    WHERE x.round = e.subject AND x.member = s.member))
   AND NOT EXISTS (SELECT 1 FROM mailing d
                    WHERE d.member = s.member AND d.event = :subject)
 ORDER BY s.member LIMIT 200;

-- decide_asked_too: who is told by this event that an open round asks them as
--   well, unless the opening itself was decided about later and told them
SELECT s.member, 6 AS cause
  FROM event e
  JOIN membership s ON s.community = e.community AND s.member = e.audience / 8
  JOIN round r ON r.id = e.subject
 WHERE e.seq = :event AND s.community = :community AND s.left_at IS NULL
   AND s.member <> r.opened_by AND s.member <> :actor AND s.member > :after
   AND NOT EXISTS (SELECT 1 FROM mailing d
                    WHERE d.member = s.member AND d.event = e.subject);

-- decide_scan: whom a round of a scan asks, or reminds
SELECT p.member, CASE k.kind WHEN 'reminded' THEN 10 ELSE 6 END AS cause
  FROM scan_change k
  JOIN scan x ON x.id = k.scan
  JOIN panellist p ON p.scan = x.id
  JOIN membership s ON s.member = p.member
 WHERE k.id = :subject AND s.community = :community AND s.left_at IS NULL
   AND (k.kind = 'round_opened'
        OR (k.kind = 'reminded' AND p.reminded_in = k.round
            AND p.reminded = (SELECT max(q.reminded) FROM panellist q
                               WHERE q.scan = x.id
                                 AND q.reminded_in = k.round)))
   AND p.member <> :actor AND p.member > :after
 ORDER BY p.member LIMIT 200;

-- decide_extension: who is asked in a round that closes later
SELECT x.member, 9 AS cause
  FROM extension e
  JOIN round r ON r.id = e.round
  JOIN round_reader x ON x.round = r.id
 WHERE e.id = :subject AND r.community = :community
   AND x.member <> e.made_by AND x.member <> :actor AND x.member > :after
 ORDER BY x.member LIMIT 200;

-- decide_plan: who can do something about a round that was to open and could not
SELECT s.member, 12 AS cause
  FROM plan p
  JOIN membership s ON s.community = p.community
 WHERE p.id = :subject AND s.community = :community
   AND s.role = 'coordinator' AND s.left_at IS NULL AND s.member <> :actor
   AND s.member > :after
 ORDER BY s.member LIMIT 200;

-- decide_meeting: whom a meeting asks
SELECT s.member, 6 AS cause
  FROM meeting m
  JOIN membership s ON s.community = m.community
 WHERE m.id = :subject AND s.community = :community AND s.left_at IS NULL
   AND s.member <> :actor AND s.member > :after
 ORDER BY s.member LIMIT 200;

-- decide_meeting_news: who did not say that they stay away from a meeting that was
--   changed or cancelled
SELECT s.member, 13 AS cause
  FROM meeting m
  JOIN membership s ON s.community = m.community
 WHERE m.id = :subject AND s.community = :community AND s.left_at IS NULL
   AND s.member <> :actor AND s.member > :after
   AND NOT EXISTS (SELECT 1 FROM rsvp a
                    WHERE a.meeting = m.id AND a.member = s.member
                      AND a.answer = 'no')
 ORDER BY s.member LIMIT 200;

-- decide_letter: whose letter about a round may go
SELECT l.member, 11 AS cause
  FROM letter l
  JOIN membership s ON s.member = l.member
 WHERE l.event = :subject AND s.community = :community AND s.left_at IS NULL
   AND l.member <> :actor AND l.member > :after
 ORDER BY l.member LIMIT 200;

-- about_itself: what an event is about, as its mail has it: the thing, what its
--   mails go together with, and when it is too late (0: never)
SELECT CAST(:subject AS INTEGER) AS subject, 0 AS batch, 0 AS until;

-- about_post: a thread's mails go together
SELECT id AS subject, thread AS batch, 0 AS until FROM post
 WHERE id = :subject;

-- about_scan: a change of a scan is about the scan
SELECT x.id AS subject, 0 AS batch, coalesce(x.ends_at, 0) AS until
  FROM scan_change k JOIN scan x ON x.id = k.scan
 WHERE k.id = :subject;

-- about_extension: more time is about the round
SELECT r.id AS subject, 0 AS batch, r.closes_at AS until
  FROM extension e JOIN round r ON r.id = e.round
 WHERE e.id = :subject;

-- about_meeting: who would come has to hear it before they set out, be it now or
--   as it was before
SELECT id AS subject, 0 AS batch,
       CASE WHEN was_at < starts_at THEN was_at ELSE starts_at END AS until
  FROM meeting WHERE id = :subject;

-- about_plan: its time has come, so it is told at once
SELECT id AS subject, 0 AS batch, opens_at AS until FROM plan
 WHERE id = :subject;

-- about_letter: a letter about a round goes by itself
SELECT round AS subject, round AS batch, 0 AS until FROM letter
 WHERE event = :subject LIMIT 1;

-- decide_thread: who took part in a thread
SELECT p.author AS member, 8 AS cause
  FROM post p
  JOIN membership s ON s.member = p.author
 WHERE p.thread = :subject AND s.community = :community AND s.left_at IS NULL AND p.author <> :actor
   AND +p.author > :after -- by thread, not through everybody's posts
 GROUP BY p.author ORDER BY p.author LIMIT 200;

-- decide_round: who took part in a review
SELECT k.author AS member, 8 AS cause
  FROM comment k
  JOIN membership s ON s.member = k.author
 WHERE k.round = :subject AND s.community = :community AND s.left_at IS NULL AND k.author <> :actor
   AND k.author > :after
 GROUP BY k.author ORDER BY k.author LIMIT 200;

-- decide_poll: who belongs where a poll was decided; who voted is nobody's
--   business here
SELECT s.member, 8 AS cause
  FROM poll p
  JOIN membership s ON s.community = p.community
 WHERE p.id = :subject AND s.community = :community AND s.left_at IS NULL AND s.member <> :actor
   AND s.member > :after
 ORDER BY s.member LIMIT 200;

-- decide_closing: what closes soon, by which event it closes then, and up to
--   whom that was decided about
-- scan: once a minute, of what is open only
SELECT y.id, y.event, y.community, y.closes_at, y.warned
  FROM (SELECT x.id, x.event, x.community, x.closes_at,
               (SELECT coalesce(max(d.member), 0) FROM mailing d
                 WHERE d.subject = x.id AND d.kind = 'deadlines'
                   AND d.event = x.event) AS warned
          FROM (SELECT r.id, r.community, r.closes_at,
                       coalesce((SELECT max(e.id) FROM extension e
                                  WHERE e.round = r.id), r.id) AS event
                  FROM round r WHERE r.closed_at IS NULL
                 UNION ALL
                SELECT id, community, closes_at, id AS event FROM poll
                 WHERE closed_at IS NULL
                 UNION ALL
                SELECT id, community, starts_at AS closes_at,
                       coalesce(moved, id) AS event
                  FROM meeting WHERE cancelled_at IS NULL) x
         WHERE x.closes_at > :now AND x.closes_at < :before) y
 WHERE EXISTS (SELECT 1 FROM membership s
                WHERE s.community = y.community AND s.left_at IS NULL
                  AND s.member > y.warned
                  AND (NOT EXISTS (SELECT 1 FROM round r WHERE r.id = y.id)
                       OR EXISTS (SELECT 1 FROM round_reader z
                                   WHERE z.round = y.id
                                     AND z.member = s.member)))
 ORDER BY y.closes_at LIMIT 20;

-- decide_members: who may be asked for what closes soon
SELECT s.member, 7 AS cause FROM membership s
 WHERE s.community = :community AND s.left_at IS NULL AND s.member > :after
   AND (NOT EXISTS (SELECT 1 FROM round r WHERE r.id = :thing)
        OR EXISTS (SELECT 1 FROM round_reader x
                    WHERE x.round = :thing AND x.member = s.member))
 ORDER BY s.member LIMIT 200;

-- decide_facts: what a member wants of a kind, and when
SELECT m.time_zone AS zone, CASE WHEN m.disabled_at IS NULL THEN 0 ELSE 1 END
         AS closed,
       coalesce((SELECT w.way FROM wish w
                  WHERE w.member = :member AND w.community = :community
                    AND w.kind = :kind),
                (SELECT w.way FROM wish w
                  WHERE w.member = :member AND w.community = 0
                    AND w.kind = :kind)) AS way,
       coalesce(n.digest_on, 1) AS digest_on,
       coalesce(n.awake_from, 7) AS awake_from,
       coalesce(n.awake_to, 20) AS awake_to,
       coalesce(n.awake_days, '12345') AS awake_days,
       (SELECT count(DISTINCT d.mail) FROM mailing d
         WHERE d.member = :member AND d.mail IS NOT NULL
           AND d.way = 'now' AND d.settled_at > :since) AS mailed
  FROM member m LEFT JOIN notice n ON n.member = m.id
 WHERE m.id = :member;

-- decision_put: and so it was decided
INSERT INTO mailing (member, event, kind, community, subject, batch, cause,
                      way, why, at, due_at, settled_at)
VALUES (:member, :event, :kind, :community, :subject, :batch, :cause, :way,
        :why, :at, :due_at, :settled_at)
    ON CONFLICT (member, event, kind) DO NOTHING;

-- decision_ready: whose mails may go now
SELECT d.member, d.batch, d.community, m.email, m.display_name,
       m.time_zone AS zone
  FROM mailing d JOIN member m ON m.id = d.member
 WHERE d.settled_at IS NULL AND d.due_at <= :now
   AND m.disabled_at IS NULL
 GROUP BY d.member, d.batch, d.community, m.email, m.display_name, m.time_zone
 LIMIT :most;

-- decision_batch: what goes together
SELECT member, event, kind, community, subject, batch, cause, way, why, at,
       due_at
  FROM mailing
 WHERE member = :member AND batch = :batch AND community = :community
   AND settled_at IS NULL
 ORDER BY event LIMIT 50;

-- decision_open: has it not gone yet?
SELECT count(*) AS open FROM mailing
 WHERE member = :member AND event = :event AND kind = :kind
   AND settled_at IS NULL;

-- decision_settle: it went, is left to the digest, or there was no need any more
UPDATE mailing SET way = :way, why = :why, settled_at = :now, mail = :mail
 WHERE member = :member AND event = :event AND kind = :kind;

-- decision_closed: those of accounts that are closed
UPDATE mailing SET settled_at = :now
 WHERE settled_at IS NULL AND due_at <= :now AND EXISTS (
       SELECT 1 FROM member m
        WHERE m.id = mailing.member AND m.disabled_at IS NOT NULL);

-- decision_left: what is left to a member's digest and was in none yet
SELECT d.member, d.event, d.kind, d.community, d.subject, d.batch, d.cause,
       d.way, d.why, d.at, d.due_at
  FROM mailing d
 WHERE d.member = :member AND d.way = 'digest' AND d.mail IS NULL
 ORDER BY d.event LIMIT 200;

-- decision_told: it was in this digest
UPDATE mailing SET mail = :mail
 WHERE member = :member AND event = :event AND kind = :kind AND mail IS NULL;

-- decision_purge: forgets what was decided long ago
DELETE FROM mailing WHERE at < :before;

-- decision_log: who was mailed what, and why, newest first; to others than the
--   member it is not said what became of a mail that tells who has answered
SELECT d.event AS id, d.kind, d.subject, d.batch, d.cause, d.way, d.why, d.at,
       CASE WHEN d.secret = 1 THEN NULL ELSE d.settled_at END AS settled_at,
       d.member, m.display_name AS name, d.secret,
       CASE WHEN d.secret = 1 THEN NULL ELSE o.state END AS state,
       CASE WHEN d.secret = 1 THEN NULL ELSE o.reply END AS reply,
       coalesce(CASE WHEN d.secret = 1 THEN NULL ELSE o.subject END,
                (SELECT t.title FROM thread t
                  WHERE t.id IN (d.subject, d.batch)),
                (SELECT r.title FROM round r WHERE r.id = d.subject),
                (SELECT p.question FROM poll p WHERE p.id = d.subject),
                (SELECT x.title FROM scan x WHERE x.id = d.subject),
                (SELECT r.title FROM comment k JOIN round r ON r.id = k.round
                  WHERE k.id = d.subject),
                (SELECT v.title FROM plan p JOIN document v ON v.id = p.document
                  WHERE p.id = d.subject),
                (SELECT r.title FROM reply p JOIN comment k ON k.id = p.comment
                   JOIN round r ON r.id = k.round
                  WHERE p.id = d.subject)) AS title
  FROM (SELECT g.*,
               CASE WHEN :member = 0 AND g.kind IN ('asks', 'deadlines')
                     AND (EXISTS (SELECT 1 FROM scan x WHERE x.id = g.subject)
                          OR EXISTS (SELECT 1 FROM poll p
                                      WHERE p.id = g.subject
                                        AND p.anonymous = 1))
                    THEN 1 ELSE 0 END AS secret
          FROM mailing g
         WHERE g.community = :community
           AND (g.event < :before OR (g.event = :before
                                      AND g.member > :after))
           AND (:member = 0 OR g.member = :member)
           AND NOT (:member = 0 AND g.cause = 'reminded')
         ORDER BY g.event DESC, g.member LIMIT 50) d
  JOIN member m ON m.id = d.member
  LEFT JOIN outbox o ON o.id = d.mail
 ORDER BY d.event DESC, d.member;

-- outbox_newest: the mail that was just queued
SELECT id FROM outbox WHERE id > :after ORDER BY id DESC LIMIT 1;

-- letter_post: a post as it is mailed; nothing when it was read or withdrawn
SELECT p.id, p.thread, t.title, p.body, p.body_html, w.display_name AS writer,
       c.name AS community, p.posted_at AS at,
       CASE WHEN t.closed_at IS NULL THEN 0 ELSE 1 END AS closed
  FROM post p
  JOIN thread t ON t.id = p.thread
  JOIN community c ON c.id = t.community
  JOIN member w ON w.id = p.author
  JOIN membership s ON s.community = t.community AND s.member = :member
  LEFT JOIN mark k ON k.member = :member AND k.thread = t.id
 WHERE p.id = :post AND p.withdrawn_at IS NULL AND s.left_at IS NULL
   AND coalesce(k.post, 0) < p.id;

-- letter_answer: what became of a comment, or of the one that says the same, and why
--   nothing more is said to it
SELECT k.round, r.title, l.number AS clause, k.body AS words, k.disposition,
       coalesce(k.reason, o.reason) AS reason, o.disposition AS original,
       CASE WHEN s.role = 'coordinator' THEN NULL
            WHEN r.closed_at IS NOT NULL OR r.closes_at <= :now THEN 'closed'
            WHEN r.paused_at IS NOT NULL THEN 'paused' END AS shut
  FROM comment k
  JOIN round r ON r.id = k.round
  JOIN membership s ON s.community = r.community AND s.member = k.author
  LEFT JOIN clause l ON l.id = k.clause
  LEFT JOIN comment o ON o.id = k.duplicate_of AND o.withdrawn_at IS NULL
 WHERE k.id = :comment AND k.author = :member AND k.withdrawn_at IS NULL
   AND k.disposition IS NOT NULL AND s.left_at IS NULL;

-- letter_remark: a reply to a comment, for those who may read it, under the name
--   that they may read
SELECT p.comment, k.round, r.title, l.number AS clause, k.body AS words,
       p.body AS said, CASE WHEN k.author = :member THEN 1 ELSE 0 END AS mine,
       CASE WHEN r.names = 'named' OR p.reviewer IS NULL THEN m.display_name
            ELSE 'Reviewer ' || v.number END AS writer,
       CASE WHEN s.role = 'coordinator' THEN NULL
            WHEN r.closed_at IS NOT NULL OR r.closes_at <= :now THEN 'closed'
            WHEN r.paused_at IS NOT NULL THEN 'paused' END AS shut
  FROM reply p
  JOIN comment k ON k.id = p.comment
  JOIN round r ON r.id = k.round
  JOIN member m ON m.id = p.author
  JOIN membership s ON s.community = r.community AND s.member = :member
                   AND s.left_at IS NULL
  LEFT JOIN reviewer v ON v.id = p.reviewer
  LEFT JOIN clause l ON l.id = k.clause
 WHERE p.id = :reply AND p.withdrawn_at IS NULL AND k.withdrawn_at IS NULL
   AND (EXISTS (SELECT 1 FROM comment_reader x
                 WHERE x.round = r.id AND x.member = :member)
        OR (k.author = :member AND EXISTS (
            SELECT 1 FROM round_reader x
             WHERE x.round = r.id AND x.member = :member)));

-- letter_outcome: what came of a thread, a review or a poll
SELECT x.kind, x.id, x.title, x.outcome, c.name AS community
  FROM (SELECT 'thread' AS kind, id, title, outcome, community FROM thread
         WHERE id = :id
         UNION ALL
        SELECT 'round' AS kind, id, title, outcome, community FROM round
         WHERE id = :id
         UNION ALL
        SELECT 'poll' AS kind, id, question AS title, outcome, community
          FROM poll WHERE id = :id) x
  JOIN community c ON c.id = x.community
  JOIN membership s ON s.community = x.community AND s.member = :member
 WHERE s.left_at IS NULL AND x.outcome IS NOT NULL;

-- letter_coming: what a member had said by then who may come to a meeting that is
--   ahead; nothing for others
SELECT a.answer
  FROM rsvp a
  JOIN meeting m ON m.id = a.meeting
  JOIN membership s ON s.community = m.community AND s.member = a.member
 WHERE a.meeting = :meeting AND a.member = :member
   AND a.answer IN ('yes', 'maybe')
   AND a.answered_at >= s.joined_at AND a.answered_at < :by
   AND s.left_at IS NULL AND m.cancelled_at IS NULL AND m.starts_at > :now;

-- letter_extension: the newest closing time of a round, and the one before
SELECT r.id, r.title, c.name AS community, e.was_at, e.closes_at, e.reason,
       r.zone
  FROM round r
  JOIN extension e ON e.round = r.id
  JOIN community c ON c.id = r.community
  JOIN round_reader x ON x.round = r.id
 WHERE r.id = :round AND x.member = :member AND r.closed_at IS NULL
 ORDER BY e.id DESC LIMIT 1;

-- letter_plan: a planned round that still waits for its coordinators
SELECT p.id, p.document, d.title, c.name AS community, p.opens_at, p.refusal
  FROM plan p
  JOIN document d ON d.id = p.document
  JOIN community c ON c.id = p.community
  JOIN membership s ON s.community = p.community AND s.member = :member
 WHERE p.id = :plan AND p.refused_at IS NOT NULL AND p.round IS NULL
   AND p.withdrawn_at IS NULL AND s.role = 'coordinator'
   AND s.left_at IS NULL;

-- letter_round: a round whose letter a member may still get
SELECT r.id
  FROM round r
  JOIN membership s ON s.community = r.community AND s.member = :member
 WHERE r.id = :round AND s.left_at IS NULL;

-- letter_options: what can be voted for with one press
SELECT o.id, o.label
  FROM option o JOIN poll p ON p.id = o.poll
 WHERE p.id = :poll AND p.kind = 'single' AND p.anonymous = 0
 ORDER BY o.position LIMIT 8;

-- wish_all: what a member chose
SELECT community, kind, way FROM wish WHERE member = :member
 ORDER BY community, kind;

-- wish_put: chose otherwise
INSERT INTO wish (member, community, kind, way)
VALUES (:member, :community, :kind, :way)
    ON CONFLICT (member, community, kind) DO UPDATE SET way = excluded.way;

-- wish_stop: none of that kind, in no community
UPDATE wish SET way = 'none' WHERE member = :member AND kind = :kind;

-- wish_drop: as in all communities again
DELETE FROM wish
 WHERE member = :member AND community = :community AND kind = :kind;

-- awake_get: when a member's mail may come
SELECT awake_from, awake_to, awake_days FROM notice WHERE member = :member;

-- awake_put: may come at other hours
UPDATE notice SET awake_from = :awake_from, awake_to = :awake_to,
       awake_days = :awake_days
 WHERE member = :member;

-- notice_known: has a member a row?
SELECT count(*) AS known FROM notice WHERE member = :member;
