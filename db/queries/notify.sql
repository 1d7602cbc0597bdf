-- outbox_insert: a mail waits; a second one for the same cause does not
INSERT INTO outbox (id, kind, event, member, address, to_name, from_name,
                    subject, text, html, community, why, unsubscribe, urgent,
                    link_path, link_seed, thread, post, queued_at, state,
                    due_at, settled_at, answer_to, answering)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM outbox), :kind, :event, :member,
        :address, :to_name, :from_name, :subject, :text, :html, :community,
        :why, :unsubscribe, :urgent, :link_path, :link_seed, :thread, :post,
        :queued_at, :state, :queued_at, :settled_at, :answer_to, :answering)
    ON CONFLICT (event, address, kind) DO NOTHING;

-- outbox_count_due: how many could be sent now
SELECT count(*) AS waiting FROM outbox
 WHERE state = 'queued' AND urgent IN (0, 1) AND due_at <= :now;

-- outbox_due: those that are due, and whether their reader may still get them:
--   an address that is still the member's, a community they have not left, a kind
--   that they did not stop meanwhile
SELECT o.id, o.kind, o.member, o.address, o.to_name, o.from_name, o.subject,
       o.text, o.html, o.community, c.name AS community_name,
       c.slug AS community_slug, o.why, o.unsubscribe, o.urgent, o.link_path,
       o.link_seed, o.thread, o.post,
       (SELECT p.reply_to FROM post p WHERE p.id = o.post) AS parent,
       o.queued_at, o.answer_to, o.answering,
       CASE WHEN (o.member IS NULL OR EXISTS (
                  SELECT 1 FROM member m
                   WHERE m.id = o.member AND m.email = o.address
                     AND m.disabled_at IS NULL))
             AND (o.member IS NULL OR o.community IS NULL OR EXISTS (
                  SELECT 1 FROM membership s
                   WHERE s.community = o.community AND s.member = o.member
                     AND s.left_at IS NULL))
             AND (o.kind <> 'digest' OR NOT EXISTS (
                  SELECT 1 FROM membership s
                   WHERE s.member = o.member AND s.left_at >= o.queued_at))
             AND (o.kind <> 'digest' OR NOT EXISTS (
                  SELECT 1 FROM notice n
                   WHERE n.member = o.member AND n.digest_on = 0))
             AND coalesce((SELECT w.way FROM wish w
                            WHERE w.member = o.member
                              AND w.community = o.community
                              AND w.kind = o.unsubscribe),
                          (SELECT w.way FROM wish w
                            WHERE w.member = o.member AND w.community = 0
                              AND w.kind = o.unsubscribe), '') <> 'none'
            THEN 1 ELSE 0 END AS allowed
  FROM outbox o LEFT JOIN community c ON c.id = o.community
 WHERE o.state = 'queued' AND o.urgent = :urgent AND o.due_at <= :now
 ORDER BY o.due_at LIMIT :most;

-- outbox_lease: it is being sent
UPDATE outbox SET state = 'leased', leased_until = :until WHERE id = :id;

-- outbox_renew: it is still being sent
UPDATE outbox SET leased_until = :until WHERE id = :id AND state = 'leased';

-- outbox_lapse: those whose sender was lost are due again, behind the others:
--   some were sent, and the next loss must not find the same under way
UPDATE outbox SET state = 'queued', leased_until = NULL, due_at = :now
 WHERE state = 'leased' AND leased_until <= :until;

-- outbox_get: what decides what becomes of a mail that was tried
SELECT id, kind, member, address, community, attempts, queued_at FROM outbox
 WHERE id = :id AND state = 'leased';

-- outbox_later: tried, and to be tried again
UPDATE outbox SET state = 'queued', leased_until = NULL, attempts = :attempts,
       due_at = :due_at, reply = :reply
 WHERE id = :id;

-- outbox_settle: sent, failed or not to be sent; the words go
UPDATE outbox SET state = :state, leased_until = NULL, settled_at = :now,
       reply = :reply, message_id = :message_id, text = '', html = NULL,
       link_seed = NULL
 WHERE id = :id;

-- outbox_failures: mails to an address that were given up lately
-- scan: only when one more is given up
SELECT count(*) AS failures FROM outbox
 WHERE address = :address AND state = 'failed' AND settled_at > :after;

