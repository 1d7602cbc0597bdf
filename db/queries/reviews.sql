-- document_get: one draft
SELECT id, number, community, title, version, file, file_name, format,
       added_by, added_at, clause_count, minutes, notices
  FROM document WHERE id = :id AND :member >= 0;

-- document_all: every draft of a community
SELECT id, number, community, title, version, file, file_name, format,
       added_by, added_at, clause_count, minutes, notices
  FROM document WHERE community = :community AND :member >= 0;

-- document_page: the newest drafts of a community
SELECT id, number, community, title, version, file, file_name, format,
       added_by, added_at, clause_count, minutes, notices
  FROM document WHERE community = :community ORDER BY id DESC LIMIT 200;

-- document_insert: a new draft
INSERT INTO document (id, number, community, title, version, file, file_name,
                      format, added_by, added_at, clause_count, minutes,
                      notices)
VALUES (:id, :number, :community, :title, :version, :file, :file_name,
        :format, :added_by, :added_at, :clause_count, :minutes, :notices);

-- document_text: the whole draft as Markdown
SELECT markdown FROM document_text WHERE document = :document;

-- document_text_insert: it comes with its draft
INSERT INTO document_text (document, markdown) VALUES (:document, :markdown);

-- imported_of_document: the comments that stood in the file
SELECT id, document, position, author, made_at, body, clause, start, "end",
       exact, comment
  FROM imported_comment WHERE document = :document ORDER BY position;

-- imported_get: one of them
SELECT id, document, position, author, made_at, body, clause, start, "end",
       exact, comment
  FROM imported_comment WHERE id = :id;

-- imported_insert: one more
INSERT INTO imported_comment (id, document, position, author, made_at, body,
                              clause, start, "end", exact)
VALUES (:id, :document, :position, :author, :made_at, :body, :clause, :start,
        :end, :exact);

-- imported_take: it has become a comment of a round
UPDATE imported_comment SET comment = :comment WHERE id = :id;

-- clause_insert: a part of a draft
INSERT INTO clause (id, document, position, number, kind, level, text, html,
                    section)
VALUES (:id, :document, :position, :number, :kind, :level, :text, :html,
        :section);

-- clause_of_document: a draft in reading order
SELECT id, document, position, number, kind, level, text, html, section
  FROM clause WHERE document = :document ORDER BY position;

-- clause_get: one part of a draft
SELECT id, document, position, number, kind, level, text, html, section
  FROM clause WHERE id = :id;

-- upload_get: an upload of the caller's own, without its bytes
SELECT id, name, type, size, community FROM file
 WHERE id = :file AND owner = :member;

-- round_get: one round
SELECT id, number, community, document, title, instructions, instructions_html,
       opened_by, opened_at, closes_at, zone, closed_at, closed_by, outcome,
       outcome_html, comment_count, disposed_count
  FROM round WHERE id = :id AND :member >= 0;

-- round_all: every round of a community
SELECT id, number, community, document, title, instructions, instructions_html,
       opened_by, opened_at, closes_at, zone, closed_at, closed_by, outcome,
       outcome_html, comment_count, disposed_count
  FROM round WHERE community = :community AND :member >= 0;

-- round_page: the newest rounds of a community
SELECT id, number, community, document, title, instructions, instructions_html,
       opened_by, opened_at, closes_at, zone, closed_at, closed_by, outcome,
       outcome_html, comment_count, disposed_count
  FROM round WHERE community = :community ORDER BY id DESC LIMIT 200;

-- round_of_document: the rounds in which a draft was reviewed
SELECT id, number, community, document, title, instructions, instructions_html,
       opened_by, opened_at, closes_at, zone, closed_at, closed_by, outcome,
       outcome_html, comment_count, disposed_count
  FROM round WHERE document = :document ORDER BY id DESC LIMIT 200;

-- round_due: rounds whose time has come
SELECT id, number, community, document, title, instructions, instructions_html,
       opened_by, opened_at, closes_at, zone, closed_at, closed_by, outcome,
       outcome_html, comment_count, disposed_count
  FROM round WHERE closed_at IS NULL AND closes_at <= :now
 ORDER BY closes_at LIMIT 20;

-- round_open_on: is a draft in review?
SELECT count(*) AS open FROM round
 WHERE document = :document AND closed_at IS NULL;

-- round_insert: a draft goes into review
INSERT INTO round (id, number, community, document, title, instructions,
                   instructions_html, opened_by, opened_at, closes_at, zone)
VALUES (:id, :number, :community, :document, :title, :instructions,
        :instructions_html, :opened_by, :opened_at, :closes_at, :zone);

-- round_change: its state, its outcome, its counts
UPDATE round SET closed_at = :closed_at, closed_by = :closed_by,
       outcome = :outcome, outcome_html = :outcome_html,
       comment_count = :comment_count, disposed_count = :disposed_count
 WHERE id = :id;

-- round_members: whose names stand on a round's page
SELECT id, display_name, organisation, profession, region FROM member
 WHERE id IN (SELECT author FROM comment WHERE round = :round
               UNION SELECT disposed_by FROM comment WHERE round = :round
               UNION SELECT opened_by FROM round WHERE id = :round
               UNION SELECT closed_by FROM round WHERE id = :round)
 ORDER BY id;

-- sign_off_get: has the member read it and nothing to add?
SELECT round AS id, at FROM sign_off WHERE round = :id AND member = :member;

-- sign_off_of_community: the rounds that a member has signed off
SELECT s.round AS id, s.at FROM round r
  JOIN sign_off s ON s.round = r.id
 WHERE r.community = :community AND s.member = :member;

-- sign_off_insert: read, and nothing to add
INSERT INTO sign_off (member, round, at) VALUES (:member, :round, :at);

-- comment_get: one comment
SELECT id, round, clause, start, "end", exact, prefix, suffix, author, body,
       body_html, proposed, made_at, withdrawn_at, disposition, reason,
       disposed_by, disposed_at
  FROM comment WHERE id = :id AND :member >= 0;

-- comment_all: every comment in a community
SELECT c.id, c.round, c.clause, c.start, c."end", c.exact, c.prefix, c.suffix,
       c.author, c.body, c.body_html, c.proposed, c.made_at, c.withdrawn_at,
       c.disposition, c.reason, c.disposed_by, c.disposed_at
  FROM round r JOIN comment c ON c.round = r.id
 WHERE r.community = :community AND :member >= 0;

-- comment_of_round: every comment of a round, in the order they came
SELECT id, round, clause, start, "end", exact, prefix, suffix, author, body,
       body_html, proposed, made_at, withdrawn_at, disposition, reason,
       disposed_by, disposed_at
  FROM comment WHERE round = :round ORDER BY id;

-- comment_insert: a new comment
INSERT INTO comment (id, round, clause, start, "end", exact, prefix, suffix,
                     author, body, body_html, proposed, made_at)
VALUES (:id, :round, :clause, :start, :end, :exact, :prefix, :suffix,
        :author, :body, :body_html, :proposed, :made_at);

-- comment_change: answered, or withdrawn
UPDATE comment SET body = :body, body_html = :body_html, proposed = :proposed,
       withdrawn_at = :withdrawn_at, disposition = :disposition,
       reason = :reason, disposed_by = :disposed_by, disposed_at = :disposed_at
 WHERE id = :id;
