/* SPDX-License-Identifier: Apache-2.0 */
/*
 * trace.c - where the words of a clause come from, sentence by sentence.
 *
 * From version to version back to the first that has them: how they read, what
 * was said to them and what was decided. The way back is found by the same
 * comparison that carries comments, read the other way; where it finds nothing,
 * the words are new. Comments are those that the caller may read, and so are
 * versions: the way ends before one that was not for them. Nothing of it is
 * kept: a clause that nobody has touched is found by its words alone, and of one
 * that was changed where it stands only the surroundings are compared.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/diff.h"
#include "soundings/text.h"

#include "domain/reviews/versions.h"

#define VERSIONS_MAX  200
#define SENTENCES_MAX 200 /* of one clause; the rest is not told apart */
#define SURE          0.8 /* of a place found without the rest of the text */
#define RUN           4   /* words; that many alike are no accident */

struct trace_query {
	int64_t clause;
	struct maybe start, end; /* code points; not known: the whole clause */
};

/* A sentence of the clause that is asked about. */
struct sentence {
	int64_t start, end;
	const char *words;
	int64_t since;       /* the version that first says it in these words */
	const char *how;     /* what happened to it there */
	struct ids comments; /* on it, in all versions */
};

struct step {
	int64_t document, version, added_at, clause;
	const char *number, *kind;
	int64_t level;
	const char *html;    /* with what changed since the version before */
	struct list comments;
};

struct trace {
	int64_t seq;
	struct document *document;
	struct list sentences, steps;
};

/* A comment on a clause, and where it stood then. */
struct found {
	int64_t id;
	struct maybe start, end;
	struct comment comment;
};

/* A version of the draft with its words. */
struct edition {
	struct document document;
	struct list clauses;
	struct laid laid;
	struct list found; /* on the clause that was asked for last */
	int64_t found_on;  /* 0: none was */
};

/* Clauses of a version from `first` on, laid end to end. */
struct part {
	size_t first;
	struct laid laid;
};

/* A part of the version at hand beside one of the version before, compared. */
struct pair {
	struct part new, old;
	const struct anchor *anchor, *turned;
};

/* Words on their way back, in the version at hand. */
struct trail {
	size_t clause, start, end;
	bool lost, changed;
	struct sentence *sentence; /* NULL: what was asked for */
	int64_t *comments;         /* BATCH_MAX, of the sentence */
};

struct walk {
	struct call *c;
	struct edition at;
	struct trail *trails; /* what was asked for, then each sentence */
	size_t count;
	bool whole;           /* a clause was asked for, not words in it */
	struct list steps;
};

/* In the order of `enum how`. */
static const char *const hows[] = { "began", "changed", "new", NULL };

enum how { BEGAN, CHANGED, NEW };

static const struct field trace_query_input[] = {
	F_ID(trace_query, clause), F_MAYBE(trace_query, start, 0, FIELD_INT_MAX),
	F_MAYBE(trace_query, end, 0, FIELD_INT_MAX), F_END
};
static const struct field sentence_fields[] = {
	F_INT(sentence, start, 0, FIELD_INT_MAX),
	F_INT(sentence, end, 0, FIELD_INT_MAX),
	F_TEXT(sentence, words, 1, HTML_MAX),
	F_INT(sentence, since, 1, FIELD_INT_MAX), F_CHOICE(sentence, how, hows),
	F_IDS(sentence, comments, 0, BATCH_MAX), F_END
};
static const struct field step_fields[] = {
	F_ID(step, document), F_INT(step, version, 1, FIELD_INT_MAX),
	F_AT(step, added_at), F_ID(step, clause), F_TEXT(step, number, 1, 100),
	F_CHOICE(step, kind, clause_kinds), F_INT(step, level, 0, 6),
	F_TEXT(step, html, 0, HTML_MAX),
	F_LIST(step, comments, comment, comment_fields, CARRIED_MAX), F_END
};
static const struct field trace_output[] = {
	F_INT(trace, seq, 0, FIELD_INT_MAX),
	F_ONE(trace, document, document, document_fields),
	F_LIST(trace, sentences, sentence, sentence_fields, SENTENCES_MAX),
	F_LIST(trace, steps, step, step_fields, VERSIONS_MAX), F_END
};
static const struct field found_fields[] = {
	F_ID(found, id), F_MAYBE(found, start, 0, FIELD_INT_MAX),
	F_MAYBE(found, end, 0, FIELD_INT_MAX), F_END
};

