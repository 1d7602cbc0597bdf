-- poll_get: one poll
SELECT id, number, community, question, explanation, multiple, results,
       opened_by, opened_at, closes_at, zone, closed_at, outcome,
       outcome_html, voter_count
  FROM poll WHERE id = :id AND :member >= 0;

-- poll_all: every poll of a community
SELECT id, number, community, question, explanation, multiple, results,
       opened_by, opened_at, closes_at, zone, closed_at, outcome,
       outcome_html, voter_count
  FROM poll WHERE community = :community AND :member >= 0;

-- poll_page: the newest polls of a community
SELECT id, number, community, question, explanation, multiple, results,
       opened_by, opened_at, closes_at, zone, closed_at, outcome,
       outcome_html, voter_count
  FROM poll WHERE community = :community ORDER BY id DESC LIMIT 100;

-- poll_due: polls whose time has come
SELECT id, number, community, question, explanation, multiple, results,
       opened_by, opened_at, closes_at, zone, closed_at, outcome,
       outcome_html, voter_count
  FROM poll WHERE closed_at IS NULL AND closes_at <= :now
 ORDER BY closes_at LIMIT 20;

-- poll_insert: a new question
INSERT INTO poll (id, number, community, question, explanation, multiple,
                  results, opened_by, opened_at, closes_at, zone)
VALUES (:id, :number, :community, :question, :explanation, :multiple,
        :results, :opened_by, :opened_at, :closes_at, :zone);

-- poll_change: its state, its outcome, its turnout
UPDATE poll SET closed_at = :closed_at, outcome = :outcome,
       outcome_html = :outcome_html, voter_count = :voter_count
 WHERE id = :id;

-- option_get: one answer to choose; its votes once they may be seen
SELECT o.id, o.poll, o.position, o.label,
       CASE WHEN p.results = 'always' OR p.closed_at IS NOT NULL
            THEN o.votes END AS votes
  FROM option o JOIN poll p ON p.id = o.poll
 WHERE o.id = :id AND :member >= 0;

-- option_all: every answer of a community's polls
SELECT o.id, o.poll, o.position, o.label,
       CASE WHEN p.results = 'always' OR p.closed_at IS NOT NULL
            THEN o.votes END AS votes
  FROM poll p JOIN option o ON o.poll = p.id
 WHERE p.community = :community AND :member >= 0;

-- option_of_poll: the answers of a poll in their order
SELECT o.id, o.poll, o.position, o.label,
       CASE WHEN p.results = 'always' OR p.closed_at IS NOT NULL
            THEN o.votes END AS votes
  FROM option o JOIN poll p ON p.id = o.poll
 WHERE o.poll = :poll ORDER BY o.position;

-- option_page: the answers of the newest polls
SELECT o.id, o.poll, o.position, o.label,
       CASE WHEN p.results = 'always' OR p.closed_at IS NOT NULL
            THEN o.votes END AS votes
  FROM option o JOIN poll p ON p.id = o.poll
 WHERE o.poll IN (SELECT id FROM poll WHERE community = :community
                   ORDER BY id DESC LIMIT 100)
 ORDER BY o.poll, o.position;

-- option_insert: an answer to choose
INSERT INTO option (id, poll, position, label)
VALUES (:id, :poll, :position, :label);

-- option_count: more votes, or fewer
UPDATE option SET votes = votes + :change WHERE id = :id;

-- ballot_get: what a member voted
SELECT poll AS id, choices, cast_at FROM ballot
 WHERE poll = :id AND member = :member;

-- ballot_of_community: what a member voted, everywhere
SELECT b.poll AS id, b.choices, b.cast_at FROM poll p
  JOIN ballot b ON b.poll = p.id
 WHERE p.community = :community AND b.member = :member;

-- ballot_page: what a member voted in the newest polls
SELECT poll AS id, choices, cast_at FROM ballot
 WHERE poll IN (SELECT id FROM poll WHERE community = :community
                 ORDER BY id DESC LIMIT 100)
   AND member = :member;

-- ballot_set: votes, or votes otherwise
INSERT INTO ballot (member, poll, choices, cast_at)
VALUES (:member, :poll, :choices, :cast_at)
    ON CONFLICT (member, poll) DO UPDATE
   SET choices = excluded.choices, cast_at = excluded.cast_at;

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
