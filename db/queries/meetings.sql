-- meeting_get: one meeting, and what its thread is called
SELECT m.id, m.community, t.title, m.starts_at, m.ends_at, m.zone, m.place,
       m.link, m.seats, m.was_at, m.changed_at, m.changed_by, m.revision,
       m.reason, m.cancelled_at
  FROM meeting m JOIN thread t ON t.id = m.id
 WHERE m.id = :id;

-- meeting_insert: a thread is a meeting
INSERT INTO meeting (id, community, starts_at, ends_at, zone, place, link,
                     seats, changed_at, changed_by, revision)
VALUES (:id, :community, :starts_at, :ends_at, :zone, :place, :link, :seats,
        :changed_at, :changed_by, :revision);

-- meeting_change: at another time or place, or not at all
UPDATE meeting SET starts_at = :starts_at, ends_at = :ends_at, zone = :zone,
       place = :place, link = :link, seats = :seats, was_at = :was_at,
       changed_at = :changed_at, changed_by = :changed_by, revision = :revision, reason = :reason,
       cancelled_at = :cancelled_at
 WHERE id = :id;

-- meeting_move: since this event it is at its time
UPDATE meeting SET moved = :event WHERE id = :id;

-- meeting_talk: is its thread open for posts?
SELECT count(*) AS open FROM thread WHERE id = :id AND closed_at IS NULL;

-- meeting_words: what it is about
SELECT body FROM post WHERE thread = :id ORDER BY id LIMIT 1;

-- rsvp_get: what a member has answered
SELECT answer FROM rsvp WHERE meeting = :meeting AND member = :member;

-- rsvp_set: answers, or answers otherwise
INSERT INTO rsvp (meeting, member, answer, answered_at)
VALUES (:meeting, :member, :answer, :answered_at)
    ON CONFLICT (meeting, member) DO UPDATE
   SET answer = excluded.answer, answered_at = excluded.answered_at;

-- rsvp_seats: how many others who are here come for certain; who was away meanwhile
--   has given the seat back
SELECT count(*) AS taken
  FROM rsvp a
  JOIN meeting m ON m.id = a.meeting
  JOIN membership s ON s.community = m.community AND s.member = a.member
 WHERE a.meeting = :meeting AND a.member <> :member AND a.answer = 'yes'
   AND s.left_at IS NULL AND a.answered_at >= s.joined_at;

-- rsvp_all: who has answered what, of those who are here
SELECT a.member, p.display_name AS name, a.answer
  FROM rsvp a
  JOIN meeting m ON m.id = a.meeting
  JOIN membership s ON s.community = m.community AND s.member = a.member
  JOIN member p ON p.id = a.member
 WHERE a.meeting = :meeting AND s.left_at IS NULL
   AND a.answered_at >= s.joined_at
 ORDER BY a.answered_at, a.member;