static const struct clause *
clause_at(const struct edition *d, size_t i)
{
	return (const struct clause *)d->clauses.at + i;
}

static void
edition_read(struct call *c, struct edition *d)
{
	d->clauses = db_all(c->db, CLAUSE_OF_DOCUMENT, clause_fields,
	    sizeof(struct clause), d->document.id);
	d->laid = laid_of(c->arena, d->clauses.at, d->clauses.count,
	    sizeof(struct clause), offsetof(struct clause, text));
	d->found_on = 0;
}

/* The comments on a clause of this version that the caller may read. */
static void
find_comments(struct call *c, struct edition *d, int64_t clause)
{
	struct found *f;
	size_t n = 0;

	if (d->found_on == clause)
		return;
	d->found_on = clause;
	d->found = db_all(c->db, TRACE_COMMENTS, found_fields,
	    sizeof(struct found), clause);
	f = d->found.at;
	for (size_t i = 0; i < d->found.count; i++) {
		f[n] = f[i];
		n += db_get(c->db, COMMENT_GET, comment_fields, &f[n].comment,
		    f[n].id, c->member);
	}
	d->found.count = n;
}

/* One on the whole clause is on each of its words. */
static bool
is_on(const struct found *f, const struct trail *t)
{
	return !f->start.known || !f->end.known ||
	    (f->start.is < (int64_t)t->end && f->end.is > (int64_t)t->start);
}

static struct list
comments_on(struct walk *w, const struct trail *t)
{
	const struct found *f;
	struct comment *m;
	size_t n = 0;

	find_comments(w->c, &w->at, clause_at(&w->at, t->clause)->id);
	f = w->at.found.at;
	m = arena_get(w->c->arena, w->at.found.count * sizeof(*m));
	for (size_t i = 0; i < w->at.found.count; i++)
		if (is_on(&f[i], t))
			m[n++] = f[i].comment;
	return (struct list){ .at = m, .count = n };
}

static bool
has(const struct ids *all, int64_t id)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->at[i] == id)
			return true;
	return false;
}

/* A comment goes along with its words, and is counted once. */
static void
count_comments(struct walk *w, const struct trail *t)
{
	struct list here = comments_on(w, t);
	const struct comment *m = here.at;
	struct ids *all = &t->sentence->comments;

	for (size_t i = 0; i < here.count && all->count < BATCH_MAX; i++)
		if (!has(all, m[i].id))
			t->comments[all->count++] = m[i].id;
}

static const char *
words_of(const struct walk *w, const struct edition *d, const struct trail *t)
{
	return utf8_slice(w->c->arena, d->laid.texts[t->clause], t->start,
	    t->end);
}

static void
add_step(struct walk *w)
{
	const struct trail *t = &w->trails[0];
	const struct clause *k = clause_at(&w->at, t->clause);
	struct step *s = (struct step *)w->steps.at + w->steps.count++;

	*s = (struct step){ .document = w->at.document.id,
		.version = w->at.document.version,
		.added_at = w->at.document.added_at, .clause = k->id,
		.number = k->number, .kind = k->kind, .level = k->level,
		.html = w->whole ? k->html
		    : text_escape(w->c->arena, words_of(w, &w->at, t)),
		.comments = comments_on(w, t) };
}

static struct anchor_place
place_of(const struct trail *t, const struct pair *p)
{
	size_t at = p->new.laid.starts[t->clause - p->new.first];

	return anchor_place(p->turned, at + t->start, at + t->end);
}

/* Takes a whole clause to the version before, and marks in the last step what
 * has changed; false: it is new. */
static bool
clause_back(struct walk *w, const struct pair *p)
{
	struct step *s = (struct step *)w->steps.at + w->steps.count - 1;
	struct trail *t = &w->trails[0];
	struct list blocks = diff_compared(w->c->arena, p->anchor,
	    &p->old.laid, &p->new.laid);
	const struct diff_block *b = blocks.at;

	for (size_t i = 0; i < blocks.count; i++) {
		if (b[i].kind == DIFF_REMOVED || b[i].kind == DIFF_LEFT ||
		    b[i].new != (int64_t)(t->clause - p->new.first))
			continue;
		s->html = diff_show(w->c->arena, s->html, &b[i].marks);
		if (b[i].old < 0 || b[i].kind == DIFF_ADDED)
			return false;
		t->clause = p->old.first + (size_t)b[i].old;
		t->start = 0;
		t->end = p->old.laid.lens[b[i].old];
		return true;
	}
	return false;
}

