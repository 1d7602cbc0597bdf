-- group_get: one group
SELECT id, community, name, purpose, made_at, changed_by, removed_at, revision
  FROM community_group WHERE id = :id AND :member >= 0;

-- group_all: the groups of a community
SELECT id, community, name, purpose, made_at, changed_by, removed_at, revision
  FROM community_group WHERE community = :community AND :member >= 0
 ORDER BY id;

-- group_count: how many it has
SELECT count(*) AS groups FROM community_group
 WHERE community = :community AND removed_at IS NULL;

-- group_names: what the others are called
SELECT name FROM community_group
 WHERE community = :community AND id <> :id AND removed_at IS NULL;

-- group_insert: one more
INSERT INTO community_group (id, community, name, purpose, made_at, changed_by)
VALUES (:id, :community, :name, :purpose, :made_at, :changed_by);

-- group_change: another name, another purpose; or it is gone
UPDATE community_group SET name = :name, purpose = :purpose,
       changed_by = :changed_by, removed_at = :removed_at, revision = :revision
 WHERE id = :id;

-- group_member_get: somebody in a group, or who was
SELECT id, "group", member, joined_at, left_at FROM group_place
 WHERE id = :id AND :member >= 0;

-- group_member_all: all that are or were in a group of a community
SELECT id, "group", member, joined_at, left_at FROM group_place
 WHERE community = :community AND :member >= 0 ORDER BY id;

-- group_member_find: the place of one member in a group
SELECT id, "group", member, joined_at, left_at FROM group_place
 WHERE "group" = :group AND member = :member;

-- group_member_count: how many are in it
SELECT count(*) AS members FROM group_place
 WHERE "group" = :group AND left_at IS NULL;

-- group_member_insert: is in it
INSERT INTO group_member (id, "group", member, joined_at)
VALUES (:id, :group, :member, :joined_at);

-- group_member_change: is in it again, or no longer
UPDATE group_member SET joined_at = :joined_at, left_at = :left_at
 WHERE id = :id;

-- group_people: those who are or were in a group of a community, as others see
-- them
SELECT id, display_name, organisation, profession, region FROM member
 WHERE id IN (SELECT member FROM group_place WHERE community = :community)
 ORDER BY id;

-- group_name: how a group is called; nothing, if there is none
SELECT name FROM community_group
 WHERE id = :id AND community = :community AND removed_at IS NULL;

-- group_members: who is in it
SELECT member AS id FROM group_place
 WHERE "group" = :group AND left_at IS NULL ORDER BY member;

-- round_group_insert: a round was opened for a group
INSERT INTO round_group (round, "group", name, named)
VALUES (:round, :group, :name, :named);

-- circle_told: do those who are asked learn how many they are?
SELECT count(*) AS told FROM round WHERE id = :id AND names = 'named';

-- circle_get: whom a round asks that is not for all. Under pseudonyms only
--   coordinators learn it: where few are asked, or one more is, it says who writes
SELECT r.id, g."group", g.name,
       coalesce(g.named, (SELECT count(*) FROM asked a WHERE a.round = r.id))
         AS named,
       (SELECT count(*) FROM asked a WHERE a.round = r.id) AS people
  FROM round r LEFT JOIN round_group g ON g.round = r.id
 WHERE r.id = :id AND r.audience = 'people'
   AND (:member = 0 OR EXISTS (
       SELECT 1 FROM round_reader x WHERE x.round = r.id AND x.member = :member
          AND (r.names = 'named' OR x.role = 'coordinator')));

-- circle_all: the same of all rounds of a community
SELECT r.id, g."group", g.name,
       coalesce(g.named, (SELECT count(*) FROM asked a WHERE a.round = r.id))
         AS named,
       (SELECT count(*) FROM asked a WHERE a.round = r.id) AS people
  FROM round r LEFT JOIN round_group g ON g.round = r.id
 WHERE r.community = :community AND r.audience = 'people'
   AND (:member = 0 OR EXISTS (
       SELECT 1 FROM round_reader x WHERE x.round = r.id AND x.member = :member
          AND (r.names = 'named' OR x.role = 'coordinator')));

-- circle_of_group: the open rounds that are for a group
SELECT r.id, g."group", g.name, g.named, 0 AS people
  FROM round_group g JOIN round r ON r.id = g.round
 WHERE g."group" = :group AND r.closed_at IS NULL AND r.closes_at > :now
 ORDER BY r.id;
