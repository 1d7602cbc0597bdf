-- 0019_scan_ending.sql - a large round is closed in parts.

CREATE TABLE scan_ending (
    scan          INTEGER NOT NULL REFERENCES scan (id),
    round         INTEGER NOT NULL,
    item          INTEGER NOT NULL,     -- the last one reckoned; 0: none
    shown         INTEGER NOT NULL,     -- 1: closed, and its ballots are taken away
    PRIMARY KEY (scan, round)
) STRICT;
