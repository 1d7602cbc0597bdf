-- search_news: what happened after a given moment, for the index
SELECT seq, kind, subject FROM event WHERE seq > :after ORDER BY seq LIMIT 512;

-- search_moved: the index has read so far
UPDATE fact SET value = :upto WHERE name = 'searched' AND value = :after;

-- search_thread: a thread's own words
SELECT id, 'thread' AS kind, community, community * 8 + 1 AS audience,
       id AS place, opened_by AS author, opened_at AS at, title AS heading,
       title, coalesce(outcome, '') || ' ' || coalesce((
           SELECT m.place FROM meeting m WHERE m.id = thread.id), '') AS body
  FROM thread WHERE id = :id;

-- search_post: the words of a post
SELECT p.id, 'post' AS kind, t.community, t.community * 8 + 1 AS audience,
       t.id AS place, p.author, p.posted_at AS at, t.title AS heading,
       '' AS title, p.body
  FROM post p JOIN thread t ON t.id = p.thread
 WHERE p.id = :id AND p.withdrawn_at IS NULL;

-- search_document: what a draft is called
SELECT id, 'document' AS kind, community,
       community * 8 + CASE WHEN audience = 'community' THEN 1 ELSE 2 END
       AS audience, id AS place, added_by AS author, added_at AS at, title AS heading,
       title, '' AS body
  FROM document WHERE id = :id;

-- search_round: what a review asks, and what came of it
SELECT id, 'round' AS kind, community,
       CASE WHEN audience = 'community' THEN community * 8 + 1
            ELSE id * 8 + 4 END AS audience, id AS place, opened_by AS author, opened_at AS at, title AS heading,
       title, coalesce(instructions, '') || ' ' || coalesce(outcome, '') AS body
  FROM round WHERE id = :id;

-- search_comment: the words of a comment, and of its answer
SELECT c.id, 'comment' AS kind, r.community,
       CASE WHEN r.audience = 'community' AND r.visibility = 'all'
            THEN r.community * 8 + 1 ELSE r.id * 8 + 5 END AS audience,
       r.id AS place,
       CASE WHEN r.names = 'named' THEN c.author END AS author,
       c.made_at AS at, r.title AS heading,
       '' AS title, c.body || ' ' || coalesce(c.proposed, '') || ' '
       || coalesce(c.reason, '') AS body
  FROM comment c JOIN round r ON r.id = c.round
 WHERE c.id = :id AND c.withdrawn_at IS NULL;

-- search_poll: what a poll asks, and what came of it
SELECT id, 'poll' AS kind, community, community * 8 + 1 AS audience,
       id AS place, opened_by AS author, opened_at AS at, question AS heading,
       question AS title,
       coalesce(explanation, '') || ' ' || coalesce(outcome, '') AS body
  FROM poll WHERE id = :id;

-- search_signal: the words of a signal
SELECT id, 'signal' AS kind, community, community * 8 + 1 AS audience,
       id AS place, added_by AS author, added_at AS at, title AS heading,
       title, changing || ' ' || coalesce(affected, '') || ' '
       || coalesce(note, '') || ' ' || tags AS body
  FROM signal WHERE id = :id AND state <> 'merged';

-- search_resource: the words of a resource
SELECT id, 'resource' AS kind, community, community * 8 + 1 AS audience,
       id AS place, added_by AS author, added_at AS at, title AS heading,
       title, provider || ' ' || coalesce(audience, '') || ' '
       || coalesce(note, '') AS body
  FROM resource WHERE id = :id;

-- search_forget: this is not to be found any more
DELETE FROM search_entry WHERE id = :id;

-- search_forget_text: nor are its words, where they stand apart
-- only sqlite
DELETE FROM search_text WHERE rowid = :id;
-- both

-- search_add: a thing that can be found, or what it is now
INSERT INTO search_entry (id, kind, community, audience, place, author, at,
-- only sqlite
       heading)
VALUES (:id, :kind, :community, :audience, :place, :author, :at, :heading)
-- only postgres
       heading, title, body, words)
VALUES (:id, :kind, :community, :audience, :place, :author, :at, :heading,
        :title, :body,
        setweight(to_tsvector('soundings',
            soundings_plain(translate(:title, '<>', '  '))), 'A')
        || to_tsvector('soundings',
            soundings_plain(translate(:body, '<>', '  '))))
