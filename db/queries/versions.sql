-- version_before: the version that comes before one of its title
SELECT b.id, b.number, b.community, b.title, b.version, b.file, b.file_name,
       b.format, b.added_by, b.added_at, b.clause_count, b.minutes, b.notices,
       b.audience
  FROM document d
  JOIN document b ON b.community = d.community AND b.title = d.title
                 AND b.version < d.version
 WHERE d.id = :document
 ORDER BY b.version DESC LIMIT 1;

-- version_newest: the newest version of a title
-- with documents
 WHERE community = :community AND title = :title
 ORDER BY version DESC LIMIT 1;

-- version_all: the versions of a title that a member may read, newest first
-- with documents
 WHERE community = :community AND title = :title AND
-- with document_read
 ORDER BY version DESC LIMIT 200;

-- carry_from: what a version has of comments, with their places in it, that the
-- next version does not have yet
SELECT c.id AS comment, k.state AS state,
       CASE WHEN k.comment IS NULL THEN c.clause ELSE k.clause END AS clause,
       CASE WHEN k.comment IS NULL THEN c.start ELSE k.start END AS start,
       CASE WHEN k.comment IS NULL THEN c."end" ELSE k."end" END AS "end",
       CASE WHEN k.comment IS NULL THEN c.exact ELSE k.exact END AS exact,
       k.from_document, k.from_clause, k.from_start, k.from_end, k.from_exact
  FROM round r
  JOIN comment c ON c.round = r.id
  LEFT JOIN carried k ON k.comment = c.id AND k.document = :before
 WHERE r.document = :before AND c.withdrawn_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM carried n
                    WHERE n.document = :document AND n.comment = c.id)
UNION ALL
SELECT c.id, k.state, k.clause, k.start, k."end", k.exact, k.from_document,
       k.from_clause, k.from_start, k.from_end, k.from_exact
  FROM carried k
  JOIN comment c ON c.id = k.comment
  JOIN round r ON r.id = c.round
 WHERE k.document = :before AND r.document <> :before
   AND c.withdrawn_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM carried n
                    WHERE n.document = :document AND n.comment = c.id)
 ORDER BY 1;

-- carried_insert: where a comment is now
INSERT INTO carried (document, comment, state, clause, start, "end", exact,
                     confidence, from_document, from_clause, from_start,
                     from_end, from_exact, placed_by, placed_at)
VALUES (:document, :comment, :state, :clause, :start, :end, :exact,
        :confidence, :from_document, :from_clause, :from_start, :from_end,
        :from_exact, :placed_by, :placed_at);

-- carried_change: a hand has placed it
UPDATE carried SET state = :state, clause = :clause, start = :start,
       "end" = :end, exact = :exact, confidence = :confidence,
       placed_by = :placed_by, placed_at = :placed_at
 WHERE document = :document AND comment = :comment;

-- carried_get: where one comment is in a version
SELECT document, comment, state, clause, start, "end", exact, confidence,
       from_document, from_clause, from_start, from_end, from_exact, placed_by,
       placed_at
  FROM carried WHERE document = :document AND comment = :comment;

-- carried_waiting: how many comments have no place in a version yet
SELECT count(*) AS waiting
  FROM carried k JOIN comment c ON c.id = k.comment
 WHERE k.document = :document AND k.state = 'waits'
   AND c.withdrawn_at IS NULL;

-- ledger_entries: every comment that came to a version, and where it is
SELECT k.comment AS id, c.round, c.author, c.body_html, c.proposed, c.made_at,
       c.disposition, c.reason, k.state, k.clause, k.start, k."end", k.exact,
       k.confidence, k.from_document, k.from_clause, k.from_start, k.from_end,
       k.from_exact, k.placed_by
  FROM carried k JOIN comment c ON c.id = k.comment
 WHERE k.document = :document AND c.withdrawn_at IS NULL
 ORDER BY k.comment;

-- ledger_members: whose names stand in a version's ledger
SELECT id, display_name, organisation, profession, region FROM member
 WHERE id IN (SELECT c.author FROM carried k JOIN comment c ON c.id = k.comment
               WHERE k.document = :document
               UNION SELECT placed_by FROM carried WHERE document = :document)
 ORDER BY id;

-- round_goes_on: a round continues on another version
UPDATE round SET document = :document WHERE id = :round;

-- comment_goes_on: its place in the version that its round is on now
UPDATE comment SET clause = :clause, start = :start, "end" = :end,
       exact = :exact, prefix = :prefix, suffix = :suffix
 WHERE id = :id;

-- round_open_of_title: the rounds on earlier versions that still run
SELECT r.id
  FROM document d
  JOIN document b ON b.community = d.community AND b.title = d.title
                 AND b.version < d.version
  JOIN round r ON r.document = b.id
 WHERE d.id = :document AND r.closed_at IS NULL
 ORDER BY r.id;

-- version_between: the versions of a title up to one, the first left out
SELECT b.id
  FROM document d
  JOIN document b ON b.community = d.community AND b.title = d.title
                 AND b.version > 1 AND b.version <= d.version
 WHERE d.id = :document
 ORDER BY b.version;

-- ledger_arrived: comments on earlier versions that this one knows nothing of
SELECT count(*) AS arrived
  FROM document d
  JOIN document b ON b.community = d.community AND b.title = d.title
                 AND b.version < d.version
  JOIN round r ON r.document = b.id
  JOIN comment c ON c.round = r.id
 WHERE d.id = :document AND c.withdrawn_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM carried k
                    WHERE k.document = :document AND k.comment = c.id);

-- carried_comments: the comments of a round that a version has
SELECT c.id FROM comment c
  JOIN carried k ON k.document = :document AND k.comment = c.id
 WHERE c.round = :round ORDER BY c.id;

-- edits_of_round: edits that were suggested in a round and accepted
SELECT c.id, c.disposition, c.proposed, c.start, c."end", c.exact, k.number,
       k.text
  FROM comment c LEFT JOIN clause k ON k.id = c.clause
 WHERE c.round = :round AND c.withdrawn_at IS NULL
   AND c.proposed IS NOT NULL
   AND c.disposition IN ('accepted', 'accepted_in_part')
 ORDER BY k.position, coalesce(c.start, 1000000000), c.id;
