/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_rescue.c - sentences that moved and were rewritten.
 *
 * What the runs and the gaps left over is looked for sentence by sentence: by
 * the words that both texts have seldom, as people do who search for "that
 * paragraph about licences". Words that a gap has joined to a sentence of which
 * nothing else stayed are let go before, for they meet by chance; the gaps get
 * them back afterwards if nobody else wants them.
 */
#include "anchor_match.h"

#include <math.h>
#include <stdlib.h>

#define LEFT_OVER 0.34 /* a sentence of which less was found is searched */
#define CHANCE 14      /* the weight of a run up to which it may be chance */
#define COMMON 24      /* free words as frequent as this vote for nothing */
#define TRIED 3        /* candidates of a sentence that are compared */
#define LEAST_SCORE 0.5
#define LEAST_SHARE 0.4
#define LEAST_WEIGHT 12
#define NEIGHBOUR 0.1   /* added where the sentence before or behind it went */
#define WORDS_MOST 2000 /* longer "sentences" are data */

/* A word of either text by its key. */
struct entry {
	uint64_t key;
	uint32_t sentence;
};

struct candidate {
	uint32_t old, new; /* sentences */
	double score;
};

struct rescue {
	struct match *m;
	struct arena *arena;
	struct entry *free_words; /* of the new text, sorted */
	size_t free_count;
	uint64_t *keys; /* of all words of both texts, sorted */
	size_t key_count;
	double *votes;   /* by new sentence */
	uint32_t *voted; /* the new sentences with votes */
	size_t voted_count;
	struct candidate *found;
	size_t found_count;
	uint32_t *old_free, *new_free; /* the words of two sentences */
};

static uint32_t
kept_weight(const struct match *m, const struct sentence *s)
{
	uint32_t weight = 0;

	for (uint32_t i = s->from; i < s->to; i++)
		if (m->to[i] != NO_WORD)
			weight += m->old.at[i].weight;
	return weight;
}

static uint32_t
sentence_weight(const struct words *w, const struct sentence *s)
{
	const struct word *last = &w->at[s->to - 1];

	return last->before + last->weight - w->at[s->from].before;
}

static bool
is_left_over(const struct match *m, const struct sentence *s)
{
	return kept_weight(m, s) < LEFT_OVER * sentence_weight(&m->old, s);
}

/* The end of the run that begins with this word, within its sentence. */
static uint32_t
run_end(const struct match *m, const struct sentence *s, uint32_t i)
{
	while (i + 1 < s->to && m->to[i + 1] == m->to[i] + 1)
		i++;
	return i + 1;
}

static void
let_go(struct match *m, const struct sentence *s)
{
	uint32_t end, weight;

	for (uint32_t i = s->from; i < s->to; i = end) {
		end = i + 1;
		if (m->to[i] == NO_WORD)
			continue;
		end = run_end(m, s, i);
		weight = m->old.at[end - 1].before + m->old.at[end - 1].weight -
			 m->old.at[i].before;
		for (uint32_t j = i; weight <= CHANCE && j < end; j++)
			part(m, j);
	}
}

static int
entry_order(const void *x, const void *y)
{
	const struct entry *p = x, *q = y;

	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	return p->sentence < q->sentence ? -1 : p->sentence > q->sentence;
}

static int
key_order(const void *x, const void *y)
{
	const uint64_t *p = x, *q = y;

	return *p < *q ? -1 : *p > *q;
}

static void
collect_free(struct rescue *r)
{
	const struct words *w = &r->m->new;

	r->free_words = arena_get(r->arena, w->count * sizeof(*r->free_words));
	for (uint32_t j = 0; j < w->count; j++)
		if (r->m->from[j] == NO_WORD && !w->at[j].mark)
			r->free_words[r->free_count++] = (struct entry){
				w->at[j].key, w->at[j].sentence
			};
	qsort(
	    r->free_words, r->free_count, sizeof(*r->free_words), entry_order);
}

static void
collect_keys(struct rescue *r)
{
	const struct match *m = r->m;
	size_t n = (size_t)m->old.count + m->new.count;

	r->keys = arena_get(r->arena, n * sizeof(*r->keys));
	for (uint32_t i = 0; i < m->old.count; i++)
		r->keys[r->key_count++] = m->old.at[i].key;
	for (uint32_t j = 0; j < m->new.count; j++)
		r->keys[r->key_count++] = m->new.at[j].key;
	qsort(r->keys, r->key_count, sizeof(*r->keys), key_order);
}

