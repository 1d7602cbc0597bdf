-- 0018_hot_rows.sql - the rows that every post writes.
--
-- contract: no statement of any version asks for these constraints.
--
-- PostgreSQL checks a foreign key by a statement of its own and writes a lock
-- into the row that is named: a third of what a post costs, under the lock that
-- all servers wait for, to find what the call has read a moment before. SQLite,
-- where it costs next to nothing, goes on checking the same statements in the
-- same talks.

-- only postgres
ALTER TABLE post DROP CONSTRAINT post_thread_fkey;
ALTER TABLE post DROP CONSTRAINT post_author_fkey;
ALTER TABLE mark DROP CONSTRAINT mark_member_fkey;
ALTER TABLE mark DROP CONSTRAINT mark_thread_fkey;
ALTER TABLE search_entry DROP CONSTRAINT search_entry_community_fkey;
-- both