/* Takes words to the version before; false: they are new. */
static bool
words_back(struct trail *t, const struct pair *p)
{
	struct anchor_place at = place_of(t, p);

	if (at.state == ANCHOR_NOT_FOUND || at.end <= at.start)
		return false;
	t->changed = at.state == ANCHOR_CHANGED;
	t->clause = p->old.first + laid_find(&p->old.laid, &at.start, &at.end);
	t->start = at.start;
	t->end = at.end;
	return true;
}

/* The same for the words asked for, which show what has changed. */
static bool
asked_back(struct walk *w, const struct edition *before, const struct pair *p)
{
	struct step *s = (struct step *)w->steps.at + w->steps.count - 1;
	struct trail *t = &w->trails[0];
	const char *new = words_of(w, &w->at, t), *old, *why;
	struct laid from, to;
	struct list blocks;

	if (!words_back(t, p))
		return false;
	old = words_of(w, before, t);
	from = laid_of(w->c->arena, &old, 1, sizeof(old), 0);
	to = laid_of(w->c->arena, &new, 1, sizeof(new), 0);
	blocks = diff_clauses(w->c->arena, &from, &to, &why);
	for (size_t i = 0; i < blocks.count; i++) {
		const struct diff_block *b = (struct diff_block *)blocks.at + i;

		if (b->new == 0)
			s->html = diff_show(w->c->arena, s->html, &b->marks);
	}
	return true;
}

/* A sentence was made where it is not yet, or not yet in these words. */
static void
sentence_back(struct walk *w, struct trail *t, const struct pair *p)
{
	struct sentence *s = t->sentence;
	bool settled = s->how != NULL;

	t->lost = !words_back(t, p);
	if (!settled && (t->lost || t->changed)) {
		s->how = hows[t->lost ? NEW : CHANGED];
		s->since = w->at.document.version;
	}
}

/* Where the only clause is that reads like this one; -1: none or several do. */
static ptrdiff_t
only_alike(const struct laid *in, const struct laid *of, size_t clause)
{
	ptrdiff_t found = -1;

	for (size_t i = 0; i < in->count; i++) {
		if (in->lens[i] != of->lens[clause] ||
		    strcmp(in->texts[i], of->texts[clause]) != 0)
			continue;
		if (found >= 0)
			return -1;
		found = (ptrdiff_t)i;
	}
	return found;
}

/* Where a clause stands in the version before that is the same and the only one
 * in both; -1: it is not. */
static ptrdiff_t
fixed(const struct walk *w, const struct edition *before, size_t clause)
{
	return only_alike(&w->at.laid, &w->at.laid, clause) < 0 ? -1
	    : only_alike(&before->laid, &w->at.laid, clause);
}

/* Takes trails along whose clauses stand unchanged, and once, in both versions:
 * then the whole texts, which take long to compare, need not be. False: some
 * does not, and all are as they were. */
static bool
untouched_back(struct walk *w, const struct edition *before)
{
	ptrdiff_t *to = arena_get(w->c->arena, w->count * sizeof(*to));
	struct trail *t = w->trails;

	for (size_t i = 0; i < w->count; i++) {
		if (t[i].lost)
			continue;
		to[i] = fixed(w, before, t[i].clause);
		if (to[i] < 0)
			return false;
	}
	for (size_t i = 0; i < w->count; i++) {
		if (t[i].lost)
			continue;
		t[i].clause = (size_t)to[i];
		t[i].changed = false;
	}
	return true;
}

/* The clauses from `first` up to `end`, which is not one of them. */
static struct part
part_of(struct arena *a, const struct edition *d, size_t first, size_t end)
{
	struct part p = { .first = first, .laid = d->laid };

	if (end - first < d->laid.count)
		p.laid = laid_of(a, clause_at(d, first), end - first,
		    sizeof(struct clause), offsetof(struct clause, text));
	return p;
}

