/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filled.c - a table of comments that was filled in elsewhere comes back.
 *
 * Rows are found by the number of their comment, columns by their heads; only
 * disposition and observations are read. First one sees what would change and
 * what cannot; the same file is then applied, unless an answer was given in
 * between: the seal of what was shown must be that of what would be done.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "soundings/base.h"
#include "soundings/grid.h"
#include "soundings/secret.h"
#include "soundings/text.h"

#include "domain/reviews/export.h"
#include "domain/reviews/table.h"

#define FILLED_MAX (20 * 1024 * 1024)
#define NOWHERE    SIZE_MAX

struct filling {
	int64_t round, file;
	const char *seal; /* of the preview; only for filled.apply */
	struct list rows; /* of prepare: struct texts */
	const char *why;  /* of prepare: the file cannot be read */
};

struct change {
	int64_t comment;
	const char *number;
	const char *old_disposition, *old_reason, *disposition, *reason;
	int64_t duplicate_of; /* 0: of none */
};

struct refusal {
	int64_t row; /* of the table, its head is 1 */
	const char *why;
};

struct preview {
	const char *seal;
	int64_t same;
	struct list changes, refusals;
};

/* The upload. */
struct stored {
	int64_t id, owner;
	const char *name, *type;
	int64_t size, community;
	struct blob body;
};

/* Where the columns are; NOWHERE: there is none of that name. */
struct heads {
	size_t id, disposition, observations, revision;
};

static const struct field filling_input[] = {
	F_ID(filling, round), F_ID(filling, file), F_END
};
static const struct field applying_input[] = {
	F_ID(filling, round), F_ID(filling, file),
	F_TEXT(filling, seal, 64, 64), F_END
};
static const struct field change_fields[] = {
	F_ID(change, comment), F_TEXT_OPT(change, number, 100),
	F_CHOICE_OPT(change, old_disposition, dispositions),
	F_TEXT_OPT(change, old_reason, BODY_MAX),
	F_CHOICE(change, disposition, dispositions),
	F_TEXT_OPT(change, reason, BODY_MAX), F_REF(change, duplicate_of),
	F_END
};
static const struct field refusal_fields[] = {
	F_INT(refusal, row, 1, FIELD_INT_MAX), F_TEXT(refusal, why, 1, 1000),
	F_END
};
static const struct field preview_output[] = {
	F_TEXT(preview, seal, 64, 64), F_INT(preview, same, 0, FIELD_INT_MAX),
	F_LIST(preview, changes, change, change_fields, GRID_ROWS_MAX),
	F_LIST(preview, refusals, refusal, refusal_fields, GRID_ROWS_MAX),
	F_END
};
static const struct field stored_fields[] = {
	F_ID(stored, id), F_ID(stored, owner), F_TEXT(stored, name, 1, 400),
	F_TEXT(stored, type, 1, 100), F_INT(stored, size, 0, FIELD_INT_MAX),
	F_REF(stored, community), F_BLOB(stored, body), F_END
};

/* The slow half: reads the table. What its rows mean, `run` decides. */
static enum err
read_table(struct call *c)
{
	struct filling *in = c->in;
	struct stored f;

	in->why = "There is no such file.";
	if (!db_get(c->db, UPLOAD_GET, stored_fields, &f, in->file,
	    c->member) || f.size > FILLED_MAX ||
	    !db_get(c->db, FILE_READ, stored_fields, &f, in->file, c->member))
		return OK;
	in->why = NULL;
	grid_read(c->arena, f.body, &in->rows, &in->why);
	return OK;
}

static const char *
trimmed(struct call *c, const char *text)
{
	size_t len;

	text += strspn(text, " \t\r\n");
	len = strlen(text);
	while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
		len--;
	return arena_copy(c->arena, text, len);
}

/* The cell of that column; "" when there is none. The apostrophe by which our
 * CSV guards a spreadsheet stays where somebody saves it as another file. */
static const char *
cell(struct call *c, const struct texts *row, size_t column)
{
	const char *text = column < row->count ? trimmed(c, row->at[column])
					       : "";

	return *text == '\'' && text[1] != '\0' && strchr("=+-@", text[1])
	    ? text + 1 : text;
}

static size_t
column_of(struct call *c, const struct texts *head, const char *name)
{
	for (size_t i = 0; i < head->count; i++)
		if (strcasecmp(cell(c, head, i), name) == 0)
			return i;
	return NOWHERE;
}

