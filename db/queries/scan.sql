-- scan_get: one scan
SELECT id, number, community, title, purpose, purpose_html, panel, divide,
       adding, rule, need, against, spread, carry, quantile, minimum,
       group_minimum, rounds, round_days, feedback_days, reminders, zone,
       opened_by, opened_at, phase, round, phase_at, ends_at, rules,
       rules_hash, frozen_at, closed_at, panel_count, item_count, answered
  FROM scan WHERE id = :id AND :member >= 0;

-- scan_all: every scan of a community
SELECT id, number, community, title, purpose, purpose_html, panel, divide,
       adding, rule, need, against, spread, carry, quantile, minimum,
       group_minimum, rounds, round_days, feedback_days, reminders, zone,
       opened_by, opened_at, phase, round, phase_at, ends_at, rules,
       rules_hash, frozen_at, closed_at, panel_count, item_count, answered
  FROM scan WHERE community = :community AND :member >= 0;

-- scan_page: the newest scans of a community
SELECT id, number, community, title, purpose, purpose_html, panel, divide,
       adding, rule, need, against, spread, carry, quantile, minimum,
       group_minimum, rounds, round_days, feedback_days, reminders, zone,
       opened_by, opened_at, phase, round, phase_at, ends_at, rules,
       rules_hash, frozen_at, closed_at, panel_count, item_count, answered
  FROM scan WHERE community = :community ORDER BY id DESC LIMIT 100;

-- scan_due: scans whose phase is over
SELECT id, number, community, title, purpose, purpose_html, panel, divide,
       adding, rule, need, against, spread, carry, quantile, minimum,
       group_minimum, rounds, round_days, feedback_days, reminders, zone,
       opened_by, opened_at, phase, round, phase_at, ends_at, rules,
       rules_hash, frozen_at, closed_at, panel_count, item_count, answered
  FROM scan WHERE closed_at IS NULL AND ends_at <= :now
 ORDER BY ends_at LIMIT 1;

-- scan_rating: scans with an open round
SELECT id, number, community, title, purpose, purpose_html, panel, divide,
       adding, rule, need, against, spread, carry, quantile, minimum,
       group_minimum, rounds, round_days, feedback_days, reminders, zone,
       opened_by, opened_at, phase, round, phase_at, ends_at, rules,
       rules_hash, frozen_at, closed_at, panel_count, item_count, answered
  FROM scan WHERE closed_at IS NULL AND phase = 'rate'
 ORDER BY id LIMIT :most;

-- scan_insert: a new scan
INSERT INTO scan (id, number, community, title, purpose, purpose_html, panel, divide, adding,
                  rule, need, against, spread, carry, quantile, minimum,
                  group_minimum, rounds, round_days, feedback_days, reminders,
                  zone, opened_by, opened_at, phase, round, phase_at, ends_at,
                  rules, rules_hash, frozen_at, closed_at, panel_count,
                  item_count, answered)
VALUES (:id, :number, :community, :title, :purpose, :purpose_html, :panel, :divide,
        :adding, :rule, :need, :against, :spread, :carry, :quantile, :minimum,
        :group_minimum, :rounds, :round_days, :feedback_days, :reminders,
        :zone, :opened_by, :opened_at, :phase, :round, :phase_at, :ends_at,
        :rules, :rules_hash, :frozen_at, :closed_at, :panel_count,
        :item_count, :answered);

-- scan_move: another phase, and what was frozen or counted with it
UPDATE scan SET phase = :phase, round = :round, phase_at = :phase_at,
       ends_at = :ends_at, rules = :rules, rules_hash = :rules_hash,
       frozen_at = :frozen_at, closed_at = :closed_at,
       panel_count = :panel_count, item_count = :item_count,
       answered = :answered
 WHERE id = :id;

-- scan_salt_put: what its pseudonyms are made of
INSERT INTO scan_salt (scan, salt) VALUES (:scan, :salt);

-- scan_salt_get: what its pseudonyms are made of, until the report
SELECT salt FROM scan_salt WHERE scan = :scan;

-- scan_salt_erase: nobody can link any more
DELETE FROM scan_salt WHERE scan = :scan;

-- criterion_get: one criterion
SELECT id, scan, position, name, kind, axis, low, high, steps FROM criterion
 WHERE id = :id AND :member >= 0;

-- criterion_all: every criterion of a community's scans
SELECT k.id, k.scan, k.position, k.name, k.kind, k.axis, k.low, k.high, k.steps
  FROM scan s JOIN criterion k ON k.scan = s.id
 WHERE s.community = :community AND :member >= 0;

