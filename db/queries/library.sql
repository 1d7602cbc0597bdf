-- resource_get: one resource
SELECT id, number, community, title, provider, url, format, minutes_min,
       minutes_max, item_count, level, audience, note, lifecycle, added_by,
       added_at, revision
  FROM resource WHERE id = :id AND :member >= 0;

-- resource_all: every resource of a community
SELECT id, number, community, title, provider, url, format, minutes_min,
       minutes_max, item_count, level, audience, note, lifecycle, added_by,
       added_at, revision
  FROM resource WHERE community = :community AND :member >= 0;

-- resource_page: the newest resources of a community
SELECT id, number, community, title, provider, url, format, minutes_min,
       minutes_max, item_count, level, audience, note, lifecycle, added_by,
       added_at, revision
  FROM resource WHERE community = :community ORDER BY id DESC LIMIT 500;

-- resource_insert: one more
INSERT INTO resource (id, number, community, title, provider, url, format,
                      minutes_min, minutes_max, item_count, level, audience,
                      note, lifecycle, added_by, added_at)
VALUES (:id, :number, :community, :title, :provider, :url, :format,
        :minutes_min, :minutes_max, :item_count, :level, :audience,
        :note, :lifecycle, :added_by, :added_at);

-- resource_change: its facts are put right
UPDATE resource SET title = :title, provider = :provider, url = :url,
       format = :format, minutes_min = :minutes_min,
       minutes_max = :minutes_max, item_count = :item_count, level = :level,
       audience = :audience, note = :note, lifecycle = :lifecycle,
       revision = :revision
 WHERE id = :id;

-- vocabulary_get: one list of words
SELECT id, community, name, note, demonstration, terms, revision FROM vocabulary
 WHERE id = :id AND :member >= 0;

-- vocabulary_all: every list of words of a community
SELECT id, community, name, note, demonstration, terms, revision FROM vocabulary
 WHERE community = :community AND :member >= 0 ORDER BY id LIMIT 100;

-- vocabulary_named: is there another list of this name?
SELECT count(*) AS named FROM vocabulary
 WHERE community = :community AND name = :name AND id <> :id;

-- vocabulary_count: how many lists a community has
SELECT count(*) AS lists FROM vocabulary WHERE community = :community;

-- vocabulary_insert: one more
INSERT INTO vocabulary (id, community, name, note, demonstration, terms)
VALUES (:id, :community, :name, :note, :demonstration, :terms);

-- vocabulary_change: other words, another name
UPDATE vocabulary SET name = :name, note = :note, terms = :terms,
       demonstration = :demonstration, revision = :revision
 WHERE id = :id;
