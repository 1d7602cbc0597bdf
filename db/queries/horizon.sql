-- poll_get: one poll
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html,
       voter_count, turns
  FROM poll WHERE id = :id AND :member >= 0;

-- poll_all: every poll of a community
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html,
       voter_count, turns
  FROM poll WHERE community = :community AND :member >= 0;

-- poll_page: the newest polls of a community
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html,
       voter_count, turns
  FROM poll WHERE community = :community ORDER BY id DESC LIMIT 100;

-- poll_due: polls whose time has come
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html,
       voter_count, turns
  FROM poll WHERE closed_at IS NULL AND closes_at <= :now
 ORDER BY closes_at LIMIT 20;

-- poll_insert: a new question
INSERT INTO poll (id, number, community, question, explanation, kind,
                  anonymous, least, points, reasons, split, results, thread,
                  post, opened_by, opened_at, closes_at, zone)
VALUES (:id, :number, :community, :question, :explanation, :kind, :anonymous,
        :least, :points, :reasons, :split, :results, :thread, :post,
        :opened_by, :opened_at, :closes_at, :zone);

-- poll_change: its state, its outcome, its turnout
UPDATE poll SET closed_at = :closed_at, outcome = :outcome,
       outcome_html = :outcome_html, voter_count = :voter_count,
       turns = :turns
 WHERE id = :id;

-- poll_of_thread: what is asked in a thread, the oldest first
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html,
       voter_count, turns
  FROM poll WHERE thread = :thread ORDER BY id LIMIT 20;

-- poll_count_due: anonymous polls that enough have answered since they were
--   counted
SELECT id, number, community, question, explanation, kind, anonymous,
       least, points, reasons, split, results, thread, post, opened_by,
       opened_at, closes_at, zone, closed_at, outcome, outcome_html,
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
       added_by, added_at
  FROM signal WHERE id = :id AND :member >= 0;

-- signal_all: every signal of a community
SELECT id, number, community, title, changing, source, affected, horizon,
       added_by, added_at
  FROM signal WHERE community = :community AND :member >= 0;

-- signal_page: the newest signals of a community
SELECT id, number, community, title, changing, source, affected, horizon,
       added_by, added_at
  FROM signal WHERE community = :community ORDER BY id DESC LIMIT 200;

-- signal_members: who saw them
SELECT id, display_name, organisation, profession, region FROM member
 WHERE id IN (SELECT added_by FROM signal WHERE id IN (
              SELECT id FROM signal WHERE community = :community
               ORDER BY id DESC LIMIT 200))
 ORDER BY id;

-- signal_insert: somebody saw something change
INSERT INTO signal (id, number, community, title, changing, source, affected,
                    horizon, added_by, added_at)
VALUES (:id, :number, :community, :title, :changing, :source, :affected,
        :horizon, :added_by, :added_at);