/* False: the call has failed. */
static bool
find_heads(struct call *c, const struct texts *head, struct heads *h)
{
	*h = (struct heads){ column_of(c, head, "ID"),
		column_of(c, head, "Disposition"),
		column_of(c, head, "Observations"),
		column_of(c, head, "Revision") };
	if (h->id != NOWHERE && h->disposition != NOWHERE &&
	    h->observations != NOWHERE)
		return true;
	call_invalid(c, "file", "The first row must have the heads ID, "
	    "Disposition and Observations. Fill in a table that was downloaded "
	    "here; nothing was changed.");
	return false;
}

static const struct line *
line_of(const struct list *sheet, const char *id)
{
	return strspn(id, "0123456789") == strlen(id) && strlen(id) <= 15
	    ? sheet_line(sheet, strtoll(id, NULL, 10)) : NULL;
}

/* The ID behind "Duplicate of", or "Duplicate"; NULL: they typed another word. */
static const char *
original_of(const char *typed)
{
	static const char duplicate[] = "duplicate";

	if (strncasecmp(typed, duplicate, strlen(duplicate)) != 0)
		return NULL;
	typed += strlen(duplicate);
	typed += strspn(typed, " ");
	if (strncasecmp(typed, "of", 2) == 0)
		typed += 2;
	return typed + strspn(typed, " #:");
}

/* The word of the vocabulary for what somebody has typed; NULL: none. */
static const char *
disposition_of(const char *typed)
{
	if (original_of(typed) != NULL)
		return "duplicate";
	for (size_t i = 0; dispositions[i] != NULL; i++)
		if (strcasecmp(typed, dispositions[i]) == 0 ||
		    strcasecmp(typed, disposition_words(dispositions[i])) == 0)
			return dispositions[i];
	return NULL;
}

