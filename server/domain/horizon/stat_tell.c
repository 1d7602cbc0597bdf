/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stat_tell.c - the answer of `soundings stats`, written name by name.
 *
 * Streams into the buffer; statistics.c puts the `reason` and the last brace.
 */
#include "domain/horizon/stat_ask.h"

#include "soundings/record.h"

void
tell_name(struct ask *q, const char *name)
{
	buffer_char(q->out, q->out->len == 0 ? '{' : ',');
	json_put_text(q->out, name);
	buffer_char(q->out, ':');
}

void
tell_real(struct ask *q, const char *name, double n)
{
	tell_name(q, name);
	json_put_real(q->out, n);
}

void
tell_text(struct ask *q, const char *name, const char *text)
{
	tell_name(q, name);
	json_put_text(q->out, text);
}

void
tell_null(struct ask *q, const char *name)
{
	tell_text(q, name, NULL);
}

void
tell_truth(struct ask *q, const char *name, bool yes)
{
	tell_name(q, name);
	buffer_text(q->out, q->reason != NULL ? "null" : yes ? "true" :
	    "false");
}

void
tell_reals(struct ask *q, const char *name, const double *at, size_t count)
{
	tell_name(q, name);
	buffer_char(q->out, '[');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_char(q->out, ',');
		json_put_real(q->out, at[i]);
	}
	buffer_char(q->out, ']');
}

void
put_points(struct buffer *b, const struct naming *n, const double *points)
{
	buffer_char(b, '{');
	for (size_t i = 0; i < n->names.count; i++) {
		if (i > 0)
			buffer_char(b, ',');
		json_put_text(b, n->names.at[i]);
		buffer_char(b, ':');
		json_put_real(b, points[i]);
	}
	buffer_char(b, '}');
}

/* The names at one place; false: there are none, as places have no gaps. */
static bool
put_group(struct buffer *b, const struct naming *n, const size_t *places,
    size_t place)
{
	bool any = false;

	for (size_t i = 0; i < n->names.count; i++) {
		if (places[i] != place)
			continue;
		buffer_text(b, any ? "," : place == 1 ? "[" : ",[");
		json_put_text(b, n->names.at[i]);
		any = true;
	}
	if (any)
		buffer_char(b, ']');
	return any;
}

void
tell_order(struct ask *q, const char *name, const struct naming *n,
    const size_t *places)
{
	tell_name(q, name);
	buffer_char(q->out, '[');
	for (size_t place = 1; put_group(q->out, n, places, place);)
		place++;
	buffer_char(q->out, ']');
}
