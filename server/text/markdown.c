/* SPDX-License-Identifier: Apache-2.0 */
/*
 * markdown.c - the one place that speaks with md4c.
 *
 * It turns the parser's callbacks into marks and words (markdown.h). A short
 * text can ask for much (a wide table, one long address used a thousand times),
 * so what is handed out is counted and the parser is stopped at a limit.
 */
#include "text/markdown.h"

#include <md4c.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/buffer.h"
#include "text/entity.h"
#include "text/link.h"
#include "text/tame.h"

#define FLAGS                                                                  \
	(MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |          \
	    MD_FLAG_PERMISSIVEAUTOLINKS | MD_FLAG_NOHTML)

enum { STEP_COST = 8 };
/* What a callback answers to end the parsing. md4c's documentation says that
 * any number but 0 does; in fact only a negative one does everywhere. */
enum { GO_ON = 0, STOP = -1 };

struct reading {
	const struct markdown_taker *taker;
	void *user;
	size_t cost, limit;
	bool stopped;
	struct buffer scratch; /* decoded text */
	struct buffer address;
};

size_t
markdown_limit(size_t len)
{
	return 16 * len + 65536;
}

static int
answer(struct reading *r, bool goes_on)
{
	r->stopped = r->stopped || !goes_on;
	return r->stopped ? STOP : GO_ON;
}

static int
charge(struct reading *r, size_t len)
{
	r->cost += len + STEP_COST;
	return answer(r, r->cost <= r->limit);
}

/* Decodes an attribute, which md4c cuts in text and entities. */
static void
decode(struct buffer *b, const MD_ATTRIBUTE *attribute)
{
	const char *from;
	size_t i, len;

	buffer_clear(b);
	for (i = 0; attribute->substr_offsets[i] < attribute->size; i++) {
		from = attribute->text + attribute->substr_offsets[i];
		len = attribute->substr_offsets[i + 1] -
		      attribute->substr_offsets[i];
		if (attribute->substr_types[i] == MD_TEXT_ENTITY)
			entity_put(b, from, len);
		else if (attribute->substr_types[i] == MD_TEXT_NULLCHAR)
			buffer_text(b, "\xef\xbf\xbd");
		else
			buffer_put(b, from, len);
	}
}

static const char *
address_of(struct reading *r, const MD_ATTRIBUTE *attribute)
{
	decode(&r->scratch, attribute);
	buffer_clear(&r->address);
	if (r->scratch.len == 0 ||
	    !link_put(&r->address, r->scratch.at, r->scratch.len))
		return NULL;
	return buffer_string(&r->address);
}

static const char *
align_of(const MD_BLOCK_TD_DETAIL *detail)
{
	switch (detail->align) {
	case MD_ALIGN_LEFT:
		return "left";
	case MD_ALIGN_CENTER:
		return "center";
	case MD_ALIGN_RIGHT:
		return "right";
	case MD_ALIGN_DEFAULT:
		break;
	}
	return NULL;
}

static enum mark_task
task_of(const MD_BLOCK_LI_DETAIL *detail)
{
	if (!detail->is_task)
		return TASK_NONE;
	return detail->task_mark == ' ' ? TASK_OPEN : TASK_DONE;
}