static bool
is_equal(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* Which comment this one is said to repeat; 0: none, or none of the round. One
 * that was a duplicate already stays one of the same. */
static int64_t
duplicate_in(const struct list *sheet, const struct line *l, const char *typed)
{
	const char *id = original_of(typed);
	const struct line *original;

	if (id == NULL)
		return 0;
	if (*id == '\0')
		return l->duplicate_of;
	original = line_of(sheet, id);
	return original != NULL && original != l ? original->id : 0;
}

/* Why this comment cannot be the one that others repeat; NULL: it can. */
static const char *
not_original(const struct list *sheet, int64_t comment)
{
	const struct line *l = sheet_line(sheet, comment);

	if (l == NULL)
		return "Of which other comment of this round is it a "
		       "duplicate? Please write \"Duplicate of\" and its ID.";
	return !is_duplicate(l->disposition) ? NULL
	    : "The comment that it repeats is a duplicate itself. Please "
	      "write the ID of the one that both repeat.";
}

/* Why this row cannot be taken; NULL: it can, and *change says what it does,
 * which may be nothing. */
static const char *
judge(struct call *c, const struct list *sheet, const struct heads *h,
    const struct texts *row, struct change *change)
{
	const char *id = cell(c, row, h->id);
	const char *typed = cell(c, row, h->disposition);
	const char *reason = cell(c, row, h->observations);
	const char *revision = h->revision == NOWHERE ? ""
	    : cell(c, row, h->revision);
	const struct line *l = line_of(sheet, id);
	const char *disposition = disposition_of(typed);

	if (l == NULL)
		return arena_printf(c->arena, "No comment of this round has "
		    "the ID \"%.40s\".", id);
	*change = (struct change){ l->id, sheet_place(c, l), l->disposition,
		l->reason, disposition, *reason != '\0' ? reason : NULL, 0 };
	if (*typed == '\0' && (*reason == '\0' || is_equal(reason, l->reason)))
		change->disposition = l->disposition; /* left as it is */
	else if (*typed == '\0')
		return "It has observations but no disposition.";
	else if (disposition == NULL)
		return arena_printf(c->arena, "\"%.40s\" is no disposition. "
		    "Use Accepted, Accepted in part, Not accepted, Noted, Out "
		    "of scope, Duplicate of and an ID, or For a later "
		    "version.", typed);
	change->duplicate_of = duplicate_in(sheet, l, typed);
	if (*typed == '\0' || (is_equal(disposition, l->disposition) &&
	    is_equal(reason, l->reason) &&
	    change->duplicate_of == l->duplicate_of)) {
		change->disposition = NULL; /* nothing to do */
		return NULL;
	}
	if (*revision != '\0' && strtoll(revision, NULL, 10) != l->revision)
		return "It was answered here after the table was downloaded. "
		       "Look at that answer first.";
	if (utf8_count(reason) > REASON_MAX)
		return "The observations are too long: 4,000 characters at "
		       "most.";
	if (is_duplicate(disposition))
		return not_original(sheet, change->duplicate_of);
	if (*reason == '\0' && strcmp(disposition, "accepted") != 0)
		return "Please say why in the observations; the person who "
		       "wrote this will read it.";
	return NULL;
}

static bool
is_blank_row(struct call *c, const struct texts *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (*cell(c, row, i) != '\0')
			return false;
	return true;
}

static const char *
seal_of(struct call *c, const struct list *sheet, const struct preview *p)
{
	const struct change *k = p->changes.at;
	char *seal = arena_get(c->arena, SECRET_HASH_LEN + 1);
	struct buffer b = { 0 };

	for (size_t i = 0; i < p->changes.count; i++) {
		const struct line *l = sheet_line(sheet, k[i].comment);

		buffer_printf(&b, "%lld %lld %s %lld %s\n", (long long)l->id,
		    (long long)l->revision, k[i].disposition,
		    (long long)k[i].duplicate_of,
		    k[i].reason != NULL ? k[i].reason : "");
	}
	secret_digest(buffer_string(&b), b.len, seal);
	buffer_free(&b);
	return seal;
}

/* False: the call has failed. */
static bool
look(struct call *c, const struct filling *in, struct round *r,
    struct preview *p)
{
	const struct texts *row = in->rows.at;
	struct change *change;
	struct refusal *refusal;
	struct list sheet;
	struct heads h;

	if (!round_pick(c, in->round, MAY_RUN, r))
		return false;
	if (in->why != NULL) {
		call_invalid(c, "file", in->why);
		return false;
	}
	if (!find_heads(c, &row[0], &h))
		return false;
	sheet = sheet_of(c, r->id);
	p->changes.at = change = arena_get(c->arena, in->rows.count *
	    sizeof(*change));
	p->refusals.at = refusal = arena_get(c->arena, in->rows.count *
	    sizeof(*refusal));
	for (size_t i = 1; i < in->rows.count; i++) {
		struct change *next = &change[p->changes.count];
		const char *why;

		if (is_blank_row(c, &row[i]))
			continue;
		why = judge(c, &sheet, &h, &row[i], next);
		if (why != NULL)
			refusal[p->refusals.count++] =
			    (struct refusal){ (int64_t)i + 1, why };
		else if (next->disposition == NULL)
			p->same++;
		else
			p->changes.count++;
	}
	p->seal = seal_of(c, &sheet, p);
	return true;
}

static enum err
filled_preview(struct call *c)
{
	struct filling *in = c->in;
	struct preview out = { 0 };
	struct round r;

	read_table(c);
	return look(c, in, &r, &out) ? call_reply(c, preview_output, &out)
				     : c->err;
}

static enum err
filled_apply(struct call *c)
{
	const struct filling *in = c->in;
	struct preview out = { 0 };
	const struct change *k;
	struct answering a = { .batch = event_seq(c) };
	int64_t more = 0;
	struct comment m;
	struct round r;

	if (!look(c, in, &r, &out))
		return c->err;
	if (strcmp(in->seal, out.seal) != 0)
		return call_fail(c, E_CONFLICT,
		    "Somebody answered one of these comments a moment ago. "
		    "Nothing was changed. Please look at the table again.");
	k = out.changes.at;
	for (size_t i = 0; i < out.changes.count; i++) {
		if (!comment_pick_answered(c, k[i].comment, &m, &r))
			return c->err;
		a.disposition = k[i].disposition;
		a.reason = k[i].reason;
		a.duplicate_of = k[i].duplicate_of;
		more += comment_answer(c, &r, &m, &a);
	}
	if (out.changes.count > 0)
		round_count(c, &r, 0, more);
	return call_reply(c, preview_output, &out);
}

const struct method filled_methods[] = {
	{ .name = "filled.preview", .kind = READ, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = filling_input, .in_size = sizeof(struct filling),
	  .out = preview_output, .run = filled_preview,
	  .doc = "What a table of comments that was filled in elsewhere would "
		 "change, and what it cannot; for coordinators." },
	{ .name = "filled.apply", .kind = WRITE, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = applying_input, .in_size = sizeof(struct filling),
	  .out = preview_output, .prepare = read_table, .run = filled_apply,
	  .doc = "Answers comments as that table says, if nobody has answered "
		 "them in between; for coordinators." },
	{ 0 }
};
