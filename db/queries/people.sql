-- session_by_hash: who holds this token
-- ahead
SELECT s.id, s.member, s.seen_at, s.idle_ms, s.expires_at FROM session s
  JOIN member m ON m.id = s.member
 WHERE s.hash = :hash AND s.ended_at IS NULL AND s.expires_at > :now
   AND s.seen_at + s.idle_ms > :now AND m.disabled_at IS NULL;

-- session_alive: is this session still good?
-- ahead
SELECT s.id, s.member, s.seen_at, s.idle_ms, s.expires_at FROM session s
  JOIN member m ON m.id = s.member
 WHERE s.id = :session AND s.ended_at IS NULL AND s.expires_at > :now
   AND s.seen_at + s.idle_ms > :now AND m.disabled_at IS NULL;

-- session_insert: somebody signed in
INSERT INTO session (id, member, hash, agent, created_at, seen_at, expires_at,
                     idle_ms)
VALUES (:id, :member, :hash, :agent, :created_at, :seen_at, :expires_at,
        :idle_ms);

-- session_list: where a member is signed in
SELECT id, created_at, seen_at, agent FROM session
 WHERE member = :member AND ended_at IS NULL AND expires_at > :now
   AND seen_at + idle_ms > :now
 ORDER BY seen_at DESC;

-- session_end: ends one of a member's sessions
UPDATE session SET ended_at = :now
 WHERE id = :session AND member = :member AND ended_at IS NULL;

-- session_others: a member's sessions but one, to end them
SELECT id FROM session
 WHERE member = :member AND id <> :session AND ended_at IS NULL;

-- session_touch: it is in use
UPDATE session SET seen_at = :now WHERE id = :session AND seen_at < :now;

-- session_purge: forgets sessions that are long over
-- scan: once an hour, and the table is small
DELETE FROM session WHERE ended_at < :before OR expires_at < :before;

-- link_insert: a way in by mail, once
INSERT INTO link (hash, member, email, made_at, expires_at)
VALUES (:hash, :member, :email, :made_at, :expires_at);

-- link_use: takes a link, if it is good and its address still the member's
UPDATE link SET used_at = :now
 WHERE hash = :hash AND used_at IS NULL AND expires_at > :now
   AND EXISTS (SELECT 1 FROM member m
                WHERE m.id = link.member AND m.email = link.email
                  AND m.disabled_at IS NULL)
RETURNING member;

-- link_purge: forgets links that can no longer be used
DELETE FROM link WHERE expires_at < :before;

-- attempt_insert: counts a try
INSERT INTO attempt (subject, at) VALUES (:subject, :at);

-- attempt_count: how many tries since
SELECT count(*) AS tries FROM attempt WHERE subject = :subject AND at > :after;

-- attempt_purge: forgets old tries
DELETE FROM attempt WHERE at < :before;

-- member_insert: a new person
INSERT INTO member (id, email, display_name, time_zone, created_at)
VALUES (:id, :email, :display_name, :time_zone, :created_at);

-- member_get: one person as others see them
SELECT id, display_name, organisation, profession, region FROM member
 WHERE id = :id AND :member >= 0;

-- member_in_community: all who belong or belonged, as others see them
SELECT id, display_name, organisation, profession, region FROM member
 WHERE id IN (SELECT member FROM membership
               WHERE community = :community) AND :member >= 0;

-- member_known: one person, if the caller shares a community with them
SELECT id, display_name, organisation, profession, region FROM member
 WHERE id = :id
   AND (id = :member OR EXISTS (
        SELECT 1 FROM membership mine
          JOIN membership theirs ON theirs.community = mine.community
         WHERE mine.member = :member AND mine.left_at IS NULL
           AND theirs.member = :id));

-- member_self: one person as they see themselves
SELECT id, email, display_name, organisation, profession, region, time_zone,
       password_hash, administrator
  FROM member WHERE id = :id;

-- member_by_email: who has this address
SELECT id, email, display_name, organisation, profession, region, time_zone,
       password_hash, administrator
  FROM member WHERE email = :email AND disabled_at IS NULL;

-- member_profile: what a person says of themselves
UPDATE member SET display_name = :display_name, organisation = :organisation,
       profession = :profession, region = :region, time_zone = :time_zone
 WHERE id = :id;

-- member_password: a new password
UPDATE member SET password_hash = :hash WHERE id = :member;

-- member_make_administrator: may run the server
UPDATE member SET administrator = 1 WHERE id = :member;

-- member_page: the people of a community, by id
SELECT m.id, m.display_name, m.organisation, m.profession, m.region
  FROM membership s JOIN member m ON m.id = s.member
 WHERE s.community = :community AND s.left_at IS NULL AND s.member > :after
 ORDER BY s.member LIMIT :count;