/* False: a block that says nothing (the document, a table's head and body). */
static bool
block_mark(MD_BLOCKTYPE type, void *detail, struct mark *m)
{
	static const enum mark_kind kinds[] = {
		[MD_BLOCK_QUOTE] = MARK_QUOTE,
		[MD_BLOCK_UL] = MARK_LIST,
		[MD_BLOCK_OL] = MARK_NUMBERS,
		[MD_BLOCK_LI] = MARK_ITEM,
		[MD_BLOCK_HR] = MARK_RULE,
		[MD_BLOCK_H] = MARK_HEADING,
		[MD_BLOCK_CODE] = MARK_CODE,
		[MD_BLOCK_P] = MARK_PARAGRAPH,
		[MD_BLOCK_TABLE] = MARK_TABLE,
		[MD_BLOCK_TR] = MARK_ROW,
		[MD_BLOCK_TH] = MARK_HEADER,
		[MD_BLOCK_TD] = MARK_CELL,
	};

	if (type == MD_BLOCK_DOC || type == MD_BLOCK_HTML ||
	    type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY)
		return false;
	*m = (struct mark){ .kind = kinds[type] };
	if (detail == NULL)
		return true;
	if (type == MD_BLOCK_H)
		m->level = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
	else if (type == MD_BLOCK_OL)
		m->start = ((MD_BLOCK_OL_DETAIL *)detail)->start;
	else if (type == MD_BLOCK_LI)
		m->task = task_of(detail);
	else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
		m->align = align_of(detail);
	return true;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct reading *r = user;
	struct mark m;

	if (!block_mark(type, detail, &m))
		return GO_ON;
	if (charge(r, 0) == STOP)
		return STOP;
	return answer(r, r->taker->open(r->user, &m));
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct reading *r = user;
	struct mark m;

	if (!block_mark(type, detail, &m))
		return GO_ON;
	return answer(r, r->taker->close(r->user, m.kind));
}

/* False: a span of an extension that is off. */
static bool
span_kind(MD_SPANTYPE type, enum mark_kind *kind)
{
	switch (type) {
	case MD_SPAN_EM:
		*kind = MARK_EMPHASIS;
		return true;
	case MD_SPAN_STRONG:
		*kind = MARK_STRONG;
		return true;
	case MD_SPAN_DEL:
		*kind = MARK_STRUCK;
		return true;
	case MD_SPAN_CODE:
		*kind = MARK_TERM;
		return true;
	case MD_SPAN_A:
		*kind = MARK_LINK;
		return true;
	case MD_SPAN_IMG:
		*kind = MARK_PICTURE;
		return true;
	default:
		return false;
	}
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *user)
{
	struct reading *r = user;
	const MD_ATTRIBUTE *address = NULL;
	struct mark m = { 0 };

	if (!span_kind(type, &m.kind))
		return GO_ON;
	if (type == MD_SPAN_A)
		address = &((MD_SPAN_A_DETAIL *)detail)->href;
	else if (type == MD_SPAN_IMG)
		address = &((MD_SPAN_IMG_DETAIL *)detail)->src;
	if (charge(r, address == NULL ? 0 : address->size) == STOP)
		return STOP;
	if (address != NULL)
		m.address = address_of(r, address);
	return answer(r, r->taker->open(r->user, &m));
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *user)
{
	struct reading *r = user;
	enum mark_kind kind;

	(void)detail;
	if (!span_kind(type, &kind))
		return GO_ON;
	return answer(r, r->taker->close(r->user, kind));
}

static int
text(MD_TEXTTYPE type, const MD_CHAR *from, MD_SIZE len, void *user)
{
	struct reading *r = user;

	if (charge(r, len) == STOP)
		return STOP;
	if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
		return answer(
		    r, r->taker->line_end(r->user, type == MD_TEXT_BR));
	if (type != MD_TEXT_ENTITY)
		return answer(r, r->taker->text(r->user, from, len));
	buffer_clear(&r->scratch);
	entity_put(&r->scratch, from, len);
	return answer(
	    r, r->taker->text(r->user, r->scratch.at, r->scratch.len));
}

bool
markdown_read(
    const char *markdown, const struct markdown_taker *taker, void *user)
{
	static const MD_PARSER parser = {
		.flags = FLAGS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = text,
	};
	struct reading r = { .taker = taker, .user = user };
	struct buffer tamed = { 0 };
	int result;

	tame_put(&tamed, markdown);
	invariant(tamed.len <= INT32_MAX);
	r.limit = markdown_limit(strlen(markdown));
	result = md_parse(
	    buffer_string(&tamed), (MD_SIZE)tamed.len, &parser, &r);
	/* md4c itself fails only when memory is gone. */
	invariant(result == 0 || r.stopped);
	buffer_free(&tamed);
	buffer_free(&r.scratch);
	buffer_free(&r.address);
	return !r.stopped;
}
