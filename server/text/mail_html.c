/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_html.c - the HTML of a mail as text.
 *
 * No browser's parser: it reads tags one after another, never fails, and knows
 * just enough of what they mean to keep paragraphs, lists, links and quotes.
 * Quoted mails and signatures get the marks that they have in plain mails, so
 * that quote.c finds them the same way.
 */
#include "soundings/reply.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "soundings/buffer.h"

#include "text/entity.h"
#include "text/escape.h"
#include "text/link.h"

enum {
	OPEN_MAX_TAGS = 200, /* deeper ones are read and forgotten */
	QUOTE_MAX = 20,
	BREAKS_MAX = 2,
	NAME_MAX_LEN = 16,
	ENTITY_MAX = 10,
	TAG_MAX = 8192,
};

enum effect {
	E_NONE = 0,
	E_BLOCK = 1,   /* stands on lines of its own */
	E_SPACED = 2,  /* with empty lines around */
	E_HIDE = 4,    /* its words are not for people */
	E_VOID = 8,    /* has no end */
	E_ALONE = 16,  /* ends another of its name */
	E_PRE = 32,
};

static const struct element {
	const char *name;
	unsigned effect;
} elements[] = {
	{ "address", E_BLOCK }, { "area", E_VOID }, { "base", E_VOID },
	{ "blockquote", E_BLOCK | E_SPACED }, { "br", E_VOID },
	{ "center", E_BLOCK }, { "col", E_VOID }, { "dd", E_BLOCK },
	{ "div", E_BLOCK }, { "dl", E_BLOCK }, { "dt", E_BLOCK },
	{ "embed", E_VOID }, { "h1", E_BLOCK | E_SPACED },
	{ "h2", E_BLOCK | E_SPACED }, { "h3", E_BLOCK | E_SPACED },
	{ "h4", E_BLOCK | E_SPACED }, { "h5", E_BLOCK | E_SPACED },
	{ "h6", E_BLOCK | E_SPACED }, { "hr", E_VOID }, { "img", E_VOID },
	{ "input", E_VOID }, { "li", E_BLOCK | E_ALONE }, { "link", E_VOID },
	{ "meta", E_VOID }, { "object", E_HIDE }, { "ol", E_BLOCK },
	{ "p", E_BLOCK | E_SPACED | E_ALONE },
	{ "pre", E_BLOCK | E_SPACED | E_PRE }, { "script", E_HIDE },
	{ "style", E_HIDE }, { "table", E_BLOCK }, { "td", E_ALONE },
	{ "template", E_HIDE }, { "textarea", E_HIDE }, { "th", E_ALONE },
	{ "title", E_HIDE }, { "tr", E_BLOCK | E_ALONE }, { "ul", E_BLOCK },
	{ "wbr", E_VOID }, { "xml", E_HIDE },
};

struct open_tag {
	char name[NAME_MAX_LEN];
	unsigned effect;
	bool quotes;
	int64_t counter;  /* of an ordered list: its next number; else 0 */
	size_t link, link_len; /* of <a>: offset of its address in the HTML */
	size_t words;     /* of <a>: where its words begin in the text */
};

struct page {
	struct arena *arena;
	const char *html;
	size_t len, at;
	struct buffer out;
	struct open_tag open[OPEN_MAX_TAGS];
	size_t depth;
	int hidden, quoted, pre; /* how many such tags are open */
	int breaks;   /* line ends to come before the next word */
	bool space;   /* a space to come */
	bool hard;    /* the line holds hard spaces only, which show */
	bool begun;   /* the line has words */
	const char *sign; /* to come before the next word: a list's "- " */
	struct buffer mark;
};

/* A tag as it stands in the HTML. */
struct tag {
	char name[NAME_MAX_LEN];
	const char *rest; /* behind the name */
	size_t rest_len;
	bool closes;
};

static unsigned
effect_of(const char *name)
{
	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
		if (strcmp(elements[i].name, name) == 0)
			return elements[i].effect;
	return E_NONE;
}

