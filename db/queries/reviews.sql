-- part documents: drafts
SELECT id, number, community, title, version, file, file_name, format,
       added_by, added_at, clause_count, minutes, notices,
       audience
  FROM document

-- part document_read: for those who may read the draft; 0 is the server
       (:member = 0 OR EXISTS (
        SELECT 1 FROM document_reader x
         WHERE x.document = document.id AND x.member = :member))

-- document_get: one draft, for those who may read it
-- with documents
 WHERE id = :id AND
-- with document_read

-- document_all: the drafts of a community that a member may read
-- with documents
 WHERE community = :community AND
-- with document_read

-- document_page: the newest of them
-- with documents
 WHERE community = :community AND
-- with document_read
 ORDER BY id DESC LIMIT 200;

-- document_insert: a new draft
INSERT INTO document (id, number, community, title, version, file, file_name,
                      format, added_by, added_at, clause_count, minutes,
                      notices, audience)
VALUES (:id, :number, :community, :title, :version, :file, :file_name,
        :format, :added_by, :added_at, :clause_count, :minutes, :notices,
        :audience);

-- document_open: from now on the whole community reads it
UPDATE document SET audience = 'community' WHERE id = :document;

-- document_file: who reads the draft reads this file of it
UPDATE file SET document = :document WHERE id = :file;

-- pictures_before: those of the newest version of a title that came with some, in
-- the order of their numbers
SELECT f.id FROM document d
  JOIN file f ON f.owner = d.added_by AND f.document = d.id AND f.id <> d.file
 WHERE d.id = (SELECT max(v.id) FROM document v
                 JOIN file p ON p.owner = v.added_by AND p.document = v.id
                            AND p.id <> v.file
                WHERE v.community = :community AND v.title = :title)
 ORDER BY f.id;

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

-- part rounds: rounds, as those who read them see them
SELECT r.id, r.number, r.community, r.document, r.title, r.instructions,
       r.instructions_html, r.opened_by, r.opened_at, r.closes_at, r.zone,
       r.closed_at, r.closed_by, r.outcome, r.outcome_html, r.outcome_by,
       r.audience, r.questions, r.form, r.visibility, r.names, r.paused_at,
       r.pause_reason, r.comment_count, r.disposed_count
  FROM round_shown r

-- part round_read: for those who may read round r
       (:member = 0 OR EXISTS (
        SELECT 1 FROM round_reader x
         WHERE x.round = r.id AND x.member = :member))

-- part round_led: for those who coordinate round r
       (:member = 0 OR EXISTS (
        SELECT 1 FROM round_reader x
         WHERE x.round = r.id AND x.member = :member
           AND x.role = 'coordinator'))

-- part heard: for those who may read s, which was said in a round; all read
--   what they said themselves
       (:member = 0 OR EXISTS (
        SELECT 1 FROM round_hearer x
         WHERE x.round = s.round AND x.member = :member
           AND (x.hears OR s.owner = :member)))

-- round_get: one round, for those who may read it
-- with rounds
 WHERE r.id = :id AND
-- with round_read

-- round_all: the rounds of a community that a member may read
-- with rounds
 WHERE r.community = :community AND
-- with round_read

-- round_page: the newest of them
-- with rounds
 WHERE r.community = :community AND
-- with round_read
 ORDER BY r.id DESC LIMIT 200;

-- round_of_document: the rounds in which a draft was reviewed
-- with rounds
 WHERE r.document = :document AND
-- with round_read
 ORDER BY r.id DESC LIMIT 200;

-- round_due: rounds whose time has come
-- with rounds
 WHERE r.closed_at IS NULL AND r.closes_at <= :now
 ORDER BY r.closes_at LIMIT 20;

-- round_open_on: until when a draft is in review; nothing: it is not
SELECT closes_at FROM round
 WHERE document = :document AND closed_at IS NULL;

-- round_insert: a draft goes into review
INSERT INTO round (id, number, community, document, title, instructions,
                   instructions_html, opened_by, opened_at, closes_at, zone,
                   audience, questions, form, visibility, names)
VALUES (:id, :number, :community, :document, :title, :instructions,
        :instructions_html, :opened_by, :opened_at, :closes_at, :zone,
        :audience, :questions, :form, :visibility, :names);

