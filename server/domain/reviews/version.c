/* SPDX-License-Identifier: Apache-2.0 */
/*
 * version.c - two versions of a draft compared; a round goes on with the next.
 *
 * From then on its comments point into the new text, each told as an event of
 * its own; where they came from stays in the ledger. Only a version whose
 * ledger is complete is shown to a round: no comment is lost on the way.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/diff.h"

#include "domain/reviews/opening.h"
#include "domain/reviews/versions.h"

struct publishing {
	int64_t document, round;
};

struct moving {
	int64_t id;
};

struct comparing {
	int64_t old, new;
};

/* A clause of the comparison, as it is shown. */
struct told {
	const char *change; /* one of diff_kinds */
	const char *kind;
	int64_t level;
	const char *old_number, *number; /* NULL: it is not in that version */
	int64_t clause;                  /* of the version it is shown from */
	const char *html;
};

struct comparison {
	int64_t seq;
	struct list documents, blocks;
};

static const struct field comparing_input[] = {
	F_ID(comparing, old), F_ID(comparing, new), F_END
};
static const struct field told_fields[] = {
	F_CHOICE(told, change, diff_kinds),
	F_CHOICE(told, kind, clause_kinds), F_INT(told, level, 0, 6),
	F_TEXT_OPT(told, old_number, 100), F_TEXT_OPT(told, number, 100),
	F_ID(told, clause), F_TEXT(told, html, 0, HTML_MAX), F_END
};
static const struct field comparison_output[] = {
	F_INT(comparison, seq, 0, FIELD_INT_MAX),
	F_LIST(comparison, documents, document, document_fields, 2),
	F_LIST(comparison, blocks, told, told_fields, 2 * CLAUSES_MAX), F_END
};
static const struct field publishing_input[] = {
	F_ID(publishing, document), F_ID(publishing, round), F_END
};
static const struct field moving_fields[] = { F_ID(moving, id), F_END };

static bool
may_follow(struct call *c, const struct document *d, const struct round *r)
{
	struct document now;

	if (!round_is_open(c, r))
		call_fail(c, E_CONFLICT,
		    "The round is closed. Open a new one on this version.");
	else if (!document_pick(c, r->document, MAY_RUN, &now) ||
	    now.community != d->community ||
	    strcmp(now.title, d->title) != 0 || now.version >= d->version)
		call_invalid(c, "round",
		    "This round is not on an earlier version of this draft.");
	else if (db_number(c->db, ROUND_OPEN_ON, d->id) > 0)
		call_fail(c, E_CONFLICT,
		    "This version is in review already. Close that round "
		    "first.");
	else if (plan_leaves_room(c, d->id, r->closes_at))
		ledger_settled(c, d->id);
	return c->err == OK;
}

static void
move_comments(struct call *c, const struct round *r)
{
	struct list all = db_all(c->db, CARRIED_COMMENTS, moving_fields,
	    sizeof(struct moving), r->document, r->id);
	const struct moving *one = all.at;
	struct carried k;
	struct comment m;

	for (size_t i = 0; i < all.count; i++)
		if (db_get(c->db, COMMENT_GET, comment_fields, &m, one[i].id,
		    c->member) && db_get(c->db, CARRIED_GET, carried_fields,
		    &k, r->document, m.id))
			ledger_move(c, r, &m, &k);
}

static enum err
version_publish(struct call *c)
{
	const struct publishing *in = c->in;
	struct document d;
	struct round r;

	if (!document_pick(c, in->document, MAY_RUN, &d) ||
	    !round_pick(c, in->round, MAY_RUN, &r) || !may_follow(c, &d, &r))
		return c->err;
	r.document = d.id;
	db_run(c->db, ROUND_GOES_ON, r.document, r.id);
	document_show(c, &r, &d);
	round_tell(c, "round.continued", &r, &r);
	move_comments(c, &r);
	return call_reply(c, round_fields, &r);
}

static struct list
clauses_of(struct call *c, int64_t document, struct laid *l)
{
	struct list clauses = db_all(c->db, CLAUSE_OF_DOCUMENT, clause_fields,
	    sizeof(struct clause), document);

	*l = laid_of(c->arena, clauses.at, clauses.count,
	    sizeof(struct clause), offsetof(struct clause, text));
	return clauses;
}

static struct told
tell(struct call *c, const struct diff_block *b, const struct clause *olds,
    const struct clause *news)
{
	bool gone = b->kind == DIFF_REMOVED || b->kind == DIFF_LEFT;
	const struct clause *k = gone ? &olds[b->old] : &news[b->new];

	return (struct told){
		.change = diff_kinds[b->kind], .kind = k->kind,
		.level = k->level, .clause = k->id,
		.old_number = b->old < 0 ? NULL : olds[b->old].number,
		.number = b->new < 0 ? NULL : news[b->new].number,
		.html = gone || b->marks.count == 0 ? k->html
		    : diff_show(c->arena, k->html, &b->marks),
	};
}

static enum err
version_compare(struct call *c)
{
	const struct comparing *in = c->in;
	struct document *d = arena_get(c->arena, 2 * sizeof(*d));
	struct comparison out = { .seq = event_last(c),
		.documents = { .at = d, .count = 2 } };
	struct list olds, news, blocks;
	struct laid from, to;
	struct told *told;
	const char *why = NULL;

	if (!document_pick(c, in->old, MAY_SEE, &d[0]) ||
	    !document_pick(c, in->new, MAY_SEE, &d[1]))
		return c->err;
	if (d[0].community != d[1].community ||
	    strcmp(d[0].title, d[1].title) != 0)
		return call_invalid(c, "new",
		    "These are no versions of the same draft.");
	olds = clauses_of(c, d[0].id, &from);
	news = clauses_of(c, d[1].id, &to);
	blocks = diff_clauses(c->arena, &from, &to, &why);
	if (why != NULL)
		return call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "These versions cannot be compared: %s.", why));
	told = arena_get(c->arena, blocks.count * sizeof(*told));
	for (size_t i = 0; i < blocks.count; i++)
		told[i] = tell(c, &((struct diff_block *)blocks.at)[i],
		    olds.at, news.at);
	out.blocks = (struct list){ .at = told, .count = blocks.count };
	return call_reply(c, comparison_output, &out);
}

const struct method version_methods[] = {
	{ .name = "version.compare", .kind = READ, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = comparing_input, .in_size = sizeof(struct comparing),
	  .out = comparison_output, .run = version_compare,
	  .doc = "What changed from one version of a draft to another, word by "
		 "word; for members." },
	{ .name = "version.publish", .kind = WRITE, .who = WHO_MEMBER,
	  .in = publishing_input, .in_size = sizeof(struct publishing),
	  .out = round_fields, .run = version_publish,
	  .doc = "Lets an open round go on with this version, once its ledger "
		 "is complete; for coordinators." },
	{ 0 }
};
