-- 0023_post_indexes.sql - what each post need not write any more.
--
-- contract: servers up to schema 19 look for the answers to a member's posts by
-- these; without them they find the same, more slowly.

DROP INDEX post_by_author;
DROP INDEX post_by_reply;
