-- thread_get: one thread
-- ahead
SELECT id, number, community, kind, title, opened_by, opened_at, last_post_at,
       post_count, last_post, closed_at, closed_by, outcome, outcome_html
  FROM thread WHERE id = :id AND :member >= 0;

-- thread_pick: one thread, and what a member is in its community
-- ahead
-- row: id
SELECT t.id, t.number, t.community, t.kind, t.title, t.opened_by, t.opened_at,
       t.last_post_at, t.post_count, t.last_post, t.closed_at, t.closed_by,
       t.outcome, t.outcome_html, m.role
  FROM thread t
  LEFT JOIN membership m ON m.community = t.community AND m.member = :member
                        AND m.left_at IS NULL
 WHERE t.id = :id;

-- thread_all: every thread of a community
SELECT id, number, community, kind, title, opened_by, opened_at, last_post_at,
       post_count, last_post, closed_at, closed_by, outcome, outcome_html
  FROM thread WHERE community = :community AND :member >= 0;

-- thread_page: the threads of a community, the newest talk first
SELECT id, number, community, kind, title, opened_by, opened_at, last_post_at,
       post_count, last_post, closed_at, closed_by, outcome, outcome_html
  FROM thread WHERE community = :community AND last_post < :before
 ORDER BY last_post DESC LIMIT :count;

-- thread_insert: a new conversation
INSERT INTO thread (id, number, community, kind, title, opened_by, opened_at,
                    changed, last_post, last_post_at, post_count)
VALUES (:id, :number, :community, :kind, :title, :opened_by, :opened_at,
        :id, :last_post, :last_post_at, :post_count);

-- thread_touch: it has a new post
-- many
-- row: thread
UPDATE thread SET last_post = :post, last_post_at = :at,
       post_count = post_count + 1, changed = :seq
 WHERE id = :thread;

-- thread_change: something in it is not as it was
UPDATE thread SET changed = :seq WHERE id = :thread;

-- thread_changed: since when is it as it is?
SELECT changed FROM thread WHERE id = :thread;

-- thread_close: no more posts, and what came of it
UPDATE thread SET closed_at = :closed_at, closed_by = :closed_by,
       outcome = :outcome, outcome_html = :outcome_html
 WHERE id = :id;

-- post_insert: a new post
-- many
INSERT INTO post (id, thread, author, posted_at, reply_to, body, body_html)
VALUES (:id, :thread, :author, :posted_at, :reply_to, :body, :body_html);

-- post_get: one post
-- ahead
SELECT id, thread, author, posted_at, reply_to, body, body_html, edited_at,
       edit_count, withdrawn_at
  FROM post WHERE id = :id AND :member >= 0;

-- post_all: every post of a community
SELECT p.id, p.thread, p.author, p.posted_at, p.reply_to, p.body, p.body_html,
       p.edited_at, p.edit_count, p.withdrawn_at
  FROM thread t JOIN post p ON p.thread = t.id
 WHERE t.community = :community AND :member >= 0;

-- post_before: the talk before a given post, newest first
SELECT id, thread, author, posted_at, reply_to, body, body_html, edited_at,
       edit_count, withdrawn_at
  FROM post WHERE thread = :thread AND id < :before
 ORDER BY id DESC LIMIT :count;

-- post_after: the talk after a given post, oldest first
SELECT id, thread, author, posted_at, reply_to, body, body_html, edited_at,
       edit_count, withdrawn_at
  FROM post WHERE thread = :thread AND id > :after
 ORDER BY id LIMIT :count;

-- post_exists_before: is there talk before a given post?
SELECT id FROM post WHERE thread = :thread AND id < :before LIMIT 1;

-- post_change: other words, or none
UPDATE post SET body = :body, body_html = :body_html, edited_at = :edited_at,
       edit_count = :edit_count, withdrawn_at = :withdrawn_at
 WHERE id = :id;

-- post_version_insert: keeps the words before an edit
INSERT INTO post_version (post, number, at, body)
VALUES (:post, :number, :at, :body);

-- post_version_list: what a post said before
SELECT at, body FROM post_version WHERE post = :post ORDER BY number;

-- mark_get: how far a member has read a thread
-- ahead
SELECT thread AS id, post FROM mark WHERE thread = :thread AND member = :member;

-- mark_set: reads on, never back
-- many
-- row: member
INSERT INTO mark (member, thread, post) VALUES (:member, :thread, :post)
    ON CONFLICT (member, thread) DO UPDATE SET post = excluded.post
 WHERE excluded.post > mark.post;

-- mark_of_community: how far a member has read everywhere
SELECT k.thread AS id, k.post FROM thread t
  JOIN mark k ON k.thread = t.id
 WHERE t.community = :community AND k.member = :member;

-- unread_count: posts of others after the mark, at most 100 counted
SELECT count(*) AS unread FROM (
    SELECT 1 FROM post WHERE thread = :thread AND id > :after
       AND author <> :member LIMIT 100) AS newer;

-- draft_get: one draft, for its owner
SELECT id, place, body, saved_at FROM draft
 WHERE id = :id AND member = :member;

-- draft_find: the draft of a place
SELECT id, place, body, saved_at FROM draft
 WHERE member = :member AND place = :place;

-- draft_all: what a member is still writing
SELECT id, place, body, saved_at FROM draft
 WHERE member = :member AND body <> '' ORDER BY id LIMIT 200;

-- draft_of_member: all drafts of a member; they belong to no community
SELECT id, place, body, saved_at FROM draft
 WHERE :community >= 0 AND member = :member;

-- draft_insert: a new draft
INSERT INTO draft (id, member, place, body, saved_at)
VALUES (:id, :member, :place, :body, :saved_at);

-- draft_save: other words, or none
UPDATE draft SET body = :body, saved_at = :saved_at WHERE id = :id;

-- file_insert: an upload
INSERT INTO file (id, owner, name, type, size, digest, added_at, body)
VALUES (:id, :owner, :name, :type, :size, :digest, :added_at, :body);

-- file_read: its bytes, for its owner, the readers of its draft, or the
-- members of its community
SELECT id, owner, name, type, size, community, body FROM file
 WHERE id = :file
   AND (owner = :member OR (document IS NULL AND community IN (
            SELECT community FROM membership
             WHERE member = :member AND left_at IS NULL))
        OR EXISTS (SELECT 1 FROM document_reader x
                    WHERE x.document = file.document AND x.member = :member));

-- file_purge: forgets uploads of which nothing was made
-- scan: once an hour, for each of a few, that no draft is of this file
DELETE FROM file WHERE community IS NULL AND added_at < :before;

-- file_place: from now on a community may read it
UPDATE file SET community = :community WHERE id = :file AND owner = :member;
