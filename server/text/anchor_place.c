/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_place.c - one passage, put where most of its words went.
 *
 * Words carry weight by their length, signs next to none. Where the words of a
 * passage went to several places, the densest window wins; where less than half
 * of the weight is together, the passage is not found: a comment in the list
 * "not found" costs a person a glance, one at the wrong place misleads.
 */
#include "anchor_place.h"

#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"

#define SPREAD 1.8   /* the most by which a passage may have grown */
#define FOREIGN 0.15 /* what a word between them costs, of its weight */
#define OWNED 0.5    /* and one that belongs to something else */
#define CROSSED 3    /* what a sentence's end between them costs */
#define WIDEN 0.6    /* the most that is taken in, of the passage */
#define KEPT 0.5     /* the least share of its weight that must be together */

#define KEPT_LEAST 0.4
#define KEPT_ALONE 0.55 /* where nothing is beside it that was; or else: */
#define TOLD 0.8        /* the share of it that is said nowhere else */
#define TOLD_IN_ORDER 0.5
#define WEIGHTY 40  /* six words or so */
#define MOST 0.7    /* of a sentence */
#define WHOLE 0.8   /* of a sentence: it is that sentence */
#define SURE 0.75   /* kept, from which a passage needs no other support */
#define ENOUGH 0.4  /* of a sentence: a passage is most of it */
#define NEAR 3      /* words away, still beside */
#define FEW 20      /* the weight of two or three words */
#define PHRASE 0.95 /* kept, from which a phrase is a place by itself */
#define TELLING 0.2 /* the least share of it that is said nowhere else */
#define WIDE 100    /* words more than there were, from which text is new */
#define LONG 4096   /* words, from which only the ends are looked at */

/* Words that follow each other in both texts, within a passage. */
struct piece {
	uint32_t old, new, count;
	double weight;
};

struct window {
	uint32_t low, high; /* new words: the first, and behind the last */
	double weight;
};

/* The passage in words, and what has become of it. */
struct passage {
	const struct match *m;
	uint32_t start, end; /* code points */
	uint32_t from, to;   /* old words */
	double weight;
	double kept;    /* the share of the weight in the window */
	int neighbours; /* words beside it that are beside it still */
	struct piece *pieces;
	size_t piece_count;
	struct window window;
};

static double
weight_of(const struct match *m, uint32_t i)
{
	uint32_t j = m->to[i];
	double weight = m->old.at[i].weight;

	return j == NO_WORD || is_equal(m, i, j) ? weight : 0.7 * weight;
}

static void
read_pieces(struct passage *p, struct arena *a)
{
	const struct match *m = p->m;
	struct piece *piece = NULL;

	p->pieces = arena_get(a, (p->to - p->from) * sizeof(*p->pieces));
	for (uint32_t i = p->from; i < p->to; i++) {
		p->weight += m->old.at[i].weight;
		if (m->to[i] == NO_WORD) {
			piece = NULL;
			continue;
		}
		if (piece == NULL || piece->new + piece->count != m->to[i]) {
			piece = &p->pieces[p->piece_count++];
			piece->old = i;
			piece->new = m->to[i];
		}
		piece->count++;
		piece->weight += weight_of(m, i);
	}
}

static int
piece_order(const void *x, const void *y)
{
	const struct piece *p = x, *q = y;

	return p->new < q->new ? -1 : p->new > q->new;
}

/* What of the new words between two pieces belongs to something else. No
 * window reaches further than SPREAD, and so much need not be counted. */
static double
owned_between(const struct passage *p, const struct piece *left,
    const struct piece *right)
{
	const struct match *m = p->m;
	uint32_t from = left->new + left->count, i;
	double weight = 0;

	if (right->new - from > SPREAD * (p->to - p->from) + 4)
		return p->weight;
	for (uint32_t j = from; j < right->new; j++) {
		i = m->from[j];
		if (i != NO_WORD && (i < p->from || i >= p->to))
			weight += m->new.at[j].weight;
	}
	return weight;
}

/* What it costs to reach from one piece to the next: the new words between
 * them beyond those that they replace, and each sentence more than there was.
 */