-- criterion_of_scan: by what its items are rated
SELECT id, scan, position, name, kind, axis, low, high, steps FROM criterion
 WHERE scan = :scan ORDER BY position;

-- criterion_insert: items are rated by this too
INSERT INTO criterion (id, scan, position, name, kind, axis, low, high, steps)
VALUES (:id, :scan, :position, :name, :kind, :axis, :low, :high, :steps);

-- scan_item_get: one item
SELECT id, scan, position, title, detail, signal, added_by, added_at, round,
       withdrawn_at, withdrawn_why, verdict, settled
  FROM scan_item WHERE id = :id AND :member >= 0;

-- scan_item_all: every item of a community's scans
SELECT i.id, i.scan, i.position, i.title, i.detail, i.signal, i.added_by,
       i.added_at, i.round, i.withdrawn_at, i.withdrawn_why, i.verdict,
       i.settled
  FROM scan s JOIN scan_item i ON i.scan = s.id
 WHERE s.community = :community AND :member >= 0;

-- scan_item_of_scan: its items in their order
SELECT id, scan, position, title, detail, signal, added_by, added_at, round,
       withdrawn_at, withdrawn_why, verdict, settled
  FROM scan_item WHERE scan = :scan ORDER BY position;

-- scan_item_open: the items that are rated in a round
SELECT id, scan, position, title, detail, signal, added_by, added_at, round,
       withdrawn_at, withdrawn_why, verdict, settled
  FROM scan_item
 WHERE scan = :scan AND round <= :round AND withdrawn_at IS NULL
   AND (settled IS NULL OR settled >= :round)
 ORDER BY position;

-- scan_item_last: the last position in a scan
SELECT coalesce(max(position), 0) AS position FROM scan_item WHERE scan = :scan;

-- scan_item_twin: is that signal an item already?
SELECT count(*) AS items FROM scan_item
 WHERE scan = :scan AND signal = :signal AND withdrawn_at IS NULL;

-- scan_item_insert: one more item
INSERT INTO scan_item (id, scan, position, title, detail, signal, added_by,
                       added_at, round)
VALUES (:id, :scan, :position, :title, :detail, :signal, :added_by, :added_at,
        :round);

-- scan_item_change: taken out, or judged
UPDATE scan_item SET withdrawn_at = :withdrawn_at,
       withdrawn_why = :withdrawn_why, verdict = :verdict, settled = :settled
 WHERE id = :id;

-- scan_item_borrow: the words of a signal that goes on in no other
SELECT title, changing AS detail FROM signal
 WHERE id = :signal AND community = :community AND merged_into IS NULL;

-- scan_change_get: one thing that was done
SELECT id, scan, at, made_by, kind, round, item, was, became, why
  FROM scan_change WHERE id = :id AND :member >= 0;

-- scan_change_all: all that was done to a community's scans
SELECT h.id, h.scan, h.at, h.made_by, h.kind, h.round, h.item, h.was, h.became,
       h.why
  FROM scan s JOIN scan_change h ON h.scan = s.id
 WHERE s.community = :community AND :member >= 0;

-- scan_change_of_scan: what was done, in its order
SELECT id, scan, at, made_by, kind, round, item, was, became, why
  FROM scan_change WHERE scan = :scan ORDER BY id;

-- scan_change_insert: something was done
INSERT INTO scan_change (id, scan, at, made_by, kind, round, item, was, became,
                         why)
VALUES (:id, :scan, :at, :made_by, :kind, :round, :item, :was, :became, :why);

-- scan_members: everybody who is named on a scan's page
SELECT id, display_name, organisation, profession, region FROM member
 WHERE id IN (SELECT added_by FROM scan_item WHERE scan = :scan)
    OR id IN (SELECT made_by FROM scan_change WHERE scan = :scan)
 ORDER BY id;

-- panellist_is: is this member asked?
SELECT count(*) AS found FROM panellist
 WHERE scan = :scan AND member = :member;

-- panellist_count: how many are asked and can answer
SELECT count(*) AS panellists
  FROM panellist p JOIN scan s ON s.id = p.scan
  JOIN membership m ON m.community = s.community AND m.member = p.member
 WHERE p.scan = :scan AND m.left_at IS NULL;

-- panellist_invite: is asked; the group is noted when items are first rated
INSERT INTO panellist (scan, member) VALUES (:scan, :member)
    ON CONFLICT (scan, member) DO NOTHING;

-- panellist_everybody: the whole community is asked
INSERT INTO panellist (scan, member)
SELECT s.id, m.member FROM scan s JOIN membership m ON m.community = s.community
 WHERE s.id = :scan AND m.left_at IS NULL
    ON CONFLICT (scan, member) DO NOTHING;

