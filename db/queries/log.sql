-- event_last: the newest seq
SELECT coalesce(max(seq), 0) AS seq FROM event WHERE seq > :after;

-- event_insert: one more line of the log
-- many
INSERT INTO event (seq, at, community, audience, actor, kind, subject)
VALUES (:seq, :at, :community, :audience, :actor, :kind, :subject);

-- event_range: what a member may hear of a stretch of the log
SELECT seq, at, community, audience, actor, kind, subject FROM event
 WHERE seq > :after AND seq <= :upto
   AND (audience IN (0, :member * 8 + 3)
    OR audience IN (SELECT community * 8 + 1 FROM membership
                     WHERE member = :member AND left_at IS NULL)
    OR audience IN (SELECT community * 8 + 2 FROM membership
                     WHERE member = :member AND left_at IS NULL
                       AND role = 'coordinator')
    OR audience IN (SELECT a.round * 8 + 4 FROM asked a
                      JOIN round_reader x ON x.round = a.round
                       AND x.member = a.member
                     WHERE a.member = :member)
    OR audience IN (SELECT v.round * 8 + 5 FROM reviewer v
                      JOIN round r ON r.id = v.round
                      JOIN comment_reader x ON x.round = v.round
                       AND x.member = v.member
                     WHERE v.member = :member AND r.visibility = 'after_mine'
                       AND r.closed_at IS NULL))
 ORDER BY seq LIMIT :count;

-- event_stretch: a stretch of the log, for all who hear it
SELECT seq, at, community, audience, actor, kind, subject FROM event
 WHERE seq > :after AND seq <= :upto ORDER BY seq LIMIT :count;

-- intent_get: the first answer to a call that is made again
-- ahead
SELECT hash, reply FROM intent WHERE member = :member AND key = :key;

-- intent_insert: remembers an answer
-- many
INSERT INTO intent (member, key, hash, reply, at)
VALUES (:member, :key, :hash, :reply, :at);

-- intent_purge: forgets answers nobody will ask for again
DELETE FROM intent WHERE at < :before;

-- fact_get: one fact about this database
SELECT value FROM fact WHERE name = :name;

-- fact_set: says it
INSERT INTO fact (name, value) VALUES (:name, :value)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- access_role: what a member is in a community
SELECT role FROM membership
 WHERE community = :community AND member = :member AND left_at IS NULL;

-- access_round: what a member is to a round
SELECT role FROM round_reader WHERE round = :round AND member = :member;

-- access_comments: what a member is to what others say in it
SELECT role FROM comment_reader WHERE round = :round AND member = :member;

-- access_administrator: does this member run the server?
SELECT administrator FROM member WHERE id = :member AND disabled_at IS NULL;

-- audience_list: what a member hears beside the public and the own audience
SELECT community * 8 + 1 AS audience FROM membership
 WHERE member = :member AND left_at IS NULL
 UNION ALL
SELECT community * 8 + 2 FROM membership
 WHERE member = :member AND left_at IS NULL AND role = 'coordinator'
 UNION ALL
SELECT a.round * 8 + 4 FROM asked a
  JOIN round_reader x ON x.round = a.round AND x.member = a.member
 WHERE a.member = :member
 UNION ALL
SELECT v.round * 8 + 5 FROM reviewer v
  JOIN round r ON r.id = v.round
  JOIN comment_reader x ON x.round = v.round AND x.member = v.member
 WHERE v.member = :member AND r.visibility = 'after_mine'
   AND r.closed_at IS NULL;

-- community_number: the next #number of a community
UPDATE community SET last_number = last_number + 1
 WHERE id = :community RETURNING last_number;

-- store_flushed: how far the database has its own log on its disk
-- only sqlite
SELECT 0 AS place;
-- only postgres
SELECT CAST(pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0') AS bigint)
       AS place;

-- store_replayed: how far a copy has followed; -2: it is none (any more)
-- only sqlite
SELECT -2 AS place;
-- only postgres
SELECT CASE WHEN pg_is_in_recovery() THEN CAST(coalesce(pg_wal_lsn_diff(
       pg_last_wal_replay_lsn(), '0/0'), 0) AS bigint) ELSE -2 END AS place;