static double
cost_between(const struct passage *p, const struct piece *left,
    const struct piece *right)
{
	const struct match *m = p->m;
	const struct word *x = &m->old.at[left->old + left->count - 1];
	const struct word *y = &m->old.at[right->old];
	const struct word *u = &m->new.at[left->new + left->count - 1];
	const struct word *v = &m->new.at[right->new];
	double more = (double)v->before - u->before - u->weight;
	double sentences = (double)v->sentence - u->sentence;

	if (y > x) {
		more -= (double)y->before - x->before - x->weight;
		sentences -= (double)y->sentence - x->sentence;
	}
	return FOREIGN * (more > 0 ? more : 0) +
	       (OWNED - FOREIGN) * owned_between(p, left, right) +
	       CROSSED * (sentences > 0 ? sentences : 0);
}

/* The window in which the kept words outweigh most what came in between: a
 * single word far from the others is no reason to stretch the passage. */
static void
find_window(struct passage *p)
{
	double most = SPREAD * (p->to - p->from) + 4, score = 0, best = 0;
	struct window w = { 0 };

	qsort(p->pieces, p->piece_count, sizeof(*p->pieces), piece_order);
	for (size_t i = 0; i < p->piece_count; i++) {
		const struct piece *piece = &p->pieces[i];

		if (i > 0)
			score -= cost_between(p, piece - 1, piece);
		if (score <= 0 || piece->new + piece->count - w.low > most) {
			score = w.weight = 0;
			w.low = piece->new;
		}
		score += piece->weight;
		w.weight += piece->weight;
		w.high = piece->new + piece->count;
		if (score > best) {
			best = score;
			p->window = w;
		}
	}
}

/* The code point of the new text for one within an old word. */
static uint32_t
point_in_word(const struct match *m, uint32_t i, uint32_t point)
{
	const struct word *p = &m->old.at[i], *q = &m->new.at[m->to[i]];
	uint32_t into = point - p->at, left = p->end - point;

	if (into == 0)
		return q->at;
	if (left == 0)
		return q->end;
	if (into <= words_common_start(&m->old, i, &m->new, m->to[i]))
		return q->at + into;
	if (left <= words_common_end(&m->old, i, &m->new, m->to[i]))
		return q->end - left;
	return into < left ? q->at : q->end;
}

/* White space that the passage takes in before its first word, or behind its
 * last, goes with it as far as it is the same. */
static uint32_t
with_space_before(const struct passage *p, uint32_t at)
{
	const struct match *m = p->m;
	const struct word *word = &m->old.at[p->from];
	uint32_t len, i = words_after(&m->new, at);
	size_t x, y;

	if (p->start >= word->at || i == m->new.count ||
	    m->new.at[i].at != at || m->to[p->from] != i)
		return at;
	len = word->at - p->start;
	if (len > at || (i > 0 && m->new.at[i - 1].end > at - len))
		return at;
	x = words_byte(&m->old, p->start);
	y = words_byte(&m->new, at - len);
	if (word->byte - x != m->new.at[i].byte - y ||
	    memcmp(m->old.text + x, m->new.text + y, word->byte - x) != 0)
		return at;
	return at - len;
}

static uint32_t
with_space_behind(const struct passage *p, uint32_t end)
{
	const struct match *m = p->m;
	const struct word *word = &m->old.at[p->to - 1], *there;
	uint32_t j = m->to[p->to - 1], len;
	size_t from, x, y;

	if (p->end <= word->end || j == NO_WORD || m->new.at[j].end != end)
		return end;
	there = &m->new.at[j];
	len = p->end - word->end;
	if (end + len > m->new.points ||
	    (j + 1 < m->new.count && m->new.at[j + 1].at < end + len))
		return end;
	from = word->byte + word->len;
	x = words_byte(&m->old, p->end) - from;
	y = words_byte(&m->new, end + len) - there->byte - there->len;
	if (x != y || memcmp(m->old.text + from,
			  m->new.text + there->byte + there->len, x) != 0)
		return end;
	return end + len;
}

/* Does what stands there belong to the passage, or to nothing? */
static bool
is_free(const struct passage *p, uint32_t from, uint32_t to)
{
	uint32_t i;

	for (uint32_t j = from; j < to; j++) {
		i = p->m->from[j];
		if (i != NO_WORD && (i < p->from || i >= p->to))
			return false;
	}
	return true;
}

static double
weight_of_new(const struct match *m, uint32_t from, uint32_t to)
{
	const struct word *last = &m->new.at[to - 1];

	return (double)last->before + last->weight - m->new.at[from].before;
}

/* Words at an edge of the passage that were replaced, with both neighbours in
 * place: what stands between those neighbours now is what they became. */
