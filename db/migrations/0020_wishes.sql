-- 0020_wishes.sql - everything that is mailed goes through the one decision.

-- By which event it was said that the letter may go; NULL: not yet, or before
-- letters were decided about like all other mail.
ALTER TABLE letter ADD COLUMN event INTEGER;
CREATE INDEX letter_by_event ON letter (event) WHERE event IS NOT NULL;

-- What a digest has told carries its mail. What older versions told carries 0.
UPDATE mailing SET mail = 0
 WHERE way = 'digest' AND mail IS NULL AND EXISTS (
       SELECT 1 FROM notice n
        WHERE n.member = mailing.member AND n.told >= mailing.event);
CREATE INDEX mailing_left ON mailing (member, event)
    WHERE way = 'digest' AND mail IS NULL;

-- Whose address it was when it was suppressed, for those who can mend it; the
-- hash says whether it still is. NULL: nobody's here, or older than this.
ALTER TABLE suppression ADD COLUMN member INTEGER;
CREATE INDEX suppression_by_member ON suppression (member)
    WHERE member IS NOT NULL;
