-- poll_get: one poll
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html, outcome_by,
       voter_count, turns
  FROM poll WHERE id = :id AND :member >= 0;

-- poll_all: every poll of a community
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html, outcome_by,
       voter_count, turns
  FROM poll WHERE community = :community AND :member >= 0;

-- poll_page: the newest polls of a community
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html, outcome_by,
       voter_count, turns
  FROM poll WHERE community = :community ORDER BY id DESC LIMIT 100;

-- poll_due: polls whose time has come
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html, outcome_by,
       voter_count, turns
  FROM poll WHERE closed_at IS NULL AND closes_at <= :now
 ORDER BY closes_at LIMIT 20;

-- poll_insert: a new question
INSERT INTO poll (id, number, community, question, explanation, kind,
                  multiple, anonymous, least, points, reasons, split, results, thread,
                  post, opened_by, opened_at, closes_at, zone)
VALUES (:id, :number, :community, :question, :explanation, :kind,
        CASE :kind WHEN 'multiple' THEN 1 ELSE 0 END, :anonymous, :least, :points, :reasons, :split, :results, :thread, :post,
        :opened_by, :opened_at, :closes_at, :zone);

-- poll_change: its state, its outcome, its turnout
UPDATE poll SET closed_at = :closed_at, outcome = :outcome,
       outcome_html = :outcome_html, outcome_by = :outcome_by,
       voter_count = :voter_count, turns = :turns
 WHERE id = :id;

-- poll_of_thread: what is asked in a thread, the oldest first
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html, outcome_by,
       voter_count, turns
  FROM poll WHERE thread = :thread ORDER BY id LIMIT 20;

-- poll_count_due: anonymous polls that enough have answered since they were
--   counted
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html, outcome_by,
       voter_count, turns
  FROM poll p
 WHERE p.salt IS NOT NULL AND p.closed_at IS NULL AND p.closes_at > :now
   AND (SELECT count(*) FROM secret_ballot b WHERE b.poll = p.id)
       >= p.voter_count + p.least
 ORDER BY p.id LIMIT 20;

-- poll_salt: what the pseudonyms of a poll are made of
SELECT salt FROM poll WHERE id = :id;

-- poll_set_salt: it is anonymous
UPDATE poll SET salt = :salt WHERE id = :id;

-- poll_archive_due: anonymous polls that were closed long ago
SELECT id FROM poll WHERE salt IS NOT NULL AND closed_at < :before LIMIT 20;

-- poll_archive: from now on nobody can tell whose answer is whose
UPDATE poll SET salt = NULL WHERE id = :id;

-- poll_place: is that thread in that community?
SELECT id FROM thread WHERE id = :thread AND community = :community;

-- poll_post: is that post in that thread?
SELECT id FROM post WHERE id = :post AND thread = :thread
   AND withdrawn_at IS NULL;

-- option_get: one answer to choose
SELECT o.id, o.poll, o.position, o.label, o.starts_at, o.ends_at
  FROM option o WHERE o.id = :id AND :member >= 0;

-- option_all: every answer of a community's polls
SELECT o.id, o.poll, o.position, o.label, o.starts_at, o.ends_at
  FROM poll p JOIN option o ON o.poll = p.id
 WHERE p.community = :community AND :member >= 0;

-- option_of_poll: the answers of a poll in their order
SELECT o.id, o.poll, o.position, o.label, o.starts_at, o.ends_at
  FROM option o WHERE o.poll = :poll ORDER BY o.position;

-- option_page: the answers of the newest polls
SELECT o.id, o.poll, o.position, o.label, o.starts_at, o.ends_at
  FROM option o
 WHERE o.poll IN (SELECT id FROM poll WHERE community = :community
                   ORDER BY id DESC LIMIT 100)
 ORDER BY o.poll, o.position;

-- option_insert: an answer to choose
INSERT INTO option (id, poll, position, label, starts_at, ends_at)
VALUES (:id, :poll, :position, :label, :starts_at, :ends_at);

-- ballot_get: what a member voted
SELECT poll AS id, choices, marks, reason, cast_at FROM ballot
 WHERE poll = :id AND member = :member;

-- ballot_of_community: what a member voted, everywhere
SELECT b.poll AS id, b.choices, b.marks, b.reason, b.cast_at FROM poll p
  JOIN ballot b ON b.poll = p.id
 WHERE p.community = :community AND b.member = :member;

-- ballot_page: what a member voted in the newest polls
SELECT poll AS id, choices, marks, reason, cast_at FROM ballot
 WHERE poll IN (SELECT id FROM poll WHERE community = :community
                 ORDER BY id DESC LIMIT 100)
   AND member = :member;

