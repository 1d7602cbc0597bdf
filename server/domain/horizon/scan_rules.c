/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_rules.c - what is fixed before the first round, and what follows from
 * it.
 *
 * The rules are frozen as the text that people read, with its SHA-256: whoever
 * copies the text can check that it is the same. The first criterion decides;
 * the others are described and not judged.
 */
#include "domain/horizon/scan.h"

#include <inttypes.h>
#include <string.h>

#include "soundings/base.h"

enum quantile
scan_quantile(const struct scan *s)
{
	return strcmp(s->quantile, "type6") == 0 ? QUANTILE_6 : QUANTILE_7;
}

static void
put_rule(struct buffer *b, const struct scan *s)
{
	if (strcmp(s->rule, "ram") == 0)
		buffer_text(b, "RAND/UCLA: no disagreement (IPR at most "
			       "IPRAS); kept at a median of 7 to 9, dropped at "
			       "1 to 3; at least 8 ratings");
	else if (strcmp(s->rule, "spread") == 0)
		buffer_printf(b, "the quartiles are at most %" PRId64
		    " apart; kept at a median of 7 to 9, dropped at 1 to 3",
		    s->spread);
	else if (strcmp(s->rule, "in_out") == 0)
		buffer_printf(b, "kept when at least %" PRId64
		    " %% rate 7 to 9 and fewer than %" PRId64
		    " %% rate 1 to 3; dropped the other way round",
		    s->need, s->against);
	else
		buffer_printf(b, "kept when at least %" PRId64
		    " %% rate 7 to 9; dropped when as many rate 1 to 3",
		    s->need);
}

static void
put_criterion(struct buffer *b, const struct criterion *k)
{
	buffer_printf(b, "Criterion %" PRId64 ": %s; ", k->position, k->name);
	if (strcmp(k->kind, "scale") == 0) {
		buffer_printf(b, "1 = %s, 9 = %s\n", k->low, k->high);
		return;
	}
	for (size_t i = 0; i < k->steps.count; i++)
		buffer_printf(b, "%s%zu = %s", i > 0 ? ", " : "", i + 1,
		    k->steps.at[i]);
	buffer_char(b, '\n');
}

static void
put_rounds(struct buffer *b, const struct scan *s)
{
	buffer_printf(b, "Rounds: at most %" PRId64 ", of %" PRId64
	    " days each, with %" PRId64 " days between them\n", s->rounds,
	    s->round_days, s->feedback_days);
	buffer_printf(b, "Next round: %s\n", strcmp(s->carry, "all") == 0
	    ? "all items are rated again"
	    : "items without consensus are rated again");
}

const char *
scan_rules_text(struct call *c, const struct scan *s)
{
	struct list criteria = scan_criteria(c, s->id);
	const struct criterion *k = criteria.at;
	struct buffer b = { 0 };
	const char *text;

	buffer_printf(&b, "Scan #%" PRId64 ": %s\n", s->number, s->title);
	buffer_printf(&b, "Panel: %s\n", strcmp(s->panel, "named") == 0
	    ? "people asked by name" : "all members of the community");
	for (size_t i = 0; i < criteria.count; i++)
		put_criterion(&b, &k[i]);
	buffer_printf(&b, "Consensus, by criterion 1: ");
	put_rule(&b, s);
	buffer_char(&b, '\n');
	put_rounds(&b, s);
	buffer_printf(&b, "Minimum: nothing is shown of fewer than %" PRId64
	    " answers, of a group of fewer than %" PRId64 "\n", s->minimum,
	    s->group_minimum);
	buffer_printf(&b, "Groups: %s\n", strcmp(s->divide, "none") == 0
	    ? "none" : s->divide);
	buffer_printf(&b, "Quartiles: %s\n", scan_quantile(s) == QUANTILE_6
	    ? "type 6, at (n+1)p" : "type 7, at (n-1)p");
	buffer_printf(&b, "Cannot judge: counted apart, never as a number\n");
	buffer_printf(&b, "Reminders: at most %" PRId64
	    " a panellist and round\n", s->reminders);
	text = arena_copy(c->arena, buffer_string(&b), b.len);
	buffer_free(&b);
	return text;
}

/* Where the middle of those who agree lies. */
static const char *
by_median(double median)
{
	if (median >= 7)
		return "in";
	return median <= 3 ? "out" : "between";
}

static const char *
by_share(const struct scan *s, const struct tally *t)
{
	bool both = strcmp(s->rule, "in_out") == 0;
	/* two: more than all, so that nobody is against */
	const char *result = ratings_topbox(t, (double)s->need / 100,
	    both ? (double)s->against / 100 : 2);

	if (strcmp(result, "no consensus") == 0)
		return "open";
	return strcmp(result, "consensus in") == 0 ? "in" : "out";
}

const char *
scan_verdict(const struct scan *s, const struct tally *t)
{
	bool ram = strcmp(s->rule, "ram") == 0;
	struct quartiles q;
	struct ram r;

	if (t->count < s->minimum || (ram && t->count < 8))
		return "few";
	if (ram) {
		r = ratings_ram(t, scan_quantile(s));
		return r.disagreement ? "open" : by_median(r.median);
	}
	if (strcmp(s->rule, "spread") != 0)
		return by_share(s, t);
	q = ratings_quartiles(t, scan_quantile(s));
	return q.q3 - q.q1 <= (double)s->spread ? by_median(q.median) : "open";
}