static void
want_break(struct page *p, int least)
{
	if (p->hard && !p->begun && p->breaks < BREAKS_MAX)
		p->breaks++;
	p->hard = false;
	if (p->breaks < least)
		p->breaks = least;
	p->space = false;
	p->begun = false;
}

static void
line_break(struct page *p)
{
	if (p->hard && !p->begun && p->breaks < BREAKS_MAX)
		p->breaks++;
	if (p->breaks < BREAKS_MAX)
		p->breaks++;
	p->hard = p->space = p->begun = false;
}

/* Everything that waits before a word: line ends, quote marks, a bullet. */
static void
begin_word(struct page *p)
{
	bool fresh = p->out.len == 0 || p->breaks > 0;
	int marks = p->quoted < QUOTE_MAX ? p->quoted : QUOTE_MAX;

	for (; p->breaks > 0 && p->out.len > 0; p->breaks--)
		buffer_char(&p->out, '\n');
	p->breaks = 0;
	for (int i = 0; fresh && i < marks; i++)
		buffer_char(&p->out, '>');
	if (fresh && marks > 0)
		buffer_char(&p->out, ' ');
	if (fresh)
		p->space = false;
	if (p->mark.len > 0) {
		buffer_put(&p->out, p->mark.at, p->mark.len);
		buffer_clear(&p->mark);
	}
	if (p->space)
		buffer_char(&p->out, ' ');
	p->space = p->hard = false;
	p->begun = true;
}

static void
put_bytes(struct page *p, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (strncmp(bytes + i, "\xc2\xa0", 2) == 0 && i + 1 < len) {
			i++;
			if (p->begun)
				p->space = true;
			else
				p->hard = true;
			continue;
		}
		if (p->pre > 0 && bytes[i] == '\n') {
			line_break(p);
			continue;
		}
		if (escape_space(bytes[i])) {
			if (p->pre == 0) {
				p->space = p->space || p->begun;
			} else if (bytes[i] != '\r') {
				begin_word(p);
				buffer_char(&p->out, ' ');
			}
			continue;
		}
		if ((unsigned char)bytes[i] < 0x20 || bytes[i] == 0x7f)
			continue;
		begin_word(p);
		buffer_char(&p->out, bytes[i]);
	}
}

/* The value of an attribute, as it stands; NULL: it has none. */
static const char *
attribute(const struct tag *t, const char *name, size_t *len)
{
	size_t n = strlen(name), i = 0, start;
	const char *s = t->rest;
	char quote;
	bool match;

	while (i < t->rest_len) {
		while (i < t->rest_len && (escape_space(s[i]) || s[i] == '/'))
			i++;
		start = i;
		while (i < t->rest_len && !escape_space(s[i]) && s[i] != '=')
			i++;
		match = i - start == n && strncasecmp(s + start, name, n) == 0;
		while (i < t->rest_len && escape_space(s[i]))
			i++;
		if (i >= t->rest_len || s[i] != '=') {
			i += i == start;
			continue;
		}
		for (i++; i < t->rest_len && escape_space(s[i]); i++)
			;
		quote = i < t->rest_len && (s[i] == '"' || s[i] == '\'')
			    ? s[i++] : ' ';
		start = i;
		while (i < t->rest_len &&
		    (quote == ' ' ? !escape_space(s[i]) : s[i] != quote))
			i++;
		*len = i - start;
		if (match)
			return s + start;
		i += i < t->rest_len;
	}
	return NULL;
}

/* Does the attribute hold the part, in whatever case and spacing? */
static bool
attribute_has(const struct tag *t, const char *name, const char *part)
{
	size_t len = 0, n = strlen(part), j, k;
	const char *value = attribute(t, name, &len);

	for (size_t i = 0; value != NULL && i < len; i++) {
		for (j = i, k = 0; j < len && k < n; j++) {
			if (escape_space(value[j]))
				continue;
			if (strncasecmp(value + j, part + k, 1) != 0)
				break;
			k++;
		}
		if (k == n)
			return true;
	}
	return false;
}

