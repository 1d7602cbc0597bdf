/* SPDX-License-Identifier: Apache-2.0 */
/*
 * clauses.c - a Markdown draft as the parts that people comment on.
 *
 * A clause is the smallest thing with words of its own: a heading, paragraph,
 * list item, table row, code block, or paragraph of a quote; nested lists and
 * quotes come out flat. The words in `html` are exactly `text`, character for
 * character, so that a place in one is the same place in the other.
 */
#include "soundings/text.h"

#include <string.h>

#include "text/escape.h"
#include "text/html.h"
#include "text/number.h"

#define NOTICE                                                                 \
	"The rest is not shown: it is more than a draft can have."

struct splitter {
	struct arena *arena;
	struct buffer clauses;    /* struct clause_text, one after another */
	struct buffer containers; /* 'q' a quote, 'i' an item; innermost last */
	enum mark_task task;      /* of the item whose words come next */

	/* The clause at hand. */
	const char *kind; /* NULL: none has begun */
	int64_t level;
	struct buffer text;
	struct html html;
	bool space;    /* one is due before the next word */
	bool words;    /* more than separators of cells */
	bool verbatim; /* a code block: nothing is folded */
	size_t cells;
};

/* Writes to both at once: this is what keeps them equal. */
static void
put(struct splitter *s, const char *text, size_t len)
{
	buffer_put(&s->text, text, len);
	html_text(&s->html, text, len);
}

static void
put_space(struct splitter *s)
{
	size_t len = s->text.len;

	if (s->space && len > 0 && s->text.at[len - 1] != ' ')
		put(s, " ", 1);
	s->space = false;
}

static void
put_task(struct splitter *s)
{
	if (s->task == TASK_DONE)
		put(s, TASK_DONE_SIGN " ", sizeof(TASK_DONE_SIGN));
	else if (s->task == TASK_OPEN)
		put(s, TASK_OPEN_SIGN " ", sizeof(TASK_OPEN_SIGN));
	s->task = TASK_NONE;
}

static void
end(struct splitter *s)
{
	struct clause_text clause = { .kind = s->kind, .level = s->level };

	if (s->kind == NULL)
		return;
	s->kind = NULL;
	if (s->verbatim && s->text.len > 0) {
		s->text.len--; /* the last line's end */
		s->html.out.len--;
	}
	html_finish(&s->html);
	if (!s->words)
		return;
	clause.text = arena_copy(s->arena, s->text.at, s->text.len);
	clause.html = arena_copy(s->arena, s->html.out.at, s->html.out.len);
	buffer_put(&s->clauses, &clause, sizeof(clause));
}

static void
begin(struct splitter *s, const char *kind)
{
	end(s);
	s->kind = kind;
	s->level = 0;
	buffer_clear(&s->text);
	buffer_clear(&s->html.out);
	s->space = false;
	s->words = false;
	s->verbatim = false;
	s->cells = 0;
}

/* Words that no block has announced belong to the item or quote they are in:
 * the parser marks no paragraphs in a tight list. */
static void
begin_if_none(struct splitter *s)
{
	char inside;

	if (s->kind != NULL)
		return;
	inside = s->containers.len == 0
		     ? 'p'
		     : s->containers.at[s->containers.len - 1];
	begin(s, inside == 'p'   ? "paragraph"
		 : inside == 'q' ? "quote"
				 : "item");
	if (inside == 'i')
		put_task(s);
}

static void
enter_container(struct splitter *s, char which)
{
	end(s);
	buffer_char(&s->containers, which);
}

static void
open_code(struct splitter *s)
{
	static const struct mark term = { .kind = MARK_TERM };

	begin(s, "code");
	s->verbatim = true;
	html_open(&s->html, &term);
}

static bool
has_room(const struct splitter *s)
{
	return s->clauses.len / sizeof(struct clause_text) < TEXT_CLAUSES_MAX;
}

static bool
take_open(void *user, const struct mark *m)
{
	struct splitter *s = user;

	switch (m->kind) {
	case MARK_HEADING:
		begin(s, "heading");
		s->level = m->level;
		break;
	case MARK_CODE:
		open_code(s);
		break;
	case MARK_ROW:
		begin(s, "row");
		break;
	case MARK_HEADER:
	case MARK_CELL:
		if (s->cells++ > 0) {
			s->space = true;
			put_space(s);
			put(s, "|", 1);
			s->space = true;
		}
		break;
	case MARK_QUOTE:
		enter_container(s, 'q');
		break;
	case MARK_ITEM:
		enter_container(s, 'i');
		s->task = m->task;
		break;
	case MARK_PARAGRAPH:
	case MARK_LIST:
	case MARK_NUMBERS:
	case MARK_TABLE:
	case MARK_RULE:
		end(s);
		break;
	default:
		begin_if_none(s);
		put_space(s);
		html_open(&s->html, m);
	}
	return has_room(s);
}

static bool
take_close(void *user, enum mark_kind kind)
{
	struct splitter *s = user;

	switch (kind) {
	case MARK_HEADER:
	case MARK_CELL:
		break;
	case MARK_QUOTE:
	case MARK_ITEM:
		end(s);
		s->containers.len--;
		break;
	case MARK_STRONG:
	case MARK_EMPHASIS:
	case MARK_STRUCK:
	case MARK_TERM:
	case MARK_LINK:
	case MARK_PICTURE:
		html_close(&s->html, kind);
		break;
	default:
		end(s);
	}
	return true;
}

/* The length of what is neither blank nor control character. */
static size_t
word_len(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && (unsigned char)text[n] > 0x20 && text[n] != 0x7f)
		n++;
	return n;
}

static bool
take_text(void *user, const char *text, size_t len)
{
	struct splitter *s = user;
	size_t i = 0, n;

	begin_if_none(s);
	while (i < len) {
		n = word_len(text + i, len - i);
		if (n > 0) {
			put_space(s);
			put(s, text + i, n);
			s->words = true;
			i += n;
			continue;
		}
		if (!s->verbatim)
			s->space = s->space || escape_space(text[i]);
		else if (strchr(" \t\n", text[i]) != NULL)
			put(s, text + i, 1);
		i++;
	}
	return true;
}

static bool
take_line_end(void *user, bool hard)
{
	struct splitter *s = user;

	s->space = true;
	if (hard) {
		put_space(s);
		html_break(&s->html);
	}
	return true;
}

static struct list
finish(struct splitter *s)
{
	size_t size = sizeof(struct clause_text);
	struct list list = { .count = s->clauses.len / size };

	list.at = arena_get(s->arena, s->clauses.len);
	memcpy(list.at, buffer_string(&s->clauses), s->clauses.len);
	number_clauses(s->arena, list.at, list.count);
	buffer_free(&s->clauses);
	buffer_free(&s->containers);
	buffer_free(&s->text);
	buffer_free(&s->html.out);
	return list;
}

struct list
text_clauses(struct arena *a, const char *markdown)
{
	static const struct markdown_taker taker = {
		.open = take_open,
		.close = take_close,
		.text = take_text,
		.line_end = take_line_end,
	};
	struct splitter s = { .arena = a };

	if (!markdown_read(markdown, &taker, &s)) {
		begin(&s, "paragraph");
		take_text(&s, NOTICE, strlen(NOTICE));
		end(&s);
	}
	return finish(&s);
}