static void
take_replaced(struct passage *p)
{
	const struct match *m = p->m;
	uint32_t low = p->window.low, high = p->window.high, i, j;

	for (i = p->from; i < p->to && m->to[i] == NO_WORD;)
		i++;
	j = p->from > 0 ? m->to[p->from - 1] : NO_WORD;
	if (i > p->from && i < p->to && m->to[i] == low && j < low &&
	    low - j - 1 <= i - p->from + 1 && is_free(p, j + 1, low))
		p->window.low = j + 1;
	for (i = p->to; i > p->from && m->to[i - 1] == NO_WORD;)
		i--;
	j = p->to < m->old.count ? m->to[p->to] : NO_WORD;
	if (i < p->to && i > p->from && m->to[i - 1] + 1 == high &&
	    j != NO_WORD && j > high && j - high <= p->to - i + 1 &&
	    is_free(p, high, j))
		p->window.high = j;
}

/* Is this free, not too much, and more than the frame of a list or table? */
static bool
is_wording(const struct passage *p, uint32_t from, uint32_t to)
{
	uint32_t marks = 0;

	if (from >= to || !is_free(p, from, to) ||
	    weight_of_new(p->m, from, to) >= WIDEN * p->weight)
		return false;
	for (uint32_t j = from; j < to; j++)
		marks += p->m->new.at[j].mark;
	return marks < to - from || marks <= 2;
}

/* A passage that began or ended with its sentence still does, as far as what is
 * new there belongs to nothing else. */
static void
widen(struct passage *p)
{
	const struct match *m = p->m;
	const struct sentence *s = m->old.sentences;
	const struct sentence *low, *high;

	low = &m->new.sentences[m->new.at[p->window.low].sentence];
	high = &m->new.sentences[m->new.at[p->window.high - 1].sentence];
	if (s[m->old.at[p->from].sentence].from == p->from &&
	    is_wording(p, low->from, p->window.low))
		p->window.low = low->from;
	if (s[m->old.at[p->to - 1].sentence].to == p->to &&
	    is_wording(p, p->window.high, high->to))
		p->window.high = high->to;
}

static uint32_t
first_point(const struct passage *p)
{
	const struct match *m = p->m;
	uint32_t i = p->from, low = p->window.low;

	if (m->to[i] == low && p->start > m->old.at[i].at)
		return point_in_word(m, i, p->start);
	return with_space_before(p, m->new.at[low].at);
}

static uint32_t
last_point(const struct passage *p)
{
	const struct match *m = p->m;
	uint32_t i = p->to - 1, high = p->window.high - 1;

	if (m->to[i] == high && p->end < m->old.at[i].end)
		return point_in_word(m, i, p->end);
	return with_space_behind(p, m->new.at[high].end);
}

/* Has the window the same words, with the same bytes, as the passage? */
static bool
is_unchanged(const struct passage *p)
{
	const struct match *m = p->m;
	uint32_t low = p->window.low;

	if (p->window.high - low != p->to - p->from)
		return false;
	for (uint32_t i = p->from; i < p->to; i++)
		if (m->to[i] != low + (i - p->from) ||
		    !words_same(&m->old, i, &m->new, m->to[i]))
			return false;
	return true;
}

/* Of the words right before and behind the passage, how many are beside it
 * still: 0, 1 or 2. */
static int
neighbours_of(const struct passage *p)
{
	const struct match *m = p->m;
	uint32_t low = p->window.low, high = p->window.high, j;
	int n = 0;

	if (p->from > 0 && (j = m->to[p->from - 1]) != NO_WORD)
		n += j < low && low - j <= NEAR;
	if (p->to < m->old.count && (j = m->to[p->to]) != NO_WORD)
		n += j >= high && j - high < NEAR;
	return n;
}

/* The share of the new sentences it lies in that the window is. */
static double
share_of_sentences(const struct passage *p)
{
	const struct words *w = &p->m->new;
	uint32_t low = w->at[p->window.low].sentence;
	uint32_t high = w->at[p->window.high - 1].sentence;

	return weight_of_new(p->m, p->window.low, p->window.high) /
	       weight_of_new(
		   p->m, w->sentences[low].from, w->sentences[high].to);
}

/* How often a place is right of which that share was kept: measured on drafts
 * that took no part in building the method (docs/anchoring.md), and lowered. */