-- ballot_set: votes, or votes otherwise
INSERT INTO ballot (member, poll, choices, marks, reason, cast_at)
VALUES (:member, :poll, :choices, :marks, :reason, :cast_at)
    ON CONFLICT (member, poll) DO UPDATE
   SET choices = excluded.choices, marks = excluded.marks,
       reason = excluded.reason, cast_at = excluded.cast_at;

-- ballot_cast: how a poll was answered, in no order; the split if there is one
SELECT b.choices, b.marks,
       CASE :split WHEN 'profession' THEN coalesce(m.profession, '')
                   WHEN 'region' THEN coalesce(m.region, '') END AS part
  FROM ballot b JOIN member m ON m.id = b.member WHERE b.poll = :poll;

-- ballot_reasons: why they answered so, and who says it
SELECT b.reason AS body, m.display_name AS author
  FROM ballot b JOIN member m ON m.id = b.member
 WHERE b.poll = :poll AND b.reason IS NOT NULL ORDER BY m.id;

-- secret_get: what somebody answered
SELECT poll AS id, choices, marks, reason FROM secret_ballot
 WHERE poll = :poll AND pseudonym = :pseudonym;

-- secret_has: did they?
SELECT count(*) AS answers FROM secret_ballot
 WHERE poll = :poll AND pseudonym = :pseudonym;

-- secret_page: the anonymous ones of the newest polls
SELECT id AS poll FROM poll
 WHERE salt IS NOT NULL AND id IN (
       SELECT id FROM poll WHERE community = :community
        ORDER BY id DESC LIMIT 100);

-- secret_set: answers, or answers otherwise
INSERT INTO secret_ballot (poll, pseudonym, choices, marks, reason)
VALUES (:poll, :pseudonym, :choices, :marks, :reason)
    ON CONFLICT (poll, pseudonym) DO UPDATE
   SET choices = excluded.choices, marks = excluded.marks,
       reason = excluded.reason;

-- secret_all: all answers to a poll, by pseudonym
SELECT poll, pseudonym, choices, marks, reason FROM secret_ballot
 WHERE poll = :poll ORDER BY pseudonym;

-- secret_drop: the answers to a poll go, or are written anew
DELETE FROM secret_ballot WHERE poll = :poll;

-- shown_count: how many answers can be seen
SELECT count(*) AS answers FROM shown_ballot WHERE poll = :poll;

-- shown_cast: how a poll was answered, as it may be seen
SELECT choices, marks, part FROM shown_ballot
 WHERE poll = :poll ORDER BY position;

-- shown_drop: they are shown anew
DELETE FROM shown_ballot WHERE poll = :poll;

-- shown_insert: one answer among others
INSERT INTO shown_ballot (poll, position, part, choices, marks)
VALUES (:poll, :position, :part, :choices, :marks);

-- shown_reasons: why they answered so
SELECT body FROM shown_reason WHERE poll = :poll ORDER BY position;

-- shown_reason_drop: they are shown anew
DELETE FROM shown_reason WHERE poll = :poll;

-- shown_reason_insert: one reason among others
INSERT INTO shown_reason (poll, position, body)
VALUES (:poll, :position, :body);

-- poll_parts: the groups of all who ever belonged to a community
SELECT DISTINCT m.id,
       CASE :split WHEN 'profession' THEN coalesce(m.profession, '')
                   ELSE coalesce(m.region, '') END AS part
  FROM membership s JOIN member m ON m.id = s.member
 WHERE s.community = :community;

-- signal_get: one signal
SELECT id, number, community, title, changing, source, affected, horizon,
       sure, tags, state, note, merged_into, post, added_by, added_at, revision
  FROM signal WHERE id = :id AND :member >= 0;

-- signal_all: every signal of a community
SELECT id, number, community, title, changing, source, affected, horizon,
       sure, tags, state, note, merged_into, post, added_by, added_at, revision
  FROM signal WHERE community = :community AND :member >= 0;

-- signal_page: the newest signals of a community
SELECT id, number, community, title, changing, source, affected, horizon,
       sure, tags, state, note, merged_into, post, added_by, added_at, revision
  FROM signal WHERE community = :community ORDER BY id DESC LIMIT 200;

-- signal_members: who saw them
SELECT id, display_name, organisation, profession, region FROM member
 WHERE id IN (SELECT added_by FROM signal WHERE id IN (
              SELECT id FROM signal WHERE community = :community
               ORDER BY id DESC LIMIT 200))
 ORDER BY id;

-- signal_insert: somebody saw something change
INSERT INTO signal (id, number, community, title, changing, source, affected,
                    horizon, sure, tags, post, added_by, added_at)
VALUES (:id, :number, :community, :title, coalesce(:changing, ''), :source,
        :affected, :horizon, :sure, :tags, :post, :added_by, :added_at);

-- signal_change: what coordinators make of it
UPDATE signal SET horizon = :horizon, sure = :sure, tags = :tags,
       state = :state, note = :note, merged_into = :merged_into,
       revision = :revision
 WHERE id = :id;

