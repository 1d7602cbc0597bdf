-- 0030_pauses.sql - when a round was paused and why stays on record, also after it
-- goes on.

CREATE TABLE pause (
    round         INTEGER NOT NULL REFERENCES round (id),
    paused_at     INTEGER NOT NULL,
    paused_by     INTEGER NOT NULL REFERENCES member (id),
    reason        TEXT NOT NULL,
    resumed_at    INTEGER,              -- NULL: not yet, or it closed before
    resumed_by    INTEGER REFERENCES member (id),
    PRIMARY KEY (round, paused_at)
) STRICT;

INSERT INTO pause (round, paused_at, paused_by, reason)
SELECT r.id, r.paused_at,
       coalesce((SELECT max(e.actor) FROM event e
                  WHERE e.subject = r.id AND e.kind = 'round.paused'
                    AND e.at = r.paused_at), r.opened_by),
       coalesce(r.pause_reason, '')
  FROM round r WHERE r.paused_at IS NOT NULL;