-- panellist_divide: the group of those who are asked for the first time
UPDATE panellist SET division = (
       SELECT CASE WHEN :divide = 'profession' THEN m.profession
                   WHEN :divide = 'region' THEN m.region END
         FROM member m WHERE m.id = panellist.member)
 WHERE scan = :scan AND division IS NULL;

-- panellist_of_scan: who is asked, and in which group
SELECT p.member, coalesce(p.division, '') AS division
  FROM panellist p JOIN scan s ON s.id = p.scan
  JOIN membership m ON m.community = s.community AND m.member = p.member
 WHERE p.scan = :scan AND m.left_at IS NULL ORDER BY p.member;

-- panellist_reminder: who is asked, and how often they were reminded
SELECT p.member, p.reminded, p.reminded_in
  FROM panellist p JOIN scan s ON s.id = p.scan
  JOIN membership b ON b.community = s.community AND b.member = p.member
  JOIN member m ON m.id = p.member
 WHERE p.scan = :scan AND b.left_at IS NULL AND m.disabled_at IS NULL
 ORDER BY p.member;

-- panellist_reminded: once more in this round
UPDATE panellist SET reminded = :reminded, reminded_in = :round
 WHERE scan = :scan AND member = :member;

-- panellist_kinds: how many of each profession and region are asked
SELECT 'profession' AS what, coalesce(m.profession, '') AS name,
       count(*) AS people
  FROM panellist p JOIN member m ON m.id = p.member
 WHERE p.scan = :scan GROUP BY coalesce(m.profession, '')
 UNION ALL
SELECT 'region' AS what, coalesce(m.region, '') AS name, count(*) AS people
  FROM panellist p JOIN member m ON m.id = p.member
 WHERE p.scan = :scan GROUP BY coalesce(m.region, '')
 ORDER BY what, people DESC, name;

-- scan_ballot_put: an answer, or another one
INSERT INTO scan_ballot (scan, round, item, pseudonym, marks, reason)
VALUES (:scan, :round, :item, :pseudonym, :marks, :reason)
    ON CONFLICT (scan, round, item, pseudonym) DO UPDATE
   SET marks = excluded.marks, reason = excluded.reason;

-- scan_ballot_drop: no answer any more
DELETE FROM scan_ballot
 WHERE scan = :scan AND round = :round AND item = :item
   AND pseudonym = :pseudonym;

-- scan_ballot_mine: one panellist's answers in the open round
SELECT item, marks, reason FROM scan_ballot
 WHERE scan = :scan AND round = :round AND pseudonym = :pseudonym
 ORDER BY item;

-- scan_ballot_counts: how far each panellist is, in the open round
SELECT b.pseudonym, count(*) AS items,
       count(CASE WHEN b.marks NOT LIKE '%-%' THEN 1 END) AS whole
  FROM scan_ballot b JOIN scan_item i ON i.id = b.item
 WHERE b.scan = :scan AND b.round = :round AND i.withdrawn_at IS NULL
 GROUP BY b.pseudonym ORDER BY b.pseudonym;

-- scan_rated: has a panellist rated all that is open?
SELECT count(*) AS rated FROM scan s
 WHERE s.id = :scan AND NOT EXISTS (
       SELECT 1 FROM scan_item i
        WHERE i.scan = s.id AND i.round <= s.round AND i.withdrawn_at IS NULL
          AND (i.settled IS NULL OR i.settled >= s.round)
          AND NOT EXISTS (SELECT 1 FROM scan_ballot b
                           WHERE b.scan = s.id AND b.round = s.round
                             AND b.item = i.id AND b.pseudonym = :pseudonym
                             AND b.marks NOT LIKE '%-%'));

-- scan_answer_mine: one panellist's answers in a closed round
SELECT a.item, a.marks, a.reason
  FROM scan_item i
  JOIN scan_answer a ON a.scan = i.scan AND a.round = :round AND a.item = i.id
   AND a.pseudonym = :pseudonym
 WHERE i.scan = :scan ORDER BY a.item;

-- scan_answer_keep: a round ends: an item's answers in the order of their key
INSERT INTO scan_answer (scan, round, item, pseudonym, marks, reason)
SELECT scan, round, item, pseudonym, marks, reason FROM scan_ballot
 WHERE scan = :scan AND round = :round AND item = :item
 ORDER BY scan, round, item, pseudonym;

-- scan_answer_of_item: what the panel said of one item
SELECT round, item, pseudonym, marks FROM scan_answer
 WHERE scan = :scan AND round = :round AND item = :item;

-- scan_ballot_next: the next item of which there are ballots
SELECT coalesce(min(item), 0) AS item FROM scan_ballot
 WHERE scan = :scan AND round = :round AND item > :after;