/* Text between tags, entities decoded. */
static void
put_text(struct page *p, const char *text, size_t len)
{
	struct buffer b = { 0 };
	size_t i, n;

	if (p->hidden > 0)
		return;
	for (i = 0; i < len; i += n) {
		n = 1;
		if (text[i] != '&') {
			buffer_char(&b, text[i]);
			continue;
		}
		while (i + n < len && n < ENTITY_MAX && text[i + n] != ';' &&
		    text[i + n] != '&' && !escape_space(text[i + n]))
			n++;
		if (i + n < len && text[i + n] == ';')
			entity_put(&b, text + i, ++n);
		else
			buffer_put(&b, text + i, n);
	}
	put_bytes(p, buffer_string(&b), b.len);
	buffer_free(&b);
}

/* Behind the words of a link its address, unless they are the same. */
static void
end_link(struct page *p, const struct open_tag *o)
{
	struct buffer raw = { 0 }, address = { 0 };
	const char *words, *shown;
	size_t len = o->link_len, i, n;

	if (o->link == 0 || p->hidden > 0 || o->words >= p->out.len)
		return;
	for (i = 0; i < len; i += n) {
		const char *at = p->html + o->link + i;
		const char *end = *at == '&' ? memchr(at, ';', len - i) : NULL;

		n = end == NULL || end - at > ENTITY_MAX
			? 1 : (size_t)(end - at) + 1;
		if (n > 1)
			entity_put(&raw, at, n);
		else
			buffer_char(&raw, *at);
	}
	if (link_put(&address, buffer_string(&raw), raw.len) &&
	    address.len > 0 && strpbrk(buffer_string(&address), " <>\n") ==
		NULL && link_foreign(buffer_string(&address))) {
		words = buffer_string(&p->out) + o->words;
		shown = buffer_string(&address);
		shown += strncmp(shown, "mailto:", 7) == 0 ? 7 : 0;
		n = strlen(shown);
		n -= n > 0 && shown[n - 1] == '/';
		if (memmem(words, p->out.len - o->words, shown, n) == NULL) {
			buffer_text(&p->out, " <");
			buffer_text(&p->out, buffer_string(&address));
			buffer_char(&p->out, '>');
		}
	}
	buffer_free(&raw);
	buffer_free(&address);
}

static void
pop(struct page *p)
{
	struct open_tag *o = &p->open[--p->depth];

	if (strcmp(o->name, "a") == 0)
		end_link(p, o);
	if ((o->effect & E_BLOCK) != 0)
		want_break(p, (o->effect & E_SPACED) != 0 ? 2 : 1);
	if (strcmp(o->name, "td") == 0 || strcmp(o->name, "th") == 0)
		p->space = p->begun;
	p->hidden -= (o->effect & E_HIDE) != 0;
	p->pre -= (o->effect & E_PRE) != 0;
	p->quoted -= o->quotes;
}

/* Closes the innermost tag of this name and what was left open in it. */
static void
close_tag(struct page *p, const char *name)
{
	size_t i = p->depth;

	while (i > 0 && strcmp(p->open[i - 1].name, name) != 0)
		i--;
	while (i > 0 && p->depth >= i)
		pop(p);
}

static bool
is_signature(const struct tag *t)
{
	return attribute_has(t, "class", "gmail_signature") ||
	       attribute_has(t, "data-smartmail", "gmail_signature") ||
	       attribute_has(t, "class", "moz-signature") ||
	       attribute_has(t, "class", "yahoo-signature") ||
	       attribute_has(t, "class", "protonmail_signature_block-user") ||
	       attribute_has(t, "id", "applemailsignature") ||
	       attribute_has(t, "id", "ms-outlook-mobile-signature") ||
	       ((strcmp(t->name, "div") == 0) &&
		   (attribute_has(t, "id", "x_signature") ||
		       attribute_has(t, "id", "signature")));
}

