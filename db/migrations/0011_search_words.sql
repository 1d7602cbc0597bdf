-- 0011_search_words.sql - words that PostgreSQL would pass over are found too.

-- only postgres
CREATE text SEARCH DICTIONARY soundings_stem (
    TEMPLATE = snowball, LANGUAGE = english); -- no list of stop words
CREATE text SEARCH CONFIGURATION soundings (COPY = english);
ALTER text SEARCH CONFIGURATION soundings
    ALTER MAPPING REPLACE english_stem WITH soundings_stem;
-- both
