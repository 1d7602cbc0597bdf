-- 0017_accents.sql - words are found with or without their accents, which
-- SQLite's index does by itself. PostgreSQL's extension for it is not for every
-- owner of a database.

-- only postgres
-- A text without accents: taken apart, and the marks left out.
CREATE FUNCTION soundings_plain(words text) RETURNS text
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN CASE WHEN octet_length(words) = char_length(words) THEN words
           ELSE regexp_replace(normalize(words, NFD), '[\u0300-\u036f]', '', 'g')
           END;

-- What to mark in a text that a question has found: its words, and those that
-- are the same but for accents.
CREATE FUNCTION soundings_marks(question text, words text) RETURNS tsquery
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN websearch_to_tsquery('soundings', soundings_plain(question))
        || CAST(coalesce((
           SELECT string_agg('''' || replace(replace(lexeme, '\', '\\'),
                                             '''', '''''') || '''', ' | ')
             FROM unnest(to_tsvector('soundings', words))
            WHERE lexeme <> soundings_plain(lexeme)
              AND tsvector_to_array(to_tsvector('soundings',
                      soundings_plain(lexeme))) -- stems depend on accents
               && tsvector_to_array(to_tsvector('soundings',
                      soundings_plain(question)))
           ), '') AS tsquery);

UPDATE search_entry SET words =
       setweight(to_tsvector('soundings',
           soundings_plain(translate(title, '<>', '  '))), 'A')
       || to_tsvector('soundings',
           soundings_plain(translate(body, '<>', '  ')))
 WHERE octet_length(title || body) > char_length(title || body);
-- both