static bool
ends_in_dashes(struct page *p)
{
	size_t len = p->out.len;

	buffer_string(&p->out);
	while (len > 0 && p->out.at[len - 1] == ' ')
		len--;
	return len >= 2 && strncmp(p->out.at + len - 2, "--", 2) == 0 &&
	       (len == 2 || p->out.at[len - 3] == '\n');
}

/* Only where nothing is quoted, and once. */
static void
begin_signature(struct page *p)
{
	if (p->quoted > 0 || p->hidden > 0 || p->out.len == 0 ||
	    ends_in_dashes(p))
		return;
	want_break(p, 1);
	begin_word(p);
	buffer_text(&p->out, "-- ");
	want_break(p, 1);
}

/* Some programs indent with <blockquote>; theirs has no border. */
static bool
is_quote(const struct tag *t)
{
	if (strcmp(t->name, "blockquote") != 0)
		return false;
	return attribute_has(t, "type", "cite") ||
	       attribute_has(t, "class", "quote") ||
	       !attribute_has(t, "style", "border:none");
}

static void
begin_item(struct page *p)
{
	for (size_t i = p->depth; i > 0; i--) {
		struct open_tag *o = &p->open[i - 1];

		if (strcmp(o->name, "ul") == 0)
			break;
		if (strcmp(o->name, "ol") != 0)
			continue;
		buffer_clear(&p->mark);
		buffer_int(&p->mark, ++o->counter);
		buffer_text(&p->mark, ". ");
		return;
	}
	buffer_clear(&p->mark);
	buffer_text(&p->mark, "- ");
}

static void
put_void(struct page *p, const struct tag *t)
{
	size_t len = 0;
	const char *alt;

	if (p->hidden > 0)
		return;
	if (strcmp(t->name, "br") == 0)
		line_break(p);
	if (strcmp(t->name, "hr") == 0) {
		want_break(p, 2);
		begin_word(p);
		buffer_text(&p->out, "--------------------");
		want_break(p, 2);
	}
	/* Smileys are sent as pictures. */
	alt = strcmp(t->name, "img") == 0 ? attribute(t, "alt", &len) : NULL;
	if (alt != NULL && len > 0 && len <= 32 && (*alt & 0x80) != 0)
		put_text(p, alt, len);
}

static void
open_tag(struct page *p, const struct tag *t)
{
	struct open_tag o = { .effect = effect_of(t->name) };
	const char *address;

	if ((o.effect & E_VOID) != 0) {
		put_void(p, t);
		return;
	}
	if ((o.effect & E_ALONE) != 0 && p->depth > 0 &&
	    strcmp(p->open[p->depth - 1].name, t->name) == 0)
		pop(p);
	if (p->depth == OPEN_MAX_TAGS)
		return;
	memcpy(o.name, t->name, sizeof(o.name));
	if (attribute_has(t, "class", "msonormal"))
		o.effect &= ~(unsigned)E_SPACED;
	if (attribute_has(t, "style", "display:none") ||
	    attribute_has(t, "style", "mso-hide:all"))
		o.effect |= E_HIDE;
	if ((o.effect & E_BLOCK) != 0)
		want_break(p, (o.effect & E_SPACED) != 0 ? 2 : 1);
	if (is_signature(t))
		begin_signature(p);
	o.quotes = is_quote(t);
	p->hidden += (o.effect & E_HIDE) != 0;
	p->pre += (o.effect & E_PRE) != 0;
	p->quoted += o.quotes;
	if (strcmp(t->name, "li") == 0)
		begin_item(p);
	if (strcmp(t->name, "a") == 0 &&
	    (address = attribute(t, "href", &o.link_len)) != NULL) {
		o.link = (size_t)(address - p->html);
		o.words = p->out.len;
	}
	p->open[p->depth++] = o;
}