-- membership_page: their roles
SELECT id, community, member, role, joined_at, left_at FROM membership
 WHERE community = :community AND left_at IS NULL AND member > :after
 ORDER BY member LIMIT :count;

-- membership_get: one membership
SELECT id, community, member, role, joined_at, left_at FROM membership
 WHERE id = :id AND :member >= 0;

-- membership_find: a member's place in a community
SELECT id, community, member, role, joined_at, left_at FROM membership
 WHERE community = :community AND member = :member;

-- membership_all: all places in a community, for a member of it
SELECT id, community, member, role, joined_at, left_at FROM membership
 WHERE community = :community AND :member >= 0;

-- membership_of_member: where a member belongs
SELECT id, community, member, role, joined_at, left_at FROM membership
 WHERE member = :member AND left_at IS NULL ORDER BY community;

-- membership_insert: joins
INSERT INTO membership (id, community, member, role, joined_at, remit)
VALUES (:id, :community, :member, :role, :joined_at, :remit);

-- membership_rejoin: comes back
UPDATE membership SET role = :role, joined_at = :joined_at, remit = :remit,
       left_at = NULL
 WHERE id = :id;

-- membership_role: another role
UPDATE membership SET role = :role WHERE id = :id;

-- membership_coordinators: how many coordinators a community has
SELECT count(*) AS coordinators FROM membership
 WHERE community = :community AND role = 'coordinator' AND left_at IS NULL;

-- coordinates_any: does a member coordinate any community?
SELECT count(*) AS communities FROM membership
 WHERE member = :member AND role = 'coordinator' AND left_at IS NULL;

-- community_insert: a new community
INSERT INTO community (id, slug, name, summary, remit, expectations,
                       demonstration, created_at)
VALUES (:id, :slug, :name, :summary, :remit, :expectations, :demonstration,
        :created_at);

-- community_get: a community's front page
SELECT id, name, slug, summary, remit, expectations, demonstration, created_at,
       member_count
  FROM community WHERE id = :id AND :member >= 0;

-- community_all: the same as a list of one
SELECT id, name, slug, summary, remit, expectations, demonstration, created_at,
       member_count
  FROM community WHERE id = :community AND :member >= 0;

-- community_list: every community's front page
SELECT id, name, slug, summary, remit, expectations, demonstration, created_at,
       member_count
  FROM community WHERE id > :after ORDER BY id LIMIT 200;

-- community_slug_taken: is this short name in use?
SELECT count(*) AS taken FROM community WHERE slug = :slug;

-- community_count_members: one more, or one fewer
UPDATE community SET member_count = member_count + :change WHERE id = :community;

-- invitation_insert: asks somebody to join
INSERT INTO invitation (id, community, email, role, hash, state, invited_by,
                        sent_at, expires_at)
VALUES (:id, :community, :email, :role, :hash, 'open', :invited_by, :sent_at,
        :expires_at);

-- invitation_get: one invitation
SELECT id, community, email, role, state, invited_by, sent_at, expires_at,
       accepted_at
  FROM invitation WHERE id = :id AND :member >= 0;

-- invitation_all: a community's invitations, for its coordinators
SELECT id, community, email, role, state, invited_by, sent_at, expires_at,
       accepted_at
  FROM invitation
 WHERE community = :community
   AND EXISTS (SELECT 1 FROM membership m
                WHERE m.community = invitation.community
                  AND m.member = :member AND m.left_at IS NULL
                  AND m.role = 'coordinator');

-- invitation_page: the newest invitations of a community
SELECT id, community, email, role, state, invited_by, sent_at, expires_at,
       accepted_at
  FROM invitation WHERE community = :community ORDER BY id DESC LIMIT 500;

-- invitation_by_hash: the invitation of a link
SELECT id, community, email, role, state, invited_by, sent_at, expires_at,
       accepted_at
  FROM invitation WHERE hash = :hash;

-- invitation_open_for: is this address invited already?
SELECT count(*) AS open FROM invitation
 WHERE email = :email AND community = :community AND state = 'open'
   AND expires_at > :now;

-- invitation_sent_by: how many a coordinator sent lately
SELECT count(*) AS sent FROM invitation
 WHERE community = :community AND invited_by = :member AND sent_at > :after;

-- invitation_state: accepted or withdrawn
UPDATE invitation SET state = :state, accepted_at = :accepted_at WHERE id = :id;

-- invitation_renew: a new link and a new term
UPDATE invitation SET hash = :hash, sent_at = :sent_at,
       expires_at = :expires_at, state = 'open'
 WHERE id = :id;

-- member_belongs: is the owner of this address in the community?
SELECT count(*) AS belongs FROM member m
  JOIN membership s ON s.member = m.id
 WHERE m.email = :email AND s.community = :community AND s.left_at IS NULL;