-- both
    ON CONFLICT (id) DO UPDATE SET
-- only postgres
       title = excluded.title, body = excluded.body, words = excluded.words,
-- both
       kind = excluded.kind, community = excluded.community,
       audience = excluded.audience, place = excluded.place,
       author = excluded.author, at = excluded.at, heading = excluded.heading;

-- search_add_text: by these words, where they stand apart
-- only sqlite
INSERT OR REPLACE INTO search_text (rowid, scope, title, body)
VALUES (:id, 'a' || :audience, :title, :body);
-- both

-- search_merge: so many pages of the index of words become of one segment
-- only sqlite
INSERT INTO search_text (search_text, rank) VALUES ('merge', :pages);
-- both

-- search_segments: of which it consists, as the database writes it
-- only sqlite
SELECT hex(block) AS segments FROM search_text_data WHERE id = 10;
-- only postgres
SELECT '' AS segments;
-- both

-- search_scopes: where a member's search looks
SELECT community * 8 + 1 AS audience FROM membership
 WHERE member = :member AND left_at IS NULL
 UNION ALL
SELECT community * 8 + 2 FROM membership
 WHERE member = :member AND left_at IS NULL AND role = 'coordinator'
 UNION ALL
SELECT r.id * 8 + 4 FROM membership m
  JOIN round r ON r.community = m.community
 WHERE m.member = :member AND m.left_at IS NULL AND r.audience = 'people'
   AND EXISTS (SELECT 1 FROM round_reader x
                WHERE x.round = r.id AND x.member = :member)
 UNION ALL
SELECT r.id * 8 + 5 FROM membership m
  JOIN round r ON r.community = m.community
 WHERE m.member = :member AND m.left_at IS NULL
   AND (r.audience = 'people' OR r.visibility <> 'all')
   AND EXISTS (SELECT 1 FROM comment_reader x
                WHERE x.round = r.id AND x.member = :member);

-- search_find: what has these words and may be seen, newest first
-- scan: the index of words
-- only sqlite
SELECT e.id, e.kind, e.community, e.place, e.author, m.display_name AS author_name,
       e.at, e.heading,
       snippet(search_text, 2, char(2), char(3), ' … ', 24) AS excerpt
  FROM search_text JOIN search_entry e ON e.id = search_text.rowid
  LEFT JOIN member m ON m.id = e.author
 WHERE search_text MATCH :question AND search_text.rowid < :before
-- only postgres
SELECT e.id, e.kind, e.community, e.place, e.author, m.display_name AS author_name,
       e.at, e.heading,
-- PostgreSQL leaves out what looks like HTML; here it is what somebody wrote.
       translate(ts_headline('soundings',
           translate(ltrim(e.title || ' ' || e.body), '<>', chr(4) || chr(5)),
           soundings_marks(:question, e.title || ' ' || e.body),
           'MaxWords=24, MinWords=12, StartSel=' || chr(2) || ', StopSel=' ||
           chr(3)), chr(4) || chr(5), '<>') AS excerpt
  FROM search_entry e LEFT JOIN member m ON m.id = e.author
 WHERE e.words @@ websearch_to_tsquery('soundings', soundings_plain(:question))
   AND e.id < :before
-- both
   AND (:kind = '' OR e.kind = :kind)
   AND (:community = 0 OR e.community = :community)
   AND (e.audience IN (SELECT community * 8 + 1 FROM membership
                        WHERE member = :member AND left_at IS NULL)
    OR e.audience IN (SELECT community * 8 + 2 FROM membership
                       WHERE member = :member AND left_at IS NULL
                         AND role = 'coordinator')
    OR (e.audience % 8 = 4 AND EXISTS (
        SELECT 1 FROM round_reader x
         WHERE x.round = e.audience / 8 AND x.member = :member))
    OR (e.audience % 8 = 5 AND EXISTS (
        SELECT 1 FROM comment_reader x
         WHERE x.round = e.audience / 8 AND x.member = :member)))
 ORDER BY
-- only sqlite
       search_text.rowid DESC
-- only postgres
       e.id DESC
-- both
 LIMIT :count;
