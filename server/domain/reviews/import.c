/* SPDX-License-Identifier: Apache-2.0 */
/*
 * import.c - an upload becomes a draft.
 *
 * What files can be read, and how, is text/convert.c; here is what a draft
 * keeps of it. Pictures become files of the community, like the upload itself.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/secret.h"
#include "soundings/text.h"

#include "domain/reviews/reviews.h"

#define WORDS_PER_MINUTE 200

static const struct field picture_fields[] = {
	F_ID(picture, id), F_ID(picture, owner),
	F_TEXT(picture, name, 1, TITLE_MAX), F_TEXT(picture, type, 1, 100),
	F_INT(picture, size, 0, FIELD_INT_MAX), F_TEXT(picture, digest, 64, 64),
	F_AT(picture, added_at), F_BLOB(picture, body), F_END
};

static int64_t
words_in(const char *text)
{
	static const char space[] = " \t\r\n";
	int64_t n = 0;

	for (text += strspn(text, space); *text != '\0';
	     text += strspn(text, space)) {
		text += strcspn(text, space);
		n++;
	}
	return n;
}

static int64_t
minutes_of(const struct list *clauses)
{
	const struct clause_text *k = clauses->at;
	int64_t words = 0;

	for (size_t i = 0; i < clauses->count; i++)
		words += words_in(k[i].text);
	return words == 0 ? 1
	    : (words + WORDS_PER_MINUTE - 1) / WORDS_PER_MINUTE;
}

/* "picture-1.png" of "image/png" */
static const char *
name_of(struct arena *a, const char *type, size_t number)
{
	return arena_printf(a, "picture-%zu.%s", number, strchr(type, '/') + 1);
}

static struct list
pictures_of(struct arena *a, const struct list *found)
{
	const struct found_picture *from = found->at;
	struct picture *to = arena_get(a, found->count * sizeof(*to));
	char *digest;

	for (size_t i = 0; i < found->count; i++) {
		digest = arena_get(a, SECRET_HASH_LEN + 1);
		secret_digest(from[i].body.at, from[i].body.len, digest);
		to[i] = (struct picture){
			.name = name_of(a, from[i].type, i + 1),
			.type = from[i].type, .body = from[i].body,
			.size = (int64_t)from[i].body.len, .digest = digest,
		};
	}
	return (struct list){ .at = to, .count = found->count };
}

struct import *
import_read(struct arena *a, const char *name, const char *way,
    struct blob body)
{
	struct import *i = arena_get(a, sizeof(*i));

	i->draft = convert(a, name, way, body);
	i->pictures = pictures_of(a, &i->draft->pictures);
	i->minutes = minutes_of(&i->draft->clauses);
	return i;
}

struct ids
import_pictures(struct call *c, const struct import *i, int64_t community)
{
	struct picture *p = i->pictures.at;
	int64_t *ids = arena_get(c->arena, i->pictures.count * sizeof(*ids));

	for (size_t n = 0; n < i->pictures.count; n++) {
		ids[n] = p[n].id = event_seq(c);
		p[n].owner = c->member;
		p[n].added_at = c->now;
		db_put(c->db, FILE_INSERT, picture_fields, &p[n]);
		db_run(c->db, FILE_PLACE, community, p[n].id, c->member);
		event_note(c, "file.stored",
		    AUDIENCE(AUDIENCE_MEMBER, c->member), 0, p[n].id);
	}
	return (struct ids){ .at = ids, .count = i->pictures.count };
}

void
import_store(struct call *c, const struct import *i, int64_t document)
{
	const struct found_comment *from = i->draft->comments.at;

	db_run(c->db, DOCUMENT_TEXT_INSERT, document, i->draft->markdown);
	for (size_t n = 0; n < i->draft->comments.count; n++) {
		int64_t position = (int64_t)n + 1;
		struct imported_comment k = {
			.id = PART_ID(document, position),
			.document = document, .position = position,
			.author = from[n].author, .made_at = from[n].made_at,
			.body = from[n].body, .start = from[n].start,
			.end = from[n].end, .exact = from[n].exact,
		};

		if (from[n].clause >= 0)
			k.clause = PART_ID(document, from[n].clause + 1);
		db_put(c->db, IMPORTED_INSERT, imported_fields, &k);
	}
}
