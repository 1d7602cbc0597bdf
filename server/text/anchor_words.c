/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_words.c - a text as the words and sentences that anchoring compares.
 *
 * Words are runs of letters and digits with what combines with them; other
 * signs stand alone (a row of one sign, however long, is one), and so does each
 * letter of scripts that put no space between words. Words are folded (case,
 * compatibility forms, the many quotes and dashes), so that a draft typed
 * elsewhere is still the same draft. This is no ubrk: a break iterator gives
 * words, but neither signs nor equal cuts on both sides of an edit, and takes
 * ten times as long.
 */
#include "anchor_words.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "soundings/base.h"

#include "letter.h"

#define WORD_POINTS 64 /* longer ones are cut there, on both sides alike */
#define STEM_UNITS 4
#define NUMERAL_MOST 4  /* bytes in the brackets before a list's item */
#define FOLDED_MAX 1200 /* 64 code points under NFKC: at most 18 units each */

enum sort { SORT_SPACE, SORT_LETTER, SORT_ALONE, SORT_JOINER, SORT_MARK };

struct reader {
	struct words *w;
	const UNormalizer2 *fold;
	size_t byte;
	uint32_t point;
	uint32_t newlines; /* since the last word */
	bool spaced;
};

static size_t
decode(const char *text, uint32_t *c)
{
	const unsigned char *p = (const unsigned char *)text;

	if (p[0] < 0x80) {
		*c = p[0];
		return 1;
	}
	if (p[0] < 0xe0) {
		*c = (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
		return 2;
	}
	if (p[0] < 0xf0) {
		*c = (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 |
		     (p[2] & 0x3fu);
		return 3;
	}
	*c = (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 |
	     (p[3] & 0x3fu);
	return 4;
}

static enum sort
sort_of(uint32_t c)
{
	uint32_t is;

	if (c < 0x80) {
		if (c <= ' ' || c == 0x7f)
			return SORT_SPACE;
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			       (c >= 'A' && c <= 'Z')
			   ? SORT_LETTER
			   : SORT_MARK;
	}
	is = U_MASK(u_charType((UChar32)c));
	if ((is & U_GC_M_MASK) || c == 0x200d || c == 0x00ad ||
	    (c >= 0x1f3fb && c <= 0x1f3ff))
		return SORT_JOINER;
	if (is & (U_GC_L_MASK | U_GC_N_MASK))
		return letter_stands_alone(c) ? SORT_ALONE : SORT_LETTER;
	if (is & (U_GC_Z_MASK | U_GC_CC_MASK | U_GC_CF_MASK))
		return SORT_SPACE;
	return SORT_MARK;
}

static uint64_t
mix(uint64_t hash, uint64_t unit)
{
	hash = (hash ^ unit) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

/* The word in UTF-16, folded; how many units. */
static int32_t
fold(const UNormalizer2 *how, const char *text, size_t len, UChar *out)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar units[2 * WORD_POINTS];
	int32_t n = 0, made;
	uint32_t c;

	for (size_t i = 0; i < len;) {
		i += decode(text + i, &c);
		c = letter_plain_sign(c);
		if (c > 0xffff) {
			units[n++] = (UChar)(0xd7c0 + (c >> 10));
			c = 0xdc00 | (c & 0x3ff);
		}
		units[n++] = (UChar)c;
	}
	made = unorm2_normalize(how, units, n, out, FOLDED_MAX, &error);
	if (U_SUCCESS(error))
		return made;
	memcpy(out, units, (size_t)n * sizeof(*out));
	return n;
}

static bool
is_ascii(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] >= 0x80)
			return false;
	return true;
}

static void
set_key(const struct reader *r, struct word *word)
{
	const char *text = r->w->text + word->byte;
	UChar folded[FOLDED_MAX];
	int32_t n = word->len;

	if (is_ascii(text, word->len))
		for (int32_t i = 0; i < n; i++)
			folded[i] = (UChar)(text[i] >= 'A' && text[i] <= 'Z'
						? text[i] + 32
						: text[i]);
	else
		n = fold(r->fold, text, word->len, folded);
	word->key = 1;
	for (int32_t i = 0; i < n; i++) {
		if (word->mark && i > 0 && folded[i] == folded[i - 1])
			continue;
		word->key = mix(word->key, folded[i]);
		if (i == STEM_UNITS - 1 && !word->mark)
			word->stem = word->key;
	}
	if (n > 0 && u_isdigit(folded[0]))
		word->stem = 0;
}

/* How far the word at the reader goes, in bytes; *points: in code points. */
static size_t
word_len(const struct reader *r, enum sort sort, uint32_t *points)
{
	const char *text = r->w->text + r->byte;
	size_t room = r->w->len - r->byte, len, step, after;
	uint32_t first, c, next;
	enum sort is;

	len = decode(text, &first);
	c = first;
	for (*points = 1; len < room && *points < WORD_POINTS; ++*points) {
		step = decode(text + len, &next);
		is = sort_of(next);
		if (is == SORT_SPACE)
			break;
		if (sort == SORT_MARK && next == first) {
			len += step;
			continue;
		}
		if (is != SORT_JOINER && c != 0x200d) {
			if (sort != SORT_LETTER)
				break;
			after = len + step;
			if (letter_plain_sign(next) == '\'' && after < room) {
				decode(text + after, &c);
				if (sort_of(c) != SORT_LETTER)
					break;
			} else if (is != SORT_LETTER) {
				break;
			}
		}
		c = next;
		len += step;
	}
	return len;
}

static uint8_t
weight_of(enum sort sort, uint32_t points)
{
	if (sort == SORT_MARK || sort == SORT_JOINER)
		return 1;
	if (sort == SORT_ALONE)
		return 4;
	return (uint8_t)(1 + (points < 12 ? points : 12));
}

static bool
is_sign(const struct words *w, const struct word *word, const char *signs)
{
	return word->mark && strchr(signs, w->text[word->byte]) != NULL;
}

static bool
is_full_stop(const struct words *w, const struct word *word)
{
	uint32_t c;

	if (!word->mark)
		return false;
	decode(w->text + word->byte, &c);
	return c == '.' || c == '?' || c == '!' || c == 0x3002 || c == 0xff01 ||
	       c == 0xff1f || c == 0x0964 || c == 0x061f || c == 0x06d4;
}

/* Of those beyond ASCII, what word processors put before a list's items. */
static bool
is_bullet(uint32_t c)
{
	switch (c) {
	case 0x00b7: /* middle dot */
	case 0x2013: /* dashes */
	case 0x2014:
	case 0x2022: /* bullets */
	case 0x2023:
	case 0x2043:
	case 0x25aa: /* squares and circles */
	case 0x25cf:
	case 0x25e6:
		return true;
	default:
		return false;
	}
}

/* The sign behind a word; 0: the text ends there. */
static char
sign_behind(const struct words *w, const struct word *word)
{
	size_t at = (size_t)word->byte + word->len;

	return at < w->len ? w->text[at] : '\0';
}

/* "(a)", "(12)", "(iv)" */
static bool
is_bracketed(const struct words *w, const struct word *word)
{
	const char *text = w->text + word->byte;
	size_t room = w->len - word->byte;

	for (size_t n = 2; text[0] == '(' && n <= NUMERAL_MOST + 1 && n < room;
	     n++)
		if (text[n] == ')')
			return true;
	return false;
}

/* Does a list item, heading, quotation or table row begin with this word? */
static bool
begins_item(const struct words *w, const struct word *word)
{
	char behind = sign_behind(w, word);
	uint32_t c;

	decode(w->text + word->byte, &c);
	return is_sign(w, word, "-*+#>|") || is_bullet(c) ||
	       is_bracketed(w, word) ||
	       (c >= '0' && c <= '9' && (behind == '.' || behind == ')'));
}

static bool
begins_lower(const struct words *w, const struct word *word)
{
	uint32_t c;

	decode(w->text + word->byte, &c);
	return u_islower((UChar32)c);
}

/* Does a sentence end between the last word and this one? */
static bool
sentence_ends(const struct words *w, uint32_t i, const struct reader *r)
{
	const struct word *word = &w->at[i], *last = word - 1;

	if (r->newlines > 1)
		return true;
	if (r->newlines == 1 && begins_item(w, word))
		return true;
	if (is_full_stop(w, word))
		return false;
	if (i > 1 && is_sign(w, last, "\")]'") && !last->spaced)
		last--;
	if (!is_full_stop(w, last))
		return false;
	if ((unsigned char)w->text[last->byte] >= 0x80)
		return true;
	return r->spaced && !begins_lower(w, word);
}

static void
add_to_sentence(struct words *w, uint32_t i, const struct reader *r)
{
	struct sentence *s = &w->sentences[w->sentence_count];

	if (i == 0 || sentence_ends(w, i, r)) {
		if (i > 0)
			s[-1].ends_block = r->newlines > 0;
		s->from = i;
		w->sentence_count++;
	} else {
		s--;
	}
	s->to = i + 1;
	s->ends_block = true;
	w->at[i].sentence = w->sentence_count - 1;
}

static void
add_word(struct reader *r, enum sort sort)
{
	struct word *word = &r->w->at[r->w->count];
	uint32_t points;

	word->byte = (uint32_t)r->byte;
	word->at = r->point;
	word->len = (uint16_t)word_len(r, sort, &points);
	word->end = word->at + points;
	word->mark = sort == SORT_MARK || sort == SORT_JOINER;
	word->weight = weight_of(sort, points);
	word->spaced = r->spaced;
	if (r->w->count > 0)
		word->before = word[-1].before + word[-1].weight;
	set_key(r, word);
	add_to_sentence(r->w, r->w->count, r);
	r->w->count++;
	r->byte += word->len;
	r->point = word->end;
	r->newlines = 0;
	r->spaced = false;
}

/* Every byte that begins a code point and is neither a space nor preceded by a
 * letter of ASCII, and some, because long words are cut. */
size_t
words_at_most(const char *text, size_t len)
{
	size_t n = 0;
	bool in_word = false;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if ((c & 0xc0) == 0x80)
			continue;
		if (c < 0x80 && sort_of(c) == SORT_LETTER) {
			n += !in_word || i % 16 == 0;
			in_word = true;
			continue;
		}
		in_word = false;
		n += c > ' ';
	}
	return n + 1;
}

