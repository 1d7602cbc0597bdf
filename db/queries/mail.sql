-- received_known: what became of this mail before
SELECT state FROM received WHERE hash = :hash;

-- received_insert: a mail came in
INSERT INTO received (id, hash, at, kind, state, sender, member, answer_to,
                      thing, mail, class, status, why, answered, subject, body,
                      cut)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM received), :hash, :at, :kind,
        :state, :sender, :member, :answer_to, :thing, :mail, :class, :status,
        :why, :answered, :subject, :body, :cut);

-- received_last: the one that was just noted
SELECT id FROM received WHERE id > :after ORDER BY id DESC LIMIT 1;

-- received_get: a mail that waits for a yes
SELECT id, hash, at, kind, state, sender, member, answer_to, thing, subject,
       body, cut
  FROM received WHERE id = :id;

-- received_settle: it waits no more
UPDATE received SET state = :state, thing = :thing WHERE id = :id
   AND state = 'held';

-- received_answered: how many answers a sender got since
SELECT count(*) AS answers FROM received
 WHERE sender = :sender AND at > :after AND answered = 1;

-- received_soft: bounces of one address that may pass, since
SELECT count(*) AS bounces FROM received
 WHERE sender = :sender AND at > :after AND class = 'soft';

-- received_cut: what was cut off a mail, for its author
SELECT cut FROM received
 WHERE thing = :thing AND member = :member AND cut <> '' LIMIT 1;

-- received_forget: what was said is not kept
UPDATE received SET body = '', cut = '', subject = ''
 WHERE at < :before AND body || cut || subject <> '';

-- received_purge: nor that it came
DELETE FROM received WHERE at < :before;

-- sender_member: whose address this is
SELECT id, email, display_name FROM member
 WHERE email = :email AND disabled_at IS NULL;

-- sender_get: to whom an address was given
SELECT id, email, display_name FROM member
 WHERE id = :member AND disabled_at IS NULL;

-- member_name: as others see them
SELECT display_name FROM member WHERE id = :member;

-- remark_kind: what a comment that comes by mail is, where a round asks for it
SELECT CASE WHEN form = 'structured' THEN 'general' END FROM round
 WHERE id = :round;

-- remark_twin: has this member said these words there already?
SELECT count(*) FROM comment
 WHERE author = :member AND round = :round AND coalesce(clause, 0) = :clause
   AND body = :body AND withdrawn_at IS NULL;

-- reply_thread: where a post stands
SELECT thread FROM post WHERE id = :post;

-- reply_sent: what mails about this post, or its thread, held, the post first
SELECT id, CASE WHEN id = :post THEN body ELSE substr(body, 1, 20000) END
           AS body
  FROM (SELECT * FROM (SELECT id, body, posted_at AS at FROM post
                        WHERE id = :post AND thread = :thread
                          AND withdrawn_at IS NULL) one
        UNION ALL
        SELECT * FROM (SELECT id, body, posted_at AS at FROM post
                        WHERE thread = :thread AND id <> :post
                          AND withdrawn_at IS NULL
                        ORDER BY id DESC LIMIT :count) late
        UNION ALL
        SELECT * FROM (SELECT v.post AS id, v.body, v.at
                         FROM post p JOIN post_version v ON v.post = p.id
                        WHERE p.id = :post AND p.withdrawn_at IS NULL
                        ORDER BY v.number DESC LIMIT :count) was
        UNION ALL
        SELECT * FROM (SELECT v.post AS id, v.body, v.at
                         FROM (SELECT id FROM post
                                WHERE thread = :thread AND id <> :post
                                  AND withdrawn_at IS NULL
                                ORDER BY id DESC LIMIT :count) p
                         JOIN post_version v ON v.post = p.id
                        ORDER BY v.at DESC LIMIT :count) were) s
 ORDER BY CASE WHEN id = :post THEN 0 ELSE 1 END, at DESC, id DESC LIMIT :count;

-- reply_round: where a comment stands
SELECT round FROM comment WHERE id = :comment;