/* False: they cannot be compared. */
static bool
pair_compare(struct arena *a, struct pair *p)
{
	const char *why;

	p->anchor = anchor_compare(a, p->old.laid.text, p->old.laid.len,
	    p->new.laid.text, p->new.laid.len, &why);
	if (p->anchor != NULL)
		p->turned = anchor_turned(a, p->anchor);
	return p->anchor != NULL;
}

/* From the nearest clause before the trails that stands unchanged in both
 * versions to the nearest one behind them. False: these are out of order. */
static bool
surroundings(struct walk *w, const struct edition *before, struct pair *p)
{
	size_t first = SIZE_MAX, end = 0;
	ptrdiff_t from = -1, to = -1;

	for (size_t i = 0; i < w->count; i++) {
		if (w->trails[i].lost)
			continue;
		if (w->trails[i].clause < first)
			first = w->trails[i].clause;
		if (w->trails[i].clause >= end)
			end = w->trails[i].clause + 1;
	}
	while (first > 0 && (from = fixed(w, before, first - 1)) < 0)
		first--;
	while (end < w->at.laid.count && (to = fixed(w, before, end)) < 0)
		end++;
	if (to < 0)
		to = (ptrdiff_t)before->laid.count;
	if (to <= from)
		return false;
	p->new = part_of(w->c->arena, &w->at, first, end);
	p->old = part_of(w->c->arena, before, (size_t)(from + 1), (size_t)to);
	return true;
}

static bool
stands_outside(const char *run, const struct edition *d, const struct part *p)
{
	for (size_t i = 0; i < d->laid.count; i++)
		if ((i < p->first || i >= p->first + p->laid.count) &&
		    strstr(d->laid.texts[i], run) != NULL)
			return true;
	return false;
}

/* The next RUN words of a text, or what is left of it. */
static const char *
run_of(struct arena *a, const char *text)
{
	const char *end = text;

	for (int n = 0; n < RUN && *end != '\0'; n++) {
		end += strspn(end, " ");
		end += strcspn(end, " ");
	}
	return arena_copy(a, text, (size_t)(end - text));
}

/* May the words have come from outside the part? Only if some of them stand
 * there one after the other. */
static bool
is_outside(struct walk *w, const struct edition *before, const struct pair *p,
    const struct trail *t)
{
	const char *text = words_of(w, &w->at, t), *run;

	for (;;) {
		run = run_of(w->c->arena, text);
		if (stands_outside(run, before, &p->old))
			return true;
		if (text[strlen(run)] == '\0')
			return false;
		text += strcspn(text, " ");
		text += strspn(text, " ");
	}
}

/* Does the part alone say what became of all trails? A clause of which most is
 * new may have come from anywhere. */
static bool
is_enough(struct walk *w, const struct edition *before, const struct pair *p)
{
	const struct trail *t = w->trails;
	struct anchor_place at;

	for (size_t i = 0; i < w->count; i++) {
		if (t[i].lost)
			continue;
		at = place_of(&t[i], p);
		if (at.state != ANCHOR_NOT_FOUND && at.confidence >= SURE)
			continue;
		if (t[i].sentence == NULL || is_outside(w, before, p, &t[i]))
			return false;
	}
	return true;
}

/* Compares the surroundings; the whole texts, which takes long, only when the
 * words may have come from elsewhere. False: they cannot be compared. */
static bool
compared(struct walk *w, const struct edition *before, struct pair *p)
{
	struct arena *a = w->c->arena;

	if (surroundings(w, before, p) && pair_compare(a, p) &&
	    is_enough(w, before, p))
		return true;
	p->new = part_of(a, &w->at, 0, w->at.laid.count);
	p->old = part_of(a, before, 0, before->laid.count);
	return pair_compare(a, p);
}

/* All to the version before; false: nothing of them is in it. */
static bool
walk_back(struct walk *w, struct edition *before)
{
	struct trail *t = w->trails;
	struct pair p;
	bool any = false;

	edition_read(w->c, before);
	if (untouched_back(w, before)) {
		w->at = *before;
		return true;
	}
	if (!compared(w, before, &p))
		return false;
	if (!t->lost)
		t->lost = w->whole ? !clause_back(w, &p)
		    : !asked_back(w, before, &p);
	for (size_t i = 1; i < w->count; i++)
		if (!t[i].lost)
			sentence_back(w, &t[i], &p);
	w->at = *before;
	for (size_t i = 0; i < w->count; i++)
		any |= !t[i].lost;
	return any;
}