-- outbox_purge: forgets what became of old mail
DELETE FROM outbox WHERE settled_at IS NOT NULL AND settled_at < :before;

-- suppression_find: does this address want none, of this kind or at all?
SELECT count(*) AS found FROM suppression
 WHERE hash = :hash AND kind IN ('all', :kind) AND until > :now;

-- suppression_put: from now on none
INSERT INTO suppression (hash, kind, reason, at, until, member)
VALUES (:hash, :kind, :reason, :at, :until, :member)
    ON CONFLICT (hash, kind) DO UPDATE
   SET reason = excluded.reason, at = excluded.at, until = excluded.until,
       member = excluded.member;

-- suppression_lift: mail goes there again
DELETE FROM suppression WHERE hash = :hash AND kind = 'all';

-- bounced_of: members of a community whose address got mail no more
SELECT m.id AS member, m.display_name AS name, m.email, x.hash, x.reason AS why,
       x.at AS since, x.until
  FROM suppression x
  JOIN membership s ON s.member = x.member AND s.community = :community
  JOIN member m ON m.id = x.member
 WHERE s.left_at IS NULL AND m.disabled_at IS NULL AND x.kind = 'all'
   AND x.until > :now
 ORDER BY x.at DESC LIMIT 500;

-- bounced_one: does this address get mail no more?
SELECT m.id AS member, m.display_name AS name, m.email, x.hash, x.reason AS why,
       x.at AS since, x.until
  FROM member m
  JOIN suppression x ON x.hash = :hash AND x.kind = 'all'
 WHERE m.id = :member AND x.until > :now;

-- bounced_status: what was said when the last mail to an address came back
SELECT status FROM received
 WHERE sender = :hash AND class IS NOT NULL AND status IS NOT NULL
 ORDER BY at DESC LIMIT 1;

-- suppression_purge: tries again
-- scan: once an hour, and the table is small
DELETE FROM suppression WHERE until < :now;

-- notice_get: what a member wants
SELECT n.digest_on, n.digest_days, n.digest_hour, m.time_zone
  FROM notice n JOIN member m ON m.id = n.member
 WHERE n.member = :member;

-- notice_zone: where a member lives
SELECT time_zone FROM member WHERE id = :member;

-- notice_set_zone: lives somewhere else
UPDATE member SET time_zone = :zone WHERE id = :member;

-- notice_put: wants something else; what was told stays told
INSERT INTO notice (member, digest_on, digest_days, digest_hour, zone, next_at,
                    told, told_at)
VALUES (:member, :digest_on, :digest_days, :digest_hour, :zone, :next_at, 0, 0)
    ON CONFLICT (member) DO UPDATE
   SET digest_on = excluded.digest_on, digest_days = excluded.digest_days,
       digest_hour = excluded.digest_hour, zone = excluded.zone,
       next_at = excluded.next_at;

-- notice_astray: members without a row, or with one of another time zone
-- scan: twice a minute, on a reader; two small tables
SELECT m.id AS member, m.time_zone AS zone,
       CASE WHEN n.member IS NULL THEN 0 ELSE 1 END AS known, n.digest_days,
       n.digest_hour
  FROM member m LEFT JOIN notice n ON n.member = m.id
 WHERE m.disabled_at IS NULL AND (n.zone IS NULL OR n.zone <> m.time_zone)
 LIMIT :most;

-- notice_first: what a member gets who never chose
INSERT INTO notice (member, digest_on, digest_days, digest_hour, zone, next_at,
                    told, told_at)
VALUES (:member, :digest_on, :digest_days, :digest_hour, :zone, :next_at, 0, 0)
    ON CONFLICT (member) DO NOTHING;

-- notice_reckon: the next digest, by the time zone as it is now
UPDATE notice SET zone = :zone, next_at = :next_at
 WHERE member = :member AND digest_days = :digest_days
   AND digest_hour = :digest_hour;

-- notice_address: to whom a member's mail goes
SELECT email FROM member WHERE id = :member;

-- digest_due: whose hour has come
SELECT n.member, n.digest_days, n.digest_hour, n.zone, n.next_at, n.told,
       n.told_at, m.email, m.display_name
  FROM notice n JOIN member m ON m.id = n.member
 WHERE n.digest_on = 1 AND n.next_at <= :now AND m.disabled_at IS NULL
 ORDER BY n.next_at LIMIT :most;