-- scan_ballot_many: how many ballots there are, counted so far only
SELECT count(*) AS ballots FROM (
       SELECT 1 AS one FROM scan_ballot
        WHERE scan = :scan AND round = :round LIMIT :most) AS b;

-- scan_ballot_voices: how many have answered, counted so far only
SELECT count(*) AS voices FROM (
       SELECT DISTINCT b.pseudonym FROM scan_ballot b
         JOIN scan_item i ON i.id = b.item
        WHERE b.scan = :scan AND b.round = :round AND i.withdrawn_at IS NULL
        LIMIT :most) AS v;

-- scan_ballot_of_item: how many ballots of one item
SELECT count(*) AS ballots FROM scan_ballot
 WHERE scan = :scan AND round = :round AND item = :item;

-- scan_ballot_empty: the place where they came in is empty
DELETE FROM scan_ballot
 WHERE scan = :scan AND round = :round AND item = :item;

-- scan_ending_get: a round that is being closed
SELECT scan, round, item, shown FROM scan_ending WHERE scan > :after
 ORDER BY scan, round LIMIT 1;

-- scan_ending_of: how far this one has come
SELECT scan, round, item, shown FROM scan_ending
 WHERE scan = :scan AND round = :round;

-- scan_ending_count: is it being closed?
SELECT count(*) AS endings FROM scan_ending
 WHERE scan = :scan AND round = :round;

-- scan_ending_put: so far
INSERT INTO scan_ending (scan, round, item, shown)
VALUES (:scan, :round, :item, :shown)
    ON CONFLICT (scan, round) DO UPDATE
   SET item = excluded.item, shown = excluded.shown;

-- scan_ending_done: it is closed, and nothing is left behind
DELETE FROM scan_ending WHERE scan = :scan AND round = :round;

-- scan_answer_all: all answers of the closed rounds
SELECT round, item, pseudonym, marks FROM scan_answer
 WHERE scan = :scan AND round BETWEEN :first AND :last
 ORDER BY round, item, pseudonym;

-- scan_answer_reasons: why they answered so, of items that may be shown
SELECT a.round, a.item, a.marks, a.reason FROM scan_answer a
 WHERE a.scan = :scan AND a.round BETWEEN :first AND :last
   AND a.reason IS NOT NULL
   AND EXISTS (SELECT 1 FROM scan_tally t
                WHERE t.scan = a.scan AND t.round = a.round
                  AND t.item = a.item AND t.division = '')
 ORDER BY a.round, a.item;

-- scan_tally_put: what may be shown of an item
INSERT INTO scan_tally (scan, round, item, criterion, division, counts, unable)
VALUES (:scan, :round, :item, :criterion, :division, :counts, :unable);

-- scan_tally_one: of an item by one criterion
SELECT round, item, criterion, division, counts, unable FROM scan_tally
 WHERE scan = :scan AND round = :round AND item = :item
   AND criterion = :criterion AND division = '';

-- scan_tally_of: what may be shown of some rounds
SELECT round, item, criterion, division, counts, unable FROM scan_tally
 WHERE scan = :scan AND round BETWEEN :first AND :last
 ORDER BY round, item, criterion, division;

-- scan_round_insert: a round begins
INSERT INTO scan_round (scan, round, opened_at, invited, items)
VALUES (:scan, :round, :opened_at, :invited, :items);

-- scan_round_close: and ends
UPDATE scan_round SET closed_at = :closed_at, answered = :answered,
       finished = :finished
 WHERE scan = :scan AND round = :round;

-- scan_round_close_few: and ends; of so few nothing is said
UPDATE scan_round SET closed_at = :closed_at
 WHERE scan = :scan AND round = :round;

-- scan_round_reminded: so many more mails went out
UPDATE scan_round SET reminded = reminded + :mails
 WHERE scan = :scan AND round = :round;

-- scan_round_of: the rounds of a scan; how many were reminded is told once a
--   round is closed
SELECT round, opened_at, closed_at, invited, items, answered, finished,
       CASE WHEN closed_at IS NULL THEN 0 ELSE reminded END AS reminded
  FROM scan_round WHERE scan = :scan ORDER BY round;

-- scan_count: so many have answered
UPDATE scan SET answered = :answered WHERE id = :id;

-- scan_day_put: so many by the end of this day
INSERT INTO scan_day (scan, round, day, answered)
VALUES (:scan, :round, :day, :answered)
    ON CONFLICT (scan, round, day) DO UPDATE SET answered = excluded.answered;

-- scan_day_of: day by day
SELECT round, day, answered FROM scan_day
 WHERE scan = :scan ORDER BY round, day;
