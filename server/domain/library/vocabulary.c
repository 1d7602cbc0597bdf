/* SPDX-License-Identifier: Apache-2.0 */
/*
 * vocabulary.c - the words by which a community sorts what it has: its levels,
 * its domains.
 *
 * They stand on the community's front page, which everyone reads. The order of
 * the terms is theirs. What is sorted by a term keeps it as text, so a list may
 * change: nobody's level becomes unreadable because the word has left the list.
 */
#include <string.h>

#include "soundings/access.h"
#include "soundings/event.h"
#include "soundings/method.h"
#include "soundings/text.h"

#include "domain/rooms.h"
#include "domain/rows.h"

#define NAME_MAX  200
#define NOTE_MAX  4000
#define TERMS_MAX 200
#define TERM_MAX  200

const struct field vocabulary_fields[] = {
	F_ID(vocabulary, id), F_ID(vocabulary, community),
	F_TEXT(vocabulary, name, 1, NAME_MAX),
	F_TEXT_OPT(vocabulary, note, NOTE_MAX),
	F_BOOL(vocabulary, demonstration),
	F_TEXTS(vocabulary, terms, 1, TERMS_MAX),
	F_INT(vocabulary, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field vocabulary_input[] = {
	F_ID(vocabulary, community), F_TEXT(vocabulary, name, 1, NAME_MAX),
	F_TEXT_OPT(vocabulary, note, NOTE_MAX),
	F_BOOL(vocabulary, demonstration),
	F_TEXTS(vocabulary, terms, 1, TERMS_MAX), F_END
};
static const struct field vocabulary_changed_input[] = {
	F_ID(vocabulary, id), F_TEXT(vocabulary, name, 1, NAME_MAX),
	F_TEXT_OPT(vocabulary, note, NOTE_MAX),
	F_BOOL(vocabulary, demonstration),
	F_TEXTS(vocabulary, terms, 1, TERMS_MAX),
	F_INT(vocabulary, revision, 0, FIELD_INT_MAX), F_END
};

/* Are they terms that can be told apart? If not, the call has failed. */
static bool
terms_valid(struct call *c, struct texts terms)
{
	for (size_t i = 0; i < terms.count; i++) {
		const char *term = terms.at[i];

		if (term[strspn(term, " \t\n")] == '\0')
			call_invalid(c, "terms", "A term is empty.");
		if (utf8_count(term) > TERM_MAX)
			call_invalid(c, "terms",
			    "A term has more than 200 characters.");
		for (size_t k = 0; k < i; k++)
			if (strcmp(terms.at[k], term) == 0)
				call_invalid(c, "terms",
				    "Two terms are the same.");
	}
	return c->err == OK;
}

/* Do its name and its terms do? If not, the call has failed. */
static bool
is_valid(struct call *c, const struct vocabulary *v)
{
	if (terms_valid(c, v->terms) &&
	    db_number(c->db, VOCABULARY_NAMED, v->community, v->name, v->id) > 0)
		call_fail(c, E_CONFLICT,
		    "There is a vocabulary of this name already.");
	return c->err == OK;
}

static enum err
vocabulary_add(struct call *c)
{
	struct vocabulary v = *(const struct vocabulary *)c->in;

	if (!access_community(c, v.community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, v.community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Vocabularies are added by coordinators.");
	if (!is_valid(c, &v))
		return c->err;
	if (db_number(c->db, VOCABULARY_COUNT, v.community) >=
	    VOCABULARIES_MAX)
		return call_fail(c, E_CONFLICT,
		    "A community can have 100 vocabularies.");
	v.id = event_seq(c);
	db_put(c->db, VOCABULARY_INSERT, vocabulary_fields, &v);
	event_emit(c, "vocabulary.added",
	    AUDIENCE(AUDIENCE_COMMUNITY, v.community), v.community, &v);
	return call_reply(c, vocabulary_fields, &v);
}

static enum err
vocabulary_change(struct call *c)
{
	struct vocabulary v = *(const struct vocabulary *)c->in;
	struct vocabulary was;

	if (!db_get(c->db, VOCABULARY_GET, vocabulary_fields, &was, v.id,
	    c->member) || !access_community(c, was.community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such vocabulary.");
	if (!access_community(c, was.community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Vocabularies are changed by coordinators.");
	v.community = was.community;
	if (!is_valid(c, &v) || !call_fresh(c, v.revision, was.revision, 0))
		return c->err;
	v.revision = was.revision + 1;
	db_put(c->db, VOCABULARY_CHANGE, vocabulary_fields, &v);
	event_emit(c, "vocabulary.changed",
	    AUDIENCE(AUDIENCE_COMMUNITY, v.community), v.community, &v);
	return call_reply(c, vocabulary_fields, &v);
}

const struct method vocabulary_methods[] = {
	{ .name = "vocabulary.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = vocabulary_input, .in_size = sizeof(struct vocabulary),
	  .out = vocabulary_fields, .run = vocabulary_add,
	  .doc = "Adds a list of terms, shown on the community's front page; "
		 "for coordinators." },
	{ .name = "vocabulary.change", .kind = WRITE, .who = WHO_MEMBER,
	  .in = vocabulary_changed_input, .in_size = sizeof(struct vocabulary),
	  .out = vocabulary_fields, .run = vocabulary_change,
	  .doc = "Gives a list another name, or other terms; what is sorted by "
		 "one keeps it. For coordinators." },
	{ 0 }
};

static const struct row vocabulary_row = {
	"vocabulary", vocabulary_fields, sizeof(struct vocabulary),
	VOCABULARY_GET, VOCABULARY_ALL,
};

const struct event_kind vocabulary_events[] = {
	{ .name = "vocabulary.added", .row = &vocabulary_row,
	  .doc = "A list of terms was added." },
	{ .name = "vocabulary.changed", .row = &vocabulary_row,
	  .doc = "A list of terms has other terms, or another name." },
	{ 0 }
};