static double
trust_in(double kept)
{
	static const struct {
		double kept, right;
	} at[] = { { 0, 0.5 }, { 0.5, 0.7 }, { 0.6, 0.8 }, { 0.75, 0.9 },
		{ 0.9, 0.97 }, { 1, 0.99 } };
	size_t i = 1;

	while (i + 1 < COUNT(at) && kept > at[i].kept)
		i++;
	return at[i - 1].right + (at[i].right - at[i - 1].right) *
				     (kept - at[i - 1].kept) /
				     (at[i].kept - at[i - 1].kept);
}

static double
confidence_in(const struct passage *p, const struct anchor_place *place)
{
	double trust = trust_in(p->kept), share = share_of_sentences(p);
	double grown = weight_of_new(p->m, p->window.low, p->window.high) /
		       p->weight;

	if (p->neighbours == 0)
		trust -= share < ENOUGH ? 0.15 : 0.03;
	if (p->neighbours < 2 && p->weight < FEW)
		trust -= 0.08;
	if (grown > 1.3)
		trust -= 0.3 * (grown < 1.6 ? grown - 1.3 : 0.3);
	if (place->state == ANCHOR_MOVED && share < ENOUGH)
		trust -= 0.12;
	return trust;
}

/* Are these words said only here in the old text? What was kept of them says
 * so in a run of at most ONCE_MOST words. */
static double
telling_weight(const struct passage *p)
{
	const struct match *m = p->m;
	uint32_t run, upto = p->from;
	double weight = 0;

	for (uint32_t i = p->from; i < p->to; i++) {
		if (m->to[i] == NO_WORD || m->once[i] == 0)
			continue;
		for (run = 1; run < ONCE_MOST && i + run < p->to &&
			      m->to[i + run] == m->to[i] + run;)
			run++;
		if (run < m->once[i])
			continue;
		for (upto = upto > i ? upto : i; upto < i + run; upto++)
			weight += m->old.at[upto].weight;
	}
	return weight;
}

static bool
is_in_order(const struct passage *p, const bool *main)
{
	const struct match *m = p->m;

	for (uint32_t i = p->from; i < p->to; i++)
		if (m->to[i] != NO_WORD && main[i] &&
		    m->to[i] >= p->window.low && m->to[i] < p->window.high)
			return true;
	return false;
}

/* Does it lie in a long stretch of text that is new, as far as order tells? */
static bool
is_in_new_text(const struct passage *p, const bool *main)
{
	const struct match *m = p->m;
	uint32_t i = p->from, k = p->to, low, high;

	while (i > 0 && !main[i - 1])
		i--;
	while (k < m->old.count && !main[k])
		k++;
	low = i > 0 ? m->to[i - 1] + 1 : 0;
	high = k < m->old.count ? m->to[k] : m->new.count;
	return high > low && high - low > k - i + WIDE;
}

/* Is it nearly all of its sentences, and they nearly all of its place now? */
static bool
is_whole(const struct passage *p)
{
	const struct words *w = &p->m->old;
	const struct sentence *first, *last;
	double all;

	first = &w->sentences[w->at[p->from].sentence];
	last = &w->sentences[w->at[p->to - 1].sentence];
	all = (double)w->at[last->to - 1].before + w->at[last->to - 1].weight -
	      w->at[first->from].before;
	return p->weight >= WHOLE * all && share_of_sentences(p) >= WHOLE;
}

/* Only a phrase that is said elsewhere, too, and beside little that it stood
 * beside: that is another sentence with the phrase. */
static bool
is_phrase(const struct passage *p, const bool *main)
{
	if (p->kept >= PHRASE || p->neighbours == 2 ||
	    (p->kept >= SURE && is_whole(p)))
		return false;
	if (is_in_order(p, main) &&
	    (p->neighbours > 0 || !is_in_new_text(p, main)))
		return false;
	return telling_weight(p) < TELLING * p->window.weight;
}

/* Half of a passage is enough of it; less is where what is left of it makes a
 * sentence. A few common words within something else are no trace of it; nor is
 * half of it beside nothing that it stood beside, unless that is said nowhere
 * else. */