-- digest_cut: how far the log goes, as far as all is decided
SELECT e.seq, e.at FROM event e
 WHERE e.seq > :after AND e.seq <= (SELECT max(d.seq) FROM decided d)
 ORDER BY e.seq DESC LIMIT 1;

-- digest_insert: one for that day of their calendar
INSERT INTO digest (member, day, items, made_at)
VALUES (:member, :day, :items, :made_at)
    ON CONFLICT (member, day) DO NOTHING;

-- digest_move: the next one; nothing if they changed it meanwhile
UPDATE notice SET next_at = :next_at
 WHERE member = :member AND digest_on = 1 AND next_at = :due_at;

-- digest_told: so far
UPDATE notice SET told = :told, told_at = :told_at WHERE member = :member;

-- digest_waiting: is the one before still on its way?
SELECT count(*) AS waiting FROM outbox
 WHERE member = :member AND kind = 'digest' AND settled_at IS NULL;

-- digest_left: has the member left a community since?
SELECT count(*) AS communities FROM membership
 WHERE member = :member AND left_at >= :since;

-- digest_asks: the open rounds, polls and so on that a member has not answered
SELECT 'review' AS kind, r.id, r.title, c.name AS community, r.closes_at,
       d.minutes,
       CASE WHEN r.id > :told OR s.joined_at > :told_at THEN 1 ELSE 0 END
         AS fresh, NULL AS salt
  FROM membership s
  JOIN community c ON c.id = s.community
  JOIN round r ON r.community = s.community
  JOIN document d ON d.id = r.document
 WHERE s.member = :member AND s.left_at IS NULL
   AND r.closed_at IS NULL AND r.closes_at > :now AND r.paused_at IS NULL
   AND (r.audience = 'community' OR EXISTS (
        SELECT 1 FROM asked a WHERE a.round = r.id AND a.member = :member))
   AND NOT EXISTS (SELECT 1 FROM sign_off o
                    WHERE o.member = :member AND o.round = r.id)
   AND NOT EXISTS (SELECT 1 FROM comment k
                    WHERE k.author = :member AND k.round = r.id
                      AND k.withdrawn_at IS NULL)
 UNION ALL
SELECT 'poll' AS kind, p.id, p.question AS title, c.name AS community,
       p.closes_at, 2 AS minutes,
       CASE WHEN p.id > :told OR s.joined_at > :told_at THEN 1 ELSE 0 END
         AS fresh, p.salt
  FROM membership s
  JOIN community c ON c.id = s.community
  JOIN poll p ON p.community = s.community
 WHERE s.member = :member AND s.left_at IS NULL
   AND p.closed_at IS NULL AND p.closes_at > :now
   AND NOT EXISTS (SELECT 1 FROM ballot b
                    WHERE b.member = :member AND b.poll = p.id)
 UNION ALL
SELECT 'scan' AS kind, x.id, x.title, c.name AS community,
       x.ends_at AS closes_at,
       (x.item_count * (15 + 6 * (SELECT count(*) FROM criterion k
                                   WHERE k.scan = x.id)) + 59) / 60 AS minutes,
       CASE WHEN x.phase_at > :told_at OR s.joined_at > :told_at
            THEN 1 ELSE 0 END AS fresh, y.salt
  FROM membership s
  JOIN community c ON c.id = s.community
  JOIN scan x ON x.community = s.community AND x.closed_at IS NULL
   AND x.phase = 'rate'
  JOIN scan_salt y ON y.scan = x.id
  JOIN panellist p ON p.scan = x.id AND p.member = s.member
 WHERE s.member = :member AND s.left_at IS NULL AND x.ends_at > :now
 UNION ALL
SELECT 'meeting' AS kind, m.id, t.title, c.name AS community,
       m.starts_at AS closes_at, 1 AS minutes,
       CASE WHEN m.id > :told OR s.joined_at > :told_at THEN 1 ELSE 0 END
         AS fresh, NULL AS salt
  FROM membership s
  JOIN community c ON c.id = s.community
  JOIN meeting m ON m.community = s.community AND m.cancelled_at IS NULL
  JOIN thread t ON t.id = m.id
 WHERE s.member = :member AND s.left_at IS NULL AND m.starts_at > :now
   AND NOT EXISTS (SELECT 1 FROM rsvp a
                    WHERE a.meeting = m.id AND a.member = s.member)
 ORDER BY closes_at LIMIT :most;

