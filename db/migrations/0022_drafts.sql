-- 0022_drafts.sql - a draft that is only for those whom a round asks by name;
-- how far a member has seen what others say in a round.

-- community: all its members; people: coordinators, and whom a round asks.
ALTER TABLE document ADD COLUMN audience TEXT NOT NULL DEFAULT 'community';

-- Who reads this draft reads the file. NULL: whoever is of its community. The
-- table of drafts names its files, so this one names no table.
ALTER TABLE file ADD COLUMN document INTEGER;

-- A draft on which only named people were asked was meant for them.
UPDATE document SET audience = 'people'
 WHERE EXISTS (SELECT 1 FROM document v JOIN round r ON r.document = v.id
                WHERE v.community = document.community
                  AND v.title = document.title AND r.audience = 'people')
   AND NOT EXISTS (SELECT 1 FROM document v JOIN round r ON r.document = v.id
                    WHERE v.community = document.community
                      AND v.title = document.title
                      AND r.audience = 'community');
UPDATE file SET document = (SELECT min(d.id) FROM document d
                             WHERE d.file = file.id)
 WHERE id IN (SELECT file FROM document WHERE audience = 'people');

-- Who may read a draft: a round that has gone on with a later version showed
-- the earlier ones, too.
CREATE VIEW document_reader (document, member, role) AS
SELECT d.id, m.member, m.role
  FROM document d
  JOIN membership m ON m.community = d.community AND m.left_at IS NULL
 WHERE d.audience = 'community' OR m.role = 'coordinator'
    OR EXISTS (SELECT 1 FROM document v
                 JOIN round r ON r.document = v.id
                 JOIN asked a ON a.round = r.id AND a.member = m.member
                WHERE v.community = d.community AND v.title = d.title
                  AND v.version >= d.version);

CREATE TABLE round_look (
    round         INTEGER NOT NULL REFERENCES round (id),
    member        INTEGER NOT NULL REFERENCES member (id),
    upto          INTEGER NOT NULL,     -- the newest comment then
    PRIMARY KEY (round, member)
) STRICT;
CREATE INDEX round_look_by_member ON round_look (member);