static bool
is_supported(const struct passage *p, const bool *main)
{
	double share = share_of_sentences(p);

	if (p->kept < KEPT && (p->kept < KEPT_LEAST ||
				  p->window.weight < WEIGHTY || share < MOST))
		return false;
	if (p->kept >= SURE || p->neighbours > 0)
		return true;
	if (share < ENOUGH)
		return false;
	return p->kept >= KEPT_ALONE ||
	       telling_weight(p) >=
		   p->window.weight *
		       (is_in_order(p, main) ? TOLD_IN_ORDER : TOLD);
}

/* Where it went, when enough of it went there; the confidence in any case. */
static struct anchor_place
place_of(struct passage *p, const bool *main)
{
	struct anchor_place place = { .state = ANCHOR_NOT_FOUND };

	p->kept = p->window.weight / p->weight;
	if (p->window.weight > 0)
		p->neighbours = neighbours_of(p);
	if (p->window.weight == 0 || !is_supported(p, main) ||
	    is_phrase(p, main)) {
		place.confidence = 0.98 - 0.7 * p->kept;
		return place;
	}
	take_replaced(p);
	widen(p);
	place.start = first_point(p);
	place.end = last_point(p);
	if (place.end < place.start)
		place.end = place.start;
	if (!is_unchanged(p))
		place.state = ANCHOR_CHANGED;
	else
		place.state = main[p->from] ? ANCHOR_SAME : ANCHOR_MOVED;
	place.confidence = confidence_in(p, &place);
	return place;
}

/* White space alone: it stays where it is the same between the same words. */
static struct anchor_place
place_space(const struct match *m, uint32_t start, uint32_t end)
{
	struct anchor_place place = { .state = ANCHOR_NOT_FOUND };
	uint32_t i = words_after(&m->old, start), j, from, to, there, len;
	size_t x, y;

	j = i < m->old.count ? m->to[i] : m->new.count;
	if (j == NO_WORD || (i > 0 && (j == 0 || m->to[i - 1] != j - 1)) ||
	    (i == 0 && j != 0))
		return place;
	from = i > 0 ? m->old.at[i - 1].end : 0;
	to = i < m->old.count ? m->old.at[i].at : m->old.points;
	there = i > 0 ? m->new.at[j - 1].end : 0;
	len = (j < m->new.count ? m->new.at[j].at : m->new.points) - there;
	x = words_byte(&m->old, from);
	y = words_byte(&m->new, there);
	if (start < from || end > to || len != to - from ||
	    memcmp(m->old.text + x, m->new.text + y,
		words_byte(&m->old, to) - x) != 0)
		return place;
	place.state = ANCHOR_SAME;
	place.start = there + (start - from);
	place.end = there + (end - from);
	place.confidence = trust_in(1);
	return place;
}

/* A passage of many pages is where its two ends are. */
static struct anchor_place
place_long(const struct passage *p, const bool *main)
{
	const struct match *m = p->m;
	uint32_t head = m->old.at[p->from + LONG / 2].at;
	uint32_t tail = m->old.at[p->to - LONG / 2].at;
	struct anchor_place first, last;
	size_t x, y, len;

	first = place_words(m, main, p->start, head);
	last = place_words(m, main, tail, p->end);
	if (first.state == ANCHOR_NOT_FOUND)
		return first;
	if (last.state == ANCHOR_NOT_FOUND || last.end <= first.start)
		return (struct anchor_place){ .state = ANCHOR_NOT_FOUND,
			.confidence = 0.5 };
	first.end = last.end;
	if (last.confidence < first.confidence)
		first.confidence = last.confidence;
	x = words_byte(&m->old, p->start);
	y = words_byte(&m->new, (uint32_t)first.start);
	len = words_byte(&m->old, p->end) - x;
	if (words_byte(&m->new, (uint32_t)first.end) - y != len ||
	    memcmp(m->old.text + x, m->new.text + y, len) != 0)
		first.state = ANCHOR_CHANGED;
	return first;
}

struct anchor_place
place_words(
    const struct match *m, const bool *main, uint32_t start, uint32_t end)
{
	struct passage p = { .m = m, .start = start, .end = end };
	struct anchor_place place;
	struct arena *a;

	p.from = words_after(&m->old, start);
	p.to = words_after(&m->old, end);
	if (p.to < m->old.count && m->old.at[p.to].at < end)
		p.to++;
	if (p.from >= p.to)
		return place_space(m, start, end);
	if (p.to - p.from > LONG)
		return place_long(&p, main);
	a = arena_new();
	read_pieces(&p, a);
	find_window(&p);
	place = place_of(&p, main);
	arena_free(a);
	return place;
}