-- reply_answers: what a member was told of their comments in a round, or of one
SELECT k.round, r.title, l.number AS clause, k.body AS words, d.disposition,
       d.reason, NULL AS original, NULL AS shut
  FROM comment k
  JOIN round r ON r.id = k.round
  JOIN decision d ON d.comment = k.id
  LEFT JOIN clause l ON l.id = k.clause
 WHERE k.author = :member AND k.round = :round AND k.withdrawn_at IS NULL
   AND d.disposition IS NOT NULL AND (:comment = 0 OR k.id = :comment)
 ORDER BY d.decided_at DESC, k.id DESC LIMIT :count;

-- bounce_mail: which mail came back
SELECT id, member, address, community, kind FROM outbox WHERE id = :id;

-- bounce_note: it did not arrive after all
UPDATE outbox SET state = 'bounced', reply = :reply
 WHERE id = :id AND state IN ('sent', 'bounced');

-- bounce_communities: who should know that a member is out of reach
SELECT community AS id FROM membership
 WHERE member = :member AND left_at IS NULL;

-- draft_words: what a member was writing there
SELECT body FROM draft WHERE member = :member AND place = :place;

-- post_by_mail: was this post a mail, of which something was cut off?
SELECT count(*) AS mails FROM received WHERE thing = :post AND cut <> '';

-- act_poll: what a vote is about
SELECT p.question AS title, o.label AS words, c.name AS community
  FROM option o JOIN poll p ON p.id = o.poll
  JOIN community c ON c.id = p.community
 WHERE o.id = :option AND p.id = :poll;

-- act_ballot: an open poll that this member may answer
SELECT p.question AS title, p.explanation AS words, c.name AS community
  FROM poll p
  JOIN community c ON c.id = p.community
  JOIN membership s ON s.community = p.community
 WHERE p.id = :poll AND s.member = :member AND s.left_at IS NULL
   AND p.closed_at IS NULL AND p.closes_at > :now;

-- act_meeting: a meeting that this member may come to
SELECT t.title, c.name AS community
  FROM meeting m
  JOIN thread t ON t.id = m.id
  JOIN community c ON c.id = m.community
  JOIN membership s ON s.community = m.community
 WHERE m.id = :meeting AND s.member = :member AND s.left_at IS NULL;

-- act_round: what was read
SELECT r.title, c.name AS community
  FROM round r JOIN community c ON c.id = r.community
 WHERE r.id = :round;

-- act_scan: what is rated
SELECT s.title, c.name AS community
  FROM scan s JOIN community c ON c.id = s.community
 WHERE s.id = :scan;

-- invitation_by_mail: this one is to take part by mail alone
UPDATE invitation SET by_mail = :by_mail WHERE id = :id;

-- invitation_name: under which name; NULL: it is no such invitation
SELECT by_mail FROM invitation WHERE id = :id;

-- invitation_state_of: can it still be accepted, and by whom
SELECT i.email, i.by_mail AS display_name, i.id
  FROM invitation i
 WHERE i.id = :id AND i.by_mail IS NOT NULL
   AND i.state IN ('open', 'accepted') AND i.expires_at > :now;

-- act_invitation: what is joined
SELECT c.name AS title, c.name AS community, c.remit AS words
  FROM invitation i JOIN community c ON c.id = i.community
 WHERE i.id = :id;

-- inbox_get: how far a mailbox was read
SELECT validity, uid, old_uid FROM inbox WHERE place = :place;

-- inbox_begin: a mailbox is new, or counts anew
INSERT INTO inbox (place, validity, uid, old_uid)
VALUES (:place, :validity, 0, :old_uid)
ON CONFLICT (place) DO UPDATE
   SET validity = excluded.validity, uid = 0, old_uid = excluded.old_uid;

-- inbox_advance: a mail of it was dealt with
UPDATE inbox SET uid = :uid
 WHERE place = :place AND validity = :validity AND uid < :up_to;