-- signal_follow: what was merged into one that is merged now follows it
UPDATE signal SET merged_into = :into WHERE merged_into = :signal;

-- signal_followers: what was merged into a signal
SELECT id, number, community, title, changing, source, affected, horizon,
       sure, tags, state, note, merged_into, post, added_by, added_at, revision
  FROM signal WHERE merged_into = :signal ORDER BY id;

-- signal_post: is that post of that community?
SELECT p.id FROM post p JOIN thread t ON t.id = p.thread
 WHERE p.id = :post AND t.community = :community AND p.withdrawn_at IS NULL;

-- signal_post_thread: in which thread is the post of a signal?
SELECT thread FROM post WHERE id = :post;

-- step_insert: something happened to a signal
INSERT INTO signal_step (id, signal, at, member, kind, other, detail)
VALUES (:id, :signal, :at, :member, :kind, :other, :detail);

-- step_of_signal: what happened to it, the latest first
SELECT s.id, s.signal, s.at, s.kind, s.other, s.detail,
       m.display_name AS name
  FROM signal_step s JOIN member m ON m.id = s.member
 WHERE s.signal = :signal ORDER BY s.id DESC LIMIT 100;

-- step_sorter: who sorted it last
SELECT m.display_name FROM signal_step s JOIN member m ON m.id = s.member
 WHERE s.signal = :signal AND s.kind = 'triaged' ORDER BY s.id DESC LIMIT 1;

-- tie_get: one link
SELECT id, signal, kind, target, title, removed FROM signal_link
 WHERE id = :id AND :member >= 0;

-- tie_all: every link of a community's signals
SELECT l.id, l.signal, l.kind, l.target, l.title, l.removed
  FROM signal s JOIN signal_link l ON l.signal = s.id
 WHERE s.community = :community AND :member >= 0;

-- tie_of_signal: what a signal is linked to
SELECT id, signal, kind, target, title, removed FROM signal_link
 WHERE signal = :signal AND removed = 0 ORDER BY id;

-- tie_find: is it linked to that already?
SELECT id FROM signal_link
 WHERE signal = :signal AND kind = :kind AND target = :target AND removed = 0;

-- tie_insert: it has to do with that
INSERT INTO signal_link (id, signal, kind, target, title)
VALUES (:id, :signal, :kind, :target, :title);

-- tie_remove: it has not
UPDATE signal_link SET removed = 1 WHERE id = :id;

-- tie_target: what is it called, if it is of that community?
SELECT title FROM thread
 WHERE :kind = 'thread' AND id = :target AND community = :community
 UNION ALL
SELECT title FROM document
 WHERE :kind = 'document' AND id = :target AND community = :community
   AND audience = 'community'
 UNION ALL
SELECT title FROM resource
 WHERE :kind = 'resource' AND id = :target AND community = :community
 UNION ALL
SELECT question AS title FROM poll
 WHERE :kind = 'poll' AND id = :target AND community = :community;

-- cycle_get: one cycle
SELECT id, community, number, closed_by, closed_at, signal_count FROM cycle
 WHERE id = :id AND :member >= 0;

-- cycle_all: every cycle of a community
SELECT id, community, number, closed_by, closed_at, signal_count FROM cycle
 WHERE community = :community AND :member >= 0;

-- cycle_page: the latest cycles of a community
SELECT id, community, number, closed_by, closed_at, signal_count FROM cycle
 WHERE community = :community ORDER BY id DESC LIMIT 50;

-- cycle_last: how many there were
SELECT coalesce(max(number), 0) AS number FROM cycle
 WHERE community = :community;

-- cycle_insert: one is closed
INSERT INTO cycle (id, community, number, closed_by, closed_at, signal_count)
VALUES (:id, :community, :number, :closed_by, :closed_at, 0);

-- cycle_keep: how each signal stands now
INSERT INTO cycle_signal (cycle, signal, state, horizon, sure, note)
SELECT :cycle, id, state, horizon, sure, note FROM signal
 WHERE community = :community AND state <> 'merged';

-- cycle_count: so many did
UPDATE cycle SET signal_count = :count WHERE id = :id;

-- cycle_standings: how they stood then
SELECT signal, state, horizon, sure, note FROM cycle_signal
 WHERE cycle = :cycle ORDER BY signal;

-- signal_watched: what is watched, or was at the end of a cycle
SELECT id, number, community, title, changing, source, affected, horizon,
       sure, tags, state, note, merged_into, post, added_by, added_at, revision
  FROM signal s WHERE s.community = :community AND (s.state = 'watch'
    OR EXISTS (SELECT 1 FROM cycle_signal k WHERE k.cycle = :cycle
                AND k.signal = s.id AND k.state = 'watch'))
 ORDER BY id DESC LIMIT 200;