/* What is said of them in the version at hand. */
static void
look(struct walk *w)
{
	if (!w->trails[0].lost)
		add_step(w);
	for (size_t i = 1; i < w->count; i++)
		if (!w->trails[i].lost)
			count_comments(w, &w->trails[i]);
}

/* One trail for what is asked, and one for each sentence of its clause. */
static struct list
set_out(struct walk *w, const struct trace_query *in, const struct clause *k)
{
	struct arena *a = w->c->arena;
	struct list all = text_sentences(a, k->text);
	const struct stretch *at = all.at;
	size_t n = all.count < SENTENCES_MAX ? all.count : SENTENCES_MAX;
	struct sentence *s = arena_get(a, n * sizeof(*s));
	size_t clause = (size_t)(k->position - 1);

	w->whole = !in->start.known;
	w->trails = arena_get(a, (n + 1) * sizeof(*w->trails));
	w->count = n + 1;
	w->trails[0] = (struct trail){ .clause = clause,
		.start = w->whole ? 0 : (size_t)in->start.is,
		.end = w->whole ? w->at.laid.lens[clause]
		    : (size_t)in->end.is };
	for (size_t i = 0; i < n; i++) {
		s[i] = (struct sentence){ .start = at[i].start,
			.end = at[i].end, .words = utf8_slice(a, k->text,
			    (size_t)at[i].start, (size_t)at[i].end) };
		w->trails[i + 1] = (struct trail){ .clause = clause,
			.start = (size_t)at[i].start, .end = (size_t)at[i].end,
			.sentence = &s[i], .comments = arena_get(a,
			    BATCH_MAX * sizeof(int64_t)) };
		s[i].comments.at = w->trails[i + 1].comments;
	}
	return (struct list){ .at = s, .count = n };
}

/* Of what was never lost nor changed: it began with the last version seen. */
static void
settle(struct walk *w)
{
	struct sentence *s;

	for (size_t i = 1; i < w->count; i++) {
		s = w->trails[i].sentence;
		if (s->how != NULL)
			continue;
		s->how = hows[BEGAN];
		s->since = w->at.document.version;
	}
}

static bool
is_in(const struct trace_query *in, const struct clause *k)
{
	return in->start.known == in->end.known && (!in->start.known ||
	    (in->start.is < in->end.is &&
		in->end.is <= (int64_t)utf8_count(k->text)));
}

static enum err
version_trace(struct call *c)
{
	const struct trace_query *in = c->in;
	struct walk w = { .c = c };
	struct trace out = { .seq = event_last(c) };
	struct edition before = { 0 };
	struct document *d = arena_get(c->arena, sizeof(*d));
	struct clause k;

	if (!db_get(c->db, CLAUSE_GET, clause_fields, &k, in->clause) ||
	    !db_get(c->db, DOCUMENT_GET, document_fields, d, k.document,
	    c->member) || !access_community(c, d->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such paragraph.");
	if (!is_in(in, &k))
		return call_invalid(c, "end",
		    "These words are not in the paragraph.");
	w.at.document = *d;
	edition_read(c, &w.at);
	w.steps.at = arena_get(c->arena, VERSIONS_MAX * sizeof(struct step));
	out.document = d;
	out.sentences = set_out(&w, in, &k);
	look(&w);
	for (int n = 1; n < VERSIONS_MAX && db_get(c->db, VERSION_BEFORE,
	    document_fields, &before.document, w.at.document.id) &&
	    db_get(c->db, DOCUMENT_GET, document_fields, &before.document,
	    before.document.id, c->member) && walk_back(&w, &before); n++)
		look(&w);
	settle(&w);
	out.steps = w.steps;
	return call_reply(c, trace_output, &out);
}

const struct method trace_methods[] = {
	{ .name = "version.trace", .kind = READ, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = trace_query_input, .in_size = sizeof(struct trace_query),
	  .out = trace_output, .run = version_trace,
	  .doc = "Where a clause, or words in it, come from: versions, comments "
		 "and decisions, and each sentence's version; for members." },
	{ 0 }
};
