-- 0029_meeting_moved.sql - a meeting that was put at another time is reminded of
-- anew, once for each time.

ALTER TABLE meeting ADD COLUMN moved INTEGER; -- the event that put it at its time; NULL: it was called for it