-- digest_echo: a post that concerns a member; nothing when it was read
SELECT p.id, p.thread, t.title, p.body AS words, w.display_name AS writer,
       CASE WHEN t.closed_at IS NULL THEN 0 ELSE 1 END AS closed
  FROM post p
  JOIN thread t ON t.id = p.thread
  JOIN member w ON w.id = p.author
  JOIN membership s ON s.community = t.community AND s.member = :member
  LEFT JOIN mark k ON k.member = :member AND k.thread = t.id
 WHERE p.id = :post AND p.withdrawn_at IS NULL AND s.left_at IS NULL
   AND coalesce(k.post, 0) < p.id;

-- digest_places: where a member belongs and wants news of
SELECT s.community AS id
  FROM membership s
 WHERE s.member = :member AND s.left_at IS NULL
   AND coalesce((SELECT w.way FROM wish w
                  WHERE w.member = :member AND w.kind = 'news'
                    AND w.community = s.community),
                (SELECT w.way FROM wish w
                  WHERE w.member = :member AND w.kind = 'news'
                    AND w.community = 0), 'digest') <> 'none';

-- digest_watches: where a member who is signed in nowhere may tell what changes,
--   the newest last; for others it stands on their page, and a line that comes
--   each time is soon read by nobody
SELECT c.id, c.name, c.slug
  FROM membership s JOIN community c ON c.id = s.community
 WHERE s.member = :member AND s.left_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM session x
                    WHERE x.member = :member AND x.ended_at IS NULL
                      AND x.expires_at > :now)
 ORDER BY s.community LIMIT :most;

-- digest_threads: threads of a community with news that a member has not read,
--   newest first; posts that are told by name, or by a mail of their own, are not
--   counted here, nor is the first post of a meeting, which asks by itself. One
--   community at a time: the index gives the order, so that the rest is not
--   looked at
SELECT x.id, x.title, x.community, x.last_post, x.closed,
       (SELECT count(*) FROM post p
         WHERE p.thread = x.id AND p.id > x.mark AND p.author <> :member
           AND p.withdrawn_at IS NULL) AS unread
  FROM (SELECT t.id, t.title, c.name AS community, t.last_post,
               coalesce(k.post, 0) AS mark,
               CASE WHEN t.closed_at IS NULL THEN 0 ELSE 1 END AS closed
          FROM thread t
          JOIN community c ON c.id = t.community
          LEFT JOIN mark k ON k.member = :member AND k.thread = t.id
         WHERE t.community = :community AND t.last_post > :told
           AND EXISTS (SELECT 1 FROM post p
                        WHERE p.thread = t.id AND p.id > coalesce(k.post, 0)
                          AND p.id > :told AND p.id <= :cut
                          AND p.author <> :member AND p.withdrawn_at IS NULL
                          AND (t.kind <> 'meeting' OR p.id <> (
                               SELECT min(f.id) FROM post f
                                WHERE f.thread = t.id))
                          AND NOT EXISTS (SELECT 1 FROM mailing d
                                           WHERE d.subject = p.id
                                             AND d.member = :member
                                             AND d.way <> 'none'))
         ORDER BY t.last_post DESC LIMIT 11) x
 ORDER BY x.last_post DESC;

-- digest_reader: a member's digest, whenever it is due
SELECT m.id AS member, coalesce(n.digest_days, '2') AS digest_days,
       coalesce(n.digest_hour, 10) AS digest_hour, m.time_zone AS zone,
       coalesce(n.next_at, 0) AS next_at, coalesce(n.told, 0) AS told,
       coalesce(n.told_at, 0) AS told_at, m.email, m.display_name
  FROM member m LEFT JOIN notice n ON n.member = m.id
 WHERE m.id = :member;

-- digest_readers: all who have one
-- scan: a rehearsal, on a reader
SELECT n.member, n.digest_days, n.digest_hour, n.zone, n.next_at, n.told,
       n.told_at, m.email, m.display_name
  FROM notice n JOIN member m ON m.id = n.member
 WHERE n.digest_on = 1 AND m.disabled_at IS NULL
 ORDER BY n.member LIMIT :most;