/* "<!-- -->", "<!...>", "<?...>": how long, 0 when it is none. */
static size_t
skipped(const char *s, size_t len)
{
	const char *end;

	if (len < 2 || (s[1] != '!' && s[1] != '?'))
		return 0;
	if (len >= 4 && strncmp(s, "<!--", 4) == 0) {
		end = memmem(s + 4, len - 4, "-->", 3);
		return end == NULL ? len : (size_t)(end - s) + 3;
	}
	end = memchr(s, '>', len);
	return end == NULL ? len : (size_t)(end - s) + 1;
}

/* The end of a tag; a ">" inside quotes is no end, unless the quote never
 * closes. */
static size_t
tag_len(const char *s, size_t len)
{
	const char *end;
	char quote = 0;

	for (size_t i = 1; i < len && i < TAG_MAX; i++) {
		if (quote != 0)
			quote = s[i] == quote ? 0 : quote;
		else if ((s[i] == '"' || s[i] == '\'') && s[i - 1] == '=')
			quote = s[i];
		else if (s[i] == '>')
			return i + 1;
	}
	end = memchr(s, '>', len);
	return end == NULL ? len : (size_t)(end - s) + 1;
}

/* Reads a tag at p->at; 0 when "<" is just a sign. */
static size_t
read_tag(const struct page *p, struct tag *t)
{
	const char *s = p->html + p->at;
	size_t len = p->len - p->at, i = 1, n = 0;
	char c;

	memset(t, 0, sizeof(*t));
	t->closes = len > 1 && s[1] == '/';
	i += t->closes;
	for (; i < len; i++) {
		c = s[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (!(c >= 'a' && c <= 'z') && !(n > 0 && c >= '0' && c <= '9') &&
		    !(n > 0 && (c == ':' || c == '-')))
			break;
		if (n + 1 < sizeof(t->name))
			t->name[n++] = c;
	}
	if (n == 0)
		return 0;
	len = tag_len(s, len);
	t->rest = s + i;
	t->rest_len = len > i + 1 ? len - i - 1 : 0;
	return len;
}

/* Script and style end at their own end only, whatever stands in them. */
static size_t
raw_len(const struct page *p, const char *name)
{
	size_t n = strlen(name), i;

	for (i = p->at; i + n + 2 <= p->len; i++)
		if (p->html[i] == '<' && p->html[i + 1] == '/' &&
		    strncasecmp(p->html + i + 2, name, n) == 0)
			return i - p->at;
	return p->len - p->at;
}

static void
take_tag(struct page *p, const struct tag *t)
{
	if (t->closes) {
		if (strcmp(t->name, "p") == 0 || strcmp(t->name, "br") == 0)
			want_break(p, 1);
		close_tag(p, t->name);
		return;
	}
	if (strcmp(t->name, "script") == 0 || strcmp(t->name, "style") == 0) {
		p->at += raw_len(p, t->name);
		return;
	}
	open_tag(p, t);
}

const char *
reply_from_html(struct arena *a, const char *html)
{
	struct page *p = arena_get(a, sizeof(*p));
	struct tag t;
	const char *out;
	size_t n;

	*p = (struct page){ .arena = a, .html = html, .len = strlen(html) };
	while (p->at < p->len) {
		n = strcspn(html + p->at, "<");
		put_text(p, html + p->at, n);
		p->at += n;
		if (p->at >= p->len)
			break;
		n = skipped(html + p->at, p->len - p->at);
		if (n > 0) {
			p->at += n;
			continue;
		}
		n = read_tag(p, &t);
		if (n == 0) {
			put_text(p, "<", 1);
			p->at++;
			continue;
		}
		p->at += n;
		take_tag(p, &t);
	}
	while (p->depth > 0)
		pop(p);
	out = arena_copy(a, buffer_string(&p->out), p->out.len);
	buffer_free(&p->out);
	buffer_free(&p->mark);
	return out;
}
