-- desk_rounds: open rounds of a member's communities, the next to close first
-- with rounds
  JOIN membership m ON m.community = r.community
 WHERE m.member = :member AND m.left_at IS NULL
   AND r.closed_at IS NULL AND r.closes_at > :now
   AND EXISTS (SELECT 1 FROM round_reader x
                WHERE x.round = r.id AND x.member = :member)
 ORDER BY r.closes_at LIMIT 100;

-- desk_polls: open polls of a member's communities, the next to close first
SELECT p.id, p.number, p.community, p.question, p.explanation, p.kind,
       p.anonymous, p.least, p.points, p.reasons, p.split, p.results, p.thread,
       p.post, p.opened_by, p.opened_at, p.closes_at, p.zone, p.closed_at,
       p.outcome, p.outcome_html, p.outcome_by, p.voter_count, p.turns
  FROM membership m
  JOIN poll p ON p.community = m.community AND p.closed_at IS NULL
 WHERE m.member = :member AND m.left_at IS NULL AND p.closes_at > :now
 ORDER BY p.closes_at LIMIT 100;

-- desk_asks: what still waits for a member, the next to close first
SELECT 'review' AS kind, r.community, r.id, r.number, r.title, r.closes_at,
       r.zone, d.minutes, NULL AS salt
  FROM membership m
  JOIN round r ON r.community = m.community AND r.closed_at IS NULL
  JOIN document d ON d.id = r.document
 WHERE m.member = :member AND m.left_at IS NULL AND r.closes_at > :now
   AND r.paused_at IS NULL
   AND (r.audience = 'community' OR EXISTS (
        SELECT 1 FROM asked a WHERE a.round = r.id AND a.member = :member))
   AND NOT EXISTS (SELECT 1 FROM comment c
                    WHERE c.author = :member AND c.round = r.id
                      AND c.withdrawn_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM sign_off s
                    WHERE s.member = :member AND s.round = r.id)
 UNION ALL
SELECT 'poll' AS kind, p.community, p.id, p.number, p.question AS title,
       p.closes_at, p.zone, 2 AS minutes, p.salt
  FROM membership m
  JOIN poll p ON p.community = m.community AND p.closed_at IS NULL
 WHERE m.member = :member AND m.left_at IS NULL AND p.closes_at > :now
   AND NOT EXISTS (SELECT 1 FROM ballot b
                    WHERE b.member = :member AND b.poll = p.id)
 UNION ALL
SELECT 'scan' AS kind, s.community, s.id, s.number, s.title,
       s.ends_at AS closes_at, s.zone,
       (s.item_count * (15 + 6 * (SELECT count(*) FROM criterion k
                                   WHERE k.scan = s.id)) + 59) / 60 AS minutes,
       x.salt
  FROM membership m
  JOIN scan s ON s.community = m.community AND s.closed_at IS NULL
   AND s.phase = 'rate'
  JOIN scan_salt x ON x.scan = s.id
  JOIN panellist p ON p.scan = s.id AND p.member = m.member
 WHERE m.member = :member AND m.left_at IS NULL AND s.ends_at > :now
 UNION ALL
SELECT 'meeting' AS kind, k.community, k.id, t.number, t.title,
       k.starts_at AS closes_at, k.zone, 1 AS minutes, NULL AS salt
  FROM membership m
  JOIN meeting k ON k.community = m.community AND k.cancelled_at IS NULL
  JOIN thread t ON t.id = k.id
 WHERE m.member = :member AND m.left_at IS NULL AND k.starts_at > :now
   AND NOT EXISTS (SELECT 1 FROM rsvp a
                    WHERE a.meeting = k.id AND a.member = m.member)
 ORDER BY closes_at LIMIT 100;

-- desk_answers: what became of a member's comments lately, newest first
SELECT c.id AS comment, c.round, r.title, k.number AS clause_number, c.disposition,
       c.reason, c.disposed_at, c.body AS words
  FROM comment c
  JOIN round r ON r.id = c.round
  JOIN membership m ON m.community = r.community AND m.member = c.author
  LEFT JOIN clause k ON k.id = c.clause
 WHERE c.author = :member AND c.disposed_at > :after AND m.left_at IS NULL
 ORDER BY c.disposed_at DESC LIMIT 50;

-- desk_threads: of the 100 liveliest threads of each of a member's communities
--   the liveliest with posts that the member has not read. Nearly all is decided
--   in indexes; only the 20 that are shown are looked up.
SELECT t.id, t.number, t.community, t.kind, t.title, t.opened_by, t.opened_at,
       t.last_post_at, t.post_count, t.last_post, t.closed_at, t.closed_by,
       t.outcome, t.outcome_html
  FROM (SELECT n.id
          FROM membership m
          JOIN thread n ON n.community = m.community
           AND n.last_post >= coalesce((
               SELECT o.last_post FROM thread o
                WHERE o.community = m.community
                ORDER BY o.last_post DESC LIMIT 1 OFFSET 99), 0)
         WHERE m.member = :member AND m.left_at IS NULL
           AND n.last_post > coalesce((
               SELECT k.post FROM mark k
                WHERE k.member = :member AND k.thread = n.id), 0)
         ORDER BY n.last_post DESC LIMIT 20) AS liveliest
  JOIN thread t ON t.id = liveliest.id
 ORDER BY t.last_post DESC;

-- desk_unread: posts of others that a member has not read, at most 100 counted
SELECT count(*) AS unread FROM (
    SELECT 1 FROM post WHERE thread = :thread AND author <> :member
       AND id > coalesce((SELECT post FROM mark WHERE member = :member
                             AND thread = :thread), 0)
     LIMIT 100) AS counted;

-- desk_signals: what others did with a member's signals lately, newest first
SELECT s.id, s.title, t.kind, t.other, t.at
  FROM signal s JOIN signal_step t ON t.signal = s.id
 WHERE s.added_by = :member AND t.member <> :member AND t.at > :after
   AND t.kind IN ('triaged', 'merged', 'joined')
   AND EXISTS (SELECT 1 FROM membership m WHERE m.community = s.community
                AND m.member = :member AND m.left_at IS NULL)
 ORDER BY t.id DESC LIMIT 20;