-- round_change: its state, its outcome
UPDATE round SET closes_at = :closes_at, closed_at = :closed_at,
       closed_by = :closed_by, paused_at = :paused_at,
       pause_reason = :pause_reason, outcome = :outcome,
       outcome_html = :outcome_html, outcome_by = :outcome_by
 WHERE id = :id;

-- round_count: more or fewer comments, or answers
UPDATE round SET comment_count = comment_count + :comments,
       disposed_count = disposed_count + :disposed
 WHERE id = :id;

-- round_members: whose names a member sees on a round's page
SELECT id, display_name, organisation, profession, region FROM member
 WHERE id IN (SELECT c.author FROM comment c JOIN round r ON r.id = c.round
               WHERE c.round = :round
                 AND EXISTS (SELECT 1 FROM comment_reader x
                              WHERE x.round = r.id AND x.member = :member
                                AND (r.names = 'named'
                                     OR x.role = 'coordinator'))
               UNION
              SELECT p.author FROM reply p JOIN comment c ON c.id = p.comment
                JOIN round r ON r.id = c.round
               WHERE c.round = :round
                 AND (p.reviewer IS NULL AND c.author = :member
                      OR EXISTS (SELECT 1 FROM comment_reader x
                              WHERE x.round = r.id AND x.member = :member
                                AND (r.names = 'named' OR p.reviewer IS NULL
                                     OR x.role = 'coordinator')))
               UNION
              SELECT c.disposed_by FROM comment c WHERE c.round = :round
                 AND (c.author = :member OR EXISTS (
                      SELECT 1 FROM comment_reader x
                       WHERE x.round = c.round AND x.member = :member))
               UNION SELECT opened_by FROM round WHERE id = :round
               UNION SELECT closed_by FROM round WHERE id = :round
               UNION SELECT outcome_by FROM round WHERE id = :round)
 ORDER BY id;

-- sign_off_get: has the member read it and nothing to add?
SELECT round AS id, at FROM sign_off WHERE round = :id AND member = :member;

-- sign_off_of_community: the rounds that a member has signed off
SELECT s.round AS id, s.at FROM round r
  JOIN sign_off s ON s.round = r.id
 WHERE r.community = :community AND s.member = :member;

-- sign_off_insert: read, and nothing to add
INSERT INTO sign_off (member, round, at) VALUES (:member, :round, :at);

-- part comments: comments, as those who read them see them
SELECT s.id, s.round, s.clause, s.start, s."end", s.exact, s.prefix, s.suffix,
       s.author, s.reviewer, s.kind, s.body, s.body_html, s.proposed,
       s.justification, s.question, s.made_at, s.withdrawn_at, s.supports,
       s.opposes, s.disposition, s.reason, s.duplicate_of, s.disposed_by,
       s.disposed_at, s.revision
  FROM comment_shown s

-- comment_get: one comment, as those who may read it see it
-- with comments
 WHERE s.id = :id AND
-- with heard

-- comment_all: the comments in a community that a member may read
-- with comments
 WHERE s.community = :community AND
-- with heard

-- comment_of_round: those of a round, in the order they came
-- with comments
 WHERE s.round = :round AND
-- with heard
 ORDER BY s.id;

-- comment_author: who wrote it, for nobody's eyes but the rules'
SELECT author FROM comment WHERE id = :id;

-- comment_insert: a new comment
INSERT INTO comment (id, round, clause, start, "end", exact, prefix, suffix,
                     author, reviewer, kind, body, body_html, proposed,
                     justification, question, made_at)
VALUES (:id, :round, :clause, :start, :end, :exact, :prefix, :suffix,
        :author, :reviewer, :kind, :body, :body_html, :proposed,
        :justification, :question, :made_at);

-- comment_change: answered, withdrawn, supported
UPDATE comment SET body = :body, body_html = :body_html, proposed = :proposed,
       justification = :justification, withdrawn_at = :withdrawn_at,
       supports = :supports, opposes = :opposes, disposition = :disposition,
       reason = :reason, duplicate_of = :duplicate_of,
       disposed_by = :disposed_by, disposed_at = :disposed_at,
       revision = :revision
 WHERE id = :id;
