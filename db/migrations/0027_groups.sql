-- 0027_groups.sql - groups of a community (a working group, a panel), and rounds
-- that were opened for one.

CREATE TABLE community_group (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    community     INTEGER NOT NULL REFERENCES community (id),
    name          TEXT NOT NULL,        -- of no other in the community
    purpose       TEXT NOT NULL,        -- a sentence
    made_at       INTEGER NOT NULL,
    changed_by    INTEGER NOT NULL REFERENCES member (id), -- its name or purpose
    removed_at    INTEGER,
    revision      INTEGER NOT NULL DEFAULT 0 -- how often it was changed
) STRICT;
CREATE INDEX community_group_by_community ON community_group (community, id);

CREATE TABLE group_member (
    id            INTEGER PRIMARY KEY,  -- seq of the event that made it
    "group"       INTEGER NOT NULL REFERENCES community_group (id),
    member        INTEGER NOT NULL REFERENCES member (id),
    joined_at     INTEGER NOT NULL,
    left_at       INTEGER,              -- NULL: is in it
    UNIQUE ("group", member)
) STRICT;

-- Who is or was in a group. Who leaves the community leaves its groups; who comes
-- back is put in anew.
CREATE VIEW group_place (id, "group", community, member, joined_at, left_at) AS
SELECT p.id, p."group", g.community, p.member, p.joined_at,
       CASE WHEN p.left_at IS NOT NULL THEN p.left_at
            WHEN s.left_at IS NOT NULL THEN s.left_at
            WHEN p.joined_at < s.joined_at THEN s.joined_at END
  FROM community_group g
  JOIN group_member p ON p."group" = g.id
  JOIN membership s ON s.community = g.community AND s.member = p.member;

-- For which group a round was opened; whom it asks stands in asked.
CREATE TABLE round_group (
    round         INTEGER PRIMARY KEY REFERENCES round (id),
    "group"       INTEGER NOT NULL REFERENCES community_group (id),
    name          TEXT NOT NULL,        -- as it was called then
    named         INTEGER NOT NULL      -- how many were asked beside it
) STRICT;
CREATE INDEX round_group_by_group ON round_group ("group");