void
words_read(struct arena *a, struct words *w, const char *text, size_t len)
{
	size_t most = words_at_most(text, len), step;
	UErrorCode error = U_ZERO_ERROR;
	struct reader r = { .w = w, .spaced = true };
	enum sort sort;
	uint32_t c;

	r.fold = unorm2_getNFKCCasefoldInstance(&error);
	invariant(U_SUCCESS(error));
	memset(w, 0, sizeof(*w));
	w->text = text;
	w->len = len;
	w->at = arena_get(a, most * sizeof(*w->at));
	w->sentences = arena_get(a, most * sizeof(*w->sentences));
	while (r.byte < len) {
		step = decode(text + r.byte, &c);
		sort = sort_of(c);
		if (sort != SORT_SPACE) {
			add_word(&r, sort);
			continue;
		}
		r.newlines += c == '\n' || c == 0x2029;
		r.spaced = true;
		r.byte += step;
		r.point++;
	}
	w->points = r.point;
}

uint32_t
words_after(const struct words *w, uint32_t point)
{
	uint32_t low = 0, high = w->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (w->at[middle].end > point)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

size_t
words_byte(const struct words *w, uint32_t point)
{
	uint32_t i = words_after(w, point), at = 0, c;
	size_t byte = 0;

	if (i < w->count && w->at[i].at <= point) {
		at = w->at[i].at;
		byte = w->at[i].byte;
	} else if (i > 0) {
		at = w->at[i - 1].end;
		byte = w->at[i - 1].byte + w->at[i - 1].len;
	}
	for (; at < point && byte < w->len; at++)
		byte += decode(w->text + byte, &c);
	return byte;
}

bool
words_same(const struct words *w, uint32_t i, const struct words *v, uint32_t j)
{
	const struct word *p = &w->at[i], *q = &v->at[j];

	return p->len == q->len &&
	       memcmp(w->text + p->byte, v->text + q->byte, p->len) == 0;
}

uint32_t
words_common_start(
    const struct words *w, uint32_t i, const struct words *v, uint32_t j)
{
	const struct word *p = &w->at[i], *q = &v->at[j];
	size_t x = 0, y = 0;
	uint32_t n = 0, c, d;

	while (x < p->len && y < q->len) {
		x += decode(w->text + p->byte + x, &c);
		y += decode(v->text + q->byte + y, &d);
		if (u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT) !=
		    u_foldCase((UChar32)d, U_FOLD_CASE_DEFAULT))
			break;
		n++;
	}
	return n;
}

static size_t
last_start(const char *text, size_t len)
{
	do
		len--;
	while (((unsigned char)text[len] & 0xc0) == 0x80);
	return len;
}

uint32_t
words_common_end(
    const struct words *w, uint32_t i, const struct words *v, uint32_t j)
{
	const char *p = w->text + w->at[i].byte, *q = v->text + v->at[j].byte;
	size_t x = w->at[i].len, y = v->at[j].len;
	uint32_t n = 0, c, d;

	while (x > 0 && y > 0) {
		x = last_start(p, x);
		y = last_start(q, y);
		decode(p + x, &c);
		decode(q + y, &d);
		if (u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT) !=
		    u_foldCase((UChar32)d, U_FOLD_CASE_DEFAULT))
			break;
		n++;
	}
	return n;
}