/* The first entry that is not before this key. */
static size_t
lower_free(const struct rescue *r, uint64_t key)
{
	size_t low = 0, high = r->free_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (r->free_words[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t
lower_key(const struct rescue *r, uint64_t key)
{
	size_t low = 0, high = r->key_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (r->keys[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A word's weight, the more the rarer it is in both texts together. */
static double
rarity(const struct rescue *r, const struct word *word)
{
	size_t count = lower_key(r, word->key + 1) - lower_key(r, word->key);

	return word->weight / (1 + log2((double)(count > 2 ? count : 2) / 2));
}

static void
vote(struct rescue *r, const struct word *word)
{
	size_t from = lower_free(r, word->key);
	size_t to = lower_free(r, word->key + 1);
	double each;

	if (to - from > COMMON || to == from)
		return;
	each = rarity(r, word);
	for (size_t i = from; i < to; i++) {
		uint32_t s = r->free_words[i].sentence;

		if (r->votes[s] == 0)
			r->voted[r->voted_count++] = s;
		r->votes[s] += each;
	}
}

static uint32_t
free_of(const struct sentence *s, const uint32_t *taken, uint32_t *out)
{
	uint32_t n = 0;

	for (uint32_t i = s->from; i < s->to; i++)
		if (taken[i] == NO_WORD)
			out[n++] = i;
	return n;
}

struct shared {
	double old, new, both; /* rarity of the words, and of those in common */
};

/* How much two sentences share, whatever the order. */
static struct shared
compare(struct rescue *r, uint32_t old, uint32_t new)
{
	const struct match *m = r->m;
	struct shared sum = { 0 };
	struct arena *a = arena_new();
	struct entry *in_new;
	uint32_t n, k, count = 0;
	double rare;

	n = free_of(&m->old.sentences[old], m->to, r->old_free);
	k = free_of(&m->new.sentences[new], m->from, r->new_free);
	in_new = arena_get(a, k * sizeof(*in_new));
	for (uint32_t j = 0; j < k; j++) {
		const struct word *word = &m->new.at[r->new_free[j]];

		if (word->mark)
			continue;
		sum.new += rarity(r, word);
		in_new[count++] = (struct entry){ word->key, 0 };
	}
	for (uint32_t i = 0; i < n; i++) {
		const struct word *word = &m->old.at[r->old_free[i]];

		if (word->mark)
			continue;
		rare = rarity(r, word);
		sum.old += rare;
		for (uint32_t j = 0; j < count; j++) {
			if (in_new[j].key != word->key || in_new[j].sentence)
				continue;
			in_new[j].sentence = 1;
			sum.both += rare;
			break;
		}
	}
	arena_free(a);
	return sum;
}

static void
consider(struct rescue *r, uint32_t old, uint32_t new)
{
	struct shared sum = compare(r, old, new);
	double score;

	if (sum.both < LEAST_WEIGHT || sum.both < LEAST_SHARE * sum.old)
		return;
	score = 0.6 * sum.both / sum.old + 0.4 * sum.both / sum.new;
	if (match_beside(r->m, old, new))
		score += NEIGHBOUR;
	if (score >= LEAST_SCORE)
		r->found[r->found_count++] = (struct candidate){ old, new,
			score };
}

/* Takes the new sentence with most votes out of the voting. */
static uint32_t
most_voted(struct rescue *r)
{
	uint32_t best = NO_WORD;

	for (size_t i = 0; i < r->voted_count; i++) {
		uint32_t s = r->voted[i];

		if (r->votes[s] > 0 &&
		    (best == NO_WORD || r->votes[s] > r->votes[best] ||
			(r->votes[s] == r->votes[best] && s < best)))
			best = s;
	}
	if (best != NO_WORD)
		r->votes[best] = 0;
	return best;
}

static void
search(struct rescue *r, uint32_t old)
{
	const struct match *m = r->m;
	const struct sentence *s = &m->old.sentences[old], *there;
	uint32_t new;

	r->voted_count = 0;
	for (uint32_t i = s->from; i < s->to; i++)
		if (m->to[i] == NO_WORD && !m->old.at[i].mark)
			vote(r, &m->old.at[i]);
	for (int i = 0; i < TRIED && (new = most_voted(r)) != NO_WORD; i++) {
		there = &m->new.sentences[new];
		if (there->to - there->from <= WORDS_MOST)
			consider(r, old, new);
	}
	for (size_t i = 0; i < r->voted_count; i++)
		r->votes[r->voted[i]] = 0;
}

static int
candidate_order(const void *x, const void *y)
{
	const struct candidate *p = x, *q = y;

	if (p->score != q->score)
		return p->score > q->score ? -1 : 1;
	if (p->old != q->old)
		return p->old < q->old ? -1 : 1;
	return p->new < q->new ? -1 : p->new > q->new;
}

/* The best pairs first; a pair whose words are gone by then is compared again
 * and has lost. */
static void
join_best(struct rescue *r)
{
	struct match *m = r->m;
	struct shared sum;
	uint32_t n, k;

	qsort(r->found, r->found_count, sizeof(*r->found), candidate_order);
	for (size_t i = 0; i < r->found_count; i++) {
		const struct candidate *c = &r->found[i];

		if (!is_left_over(m, &m->old.sentences[c->old]))
			continue;
		sum = compare(r, c->old, c->new);
		if (sum.both < LEAST_WEIGHT || sum.both < LEAST_SHARE * sum.old)
			continue;
		n = free_of(&m->old.sentences[c->old], m->to, r->old_free);
		k = free_of(&m->new.sentences[c->new], m->from, r->new_free);
		match_align(m, r->old_free, n, r->new_free, k);
	}
}

void
match_sentences(struct match *m)
{
	struct rescue r = { .m = m, .arena = arena_new() };
	struct arena *a = r.arena;

	for (uint32_t s = 0; s < m->old.sentence_count; s++)
		if (is_left_over(m, &m->old.sentences[s]))
			let_go(m, &m->old.sentences[s]);
	match_whole(m);
	collect_free(&r);
	collect_keys(&r);
	r.votes = arena_get(a, m->new.sentence_count * sizeof(*r.votes));
	r.voted = arena_get(a, m->new.sentence_count * sizeof(*r.voted));
	r.found = arena_get(
	    a, TRIED * m->old.sentence_count * sizeof(*r.found));
	r.old_free = arena_get(a, m->old.count * sizeof(*r.old_free));
	r.new_free = arena_get(a, m->new.count * sizeof(*r.new_free));
	for (uint32_t s = 0; s < m->old.sentence_count; s++) {
		const struct sentence *sentence = &m->old.sentences[s];

		if (sentence->to - sentence->from <= WORDS_MOST &&
		    is_left_over(m, sentence))
			search(&r, s);
	}
	join_best(&r);
	arena_free(a);
}
