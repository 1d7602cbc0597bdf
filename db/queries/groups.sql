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

-- group_named: is there another group of this name?
SELECT count(*) AS named FROM community_group
 WHERE community = :community AND lower(name) = lower(:name) AND id <> :id
   AND removed_at IS NULL;

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
