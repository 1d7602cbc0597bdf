/* SPDX-License-Identifier: Apache-2.0 */
/*
 * export_report.c - a round as a report to print, and as evidence that it was
 * fair: what was asked, of whom, when; who answered and which groups did not;
 * every comment, decision and change.
 *
 * One HTML file that needs no other. Under pseudonyms groups of fewer than
 * eight are not split, because they would name people.
 */
#include <inttypes.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/reviews/ending.h"
#include "domain/reviews/export.h"
#include "domain/reviews/versions.h"

#define GROUP_LEAST 8

struct group {
	const char *name;
	int64_t asked, commented, signed_off;
};

/* What people were told for one reason. */
struct mailed {
	const char *cause;
	int64_t mails;   /* of their own */
	int64_t digests; /* lines in them */
	int64_t waiting; /* decided, not sent yet */
	int64_t first_at, last_at;
};

struct decided {
	int64_t comment, revision;
	const char *disposition, *reason;
	int64_t duplicate_of, decided_at;
	const char *decided_by;
};

struct pause {
	int64_t paused_at, resumed_at;
	const char *paused_by, *reason, *resumed_by;
};

struct replied {
	int64_t comment, made_at;
	const char *body, *display_name;
	int64_t reviewer; /* the number; 0: a coordinator, by name */
};

static const struct field group_fields[] = {
	F_TEXT(group, name, 0, FIELD_INT_MAX),
	F_INT(group, asked, 0, FIELD_INT_MAX),
	F_INT(group, commented, 0, FIELD_INT_MAX),
	F_INT(group, signed_off, 0, FIELD_INT_MAX), F_END
};
static const struct field mailed_fields[] = {
	F_TEXT(mailed, cause, 0, 20), F_INT(mailed, mails, 0, FIELD_INT_MAX),
	F_INT(mailed, digests, 0, FIELD_INT_MAX),
	F_INT(mailed, waiting, 0, FIELD_INT_MAX),
	F_AT(mailed, first_at), F_AT(mailed, last_at), F_END
};
static const struct field decided_fields[] = {
	F_ID(decided, comment), F_INT(decided, revision, 0, FIELD_INT_MAX),
	F_CHOICE_OPT(decided, disposition, dispositions),
	F_TEXT_OPT(decided, reason, FIELD_INT_MAX),
	F_REF(decided, duplicate_of), F_AT(decided, decided_at),
	F_TEXT(decided, decided_by, 0, FIELD_INT_MAX), F_END
};

static const struct field pause_fields[] = {
	F_AT(pause, paused_at), F_TEXT(pause, paused_by, 0, FIELD_INT_MAX),
	F_TEXT(pause, reason, 0, FIELD_INT_MAX), F_TIME(pause, resumed_at),
	F_TEXT_OPT(pause, resumed_by, FIELD_INT_MAX), F_END
};

static const struct field replied_fields[] = {
	F_ID(replied, comment), F_AT(replied, made_at),
	F_TEXT(replied, body, 0, FIELD_INT_MAX),
	F_TEXT(replied, display_name, 0, FIELD_INT_MAX),
	F_REF(replied, reviewer), F_END
};

static const char style[] =
    "body{font:11pt/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem;color:#1b2327}h1{font-size:1.7em}h2{margin-top:2em}"
    "table{border-collapse:collapse;width:100%;font-size:.9em}"
    "th,td{border:1px solid #9aa5aa;padding:.35em .5em;text-align:left;"
    "vertical-align:top;overflow-wrap:break-word}th{background:#eef1f1}"
    "td{white-space:pre-wrap}td p,q{overflow-wrap:anywhere}"
    "td p{margin:.4em 0}td p:first-child{margin-top:0}tr{break-inside:avoid}thead{display:"
    "table-header-group}.quiet{color:#54626a}@page{size:A4;margin:16mm}"
    "@media print{body{margin:0;max-width:none}}";

static void
put(struct call *c, struct buffer *b, const char *tag, const char *text)
{
	buffer_printf(b, "<%s>%s</%s>", tag,
	    text != NULL ? text_escape(c->arena, text) : "", tag);
}

/* As the page shows it. */
static void
put_markdown(struct call *c, struct buffer *b, const char *tag,
    const char *markdown)
{
	buffer_printf(b, "<%s>%s</%s>", tag,
	    text_render(c->arena, markdown), tag);
}

static void
put_fact(struct call *c, struct buffer *b, const char *name, const char *text)
{
	buffer_printf(b, "<tr><th scope=\"row\">%s</th>", name);
	put(c, b, "td", text);
	buffer_text(b, "</tr>\n");
}

static const char *
rule_words(const struct round *r)
{
	if (strcmp(r->visibility, "all") == 0)
		return "Everyone asked read the comments of the others.";
	if (strcmp(r->visibility, "after_mine") == 0)
		return "Each read the comments of the others after their own "
		       "first.";
	if (strcmp(r->visibility, "after_close") == 0)
		return "The comments of the others could be read after the "
		       "close.";
	return "Only coordinators read the comments.";
}

static const char *
asked_words(struct call *c, const struct round *r)
{
	struct circle k;

	if (!db_get(c->db, CIRCLE_GET, circle_fields, &k, r->id, 0))
		return "Everyone in the community";
	if (k.group == 0)
		return arena_printf(c->arena, "Named people: %" PRId64,
		    k.people);
	if (k.named == 0)
		return arena_printf(c->arena, "The group %s: %" PRId64
		    " people", k.name, k.people);
	return arena_printf(c->arena, "The group %s and %" PRId64
	    " named people: %" PRId64 " in all", k.name, k.named, k.people);
}

static void
put_facts(struct call *c, struct buffer *b, const struct round *r,
    const struct document *d, const struct list *sheet)
{
	buffer_text(b, "<h2>What was asked</h2><table><tbody>");
	put_fact(c, b, "Draft", arena_printf(c->arena, "%s, version %" PRId64,
	    d->title, d->version));
	buffer_text(b, "<tr><th scope=\"row\">Asked for</th>");
	put_markdown(c, b, "td", r->instructions);
	buffer_text(b, "</tr>\n");
	for (size_t i = 0; i < r->questions.count; i++)
		put_fact(c, b, "Question", r->questions.at[i]);
	put_fact(c, b, "Of whom", asked_words(c, r));
	put_fact(c, b, "Opened", export_time(c, r->opened_at));
	put_fact(c, b, r->closed_at != 0 ? "Closed" : "Closes",
	    closing_words(c, r->closed_at != 0 ? r->closed_at : r->closes_at,
	    r->zone));
	put_fact(c, b, "Comments of others", rule_words(r));
	put_fact(c, b, "Names", strcmp(r->names, "named") == 0
	    ? "Comments stood under names."
	    : "Comments stood under pseudonyms; coordinators saw the names.");
	put_fact(c, b, "Comments", arena_printf(c->arena, "%zu",
	    sheet->count));
	buffer_text(b, "</tbody></table>\n");
}

/* `name` before the words; nothing for none. */
static void
put_named(struct call *c, struct buffer *b, const char *name,
    const char *words)
{
	if (words != NULL && *words != '\0')
		put(c, b, "p", arena_printf(c->arena, "%s: %s", name, words));
}

static void
put_writer(struct call *c, struct buffer *b, const struct round *r,
    const struct line *l)
{
	put(c, b, "span", export_author(c, r, l));
	put_named(c, b, "Declares", l->interests);
}

static void
put_said(struct call *c, struct buffer *b, const struct line *l)
{
	put_named(c, b, "Kind", l->kind);
	if (l->exact != NULL)
		put(c, b, "q", l->exact);
	put_markdown(c, b, "div", l->body);
	put_named(c, b, "Proposed", export_proposed(l));
	put_named(c, b, "Because", l->justification);
	if (l->supports + l->opposes > 0)
		put(c, b, "p", arena_printf(c->arena, "Supported by %" PRId64
		    ", opposed by %" PRId64 ".", l->supports, l->opposes));
}

static void
put_answer(struct call *c, struct buffer *b, const struct line *l)
{
	put(c, b, "strong", disposition_words(l->disposition));
	if (l->duplicate_of != 0)
		buffer_printf(b, " of <a href=\"#comment-%" PRId64 "\">%"
		    PRId64 "</a>", l->duplicate_of, l->duplicate_of);
	if (l->reason != NULL)
		put(c, b, "p", l->reason);
}

static void
put_change(struct call *c, struct buffer *b, const struct line *l)
{
	if (l->before != NULL)
		put(c, b, "p", l->before);
	put_named(c, b, "Now", l->after);
	if (l->after == NULL && l->state != NULL &&
	    strcmp(l->state, "history") == 0)
		put(c, b, "p", "This passage is gone.");
}

static void
put_comments(struct call *c, struct buffer *b, const struct round *r,
    const struct list *sheet)
{
	const struct line *l = sheet->at;

	buffer_text(b, "<h2>Comments and answers</h2><table><thead><tr>"
	    "<th>No.</th><th>Where</th><th>From</th><th>Comment</th>"
	    "<th>Answer</th><th>Before and after</th></tr></thead><tbody>");
	for (size_t i = 0; i < sheet->count; i++) {
		const char *place = sheet_place(c, &l[i]);

		buffer_printf(b, "<tr id=\"comment-%" PRId64 "\"><td>%" PRId64
		    "</td>", l[i].id, l[i].id);
		put(c, b, "td", place != NULL ? place : "General");
		buffer_text(b, "<td>");
		put_writer(c, b, r, &l[i]);
		buffer_text(b, "</td><td>");
		put_said(c, b, &l[i]);
		buffer_text(b, "</td><td>");
		put_answer(c, b, &l[i]);
		buffer_text(b, "</td><td>");
		put_change(c, b, &l[i]);
		buffer_text(b, "</td></tr>\n");
	}
	buffer_text(b, "</tbody></table>\n");
}

static void
put_outcome(struct call *c, struct buffer *b, const struct round *r)
{
	struct archive a;
	struct feedback f;

	if (r->outcome_html != NULL)
		buffer_printf(b, "<h2>Outcome</h2>%s\n", r->outcome_html);
	if (db_get(c->db, FEEDBACK_GET, feedback_fields, &f, r->id, c->member))
		buffer_printf(b, "<h2>We asked</h2>%s<h2>You said</h2>%s"
		    "<h2>We did</h2>%s\n", f.asked_html, f.said_html,
		    f.did_html);
	if (archive_find(c, r->id, &a) && a.reason != NULL) {
		buffer_printf(b, "<p>%" PRId64 " comments were not answered. "
		    "The reason that was signed:</p>", a.open_count);
		put(c, b, "blockquote", a.reason);
	}
}

static void
put_head(struct call *c, struct buffer *b, const struct round *r,
    const char *what)
{
	buffer_printf(b, "<!doctype html>\n<html lang=\"en\"><head>"
	    "<meta charset=\"utf-8\"><meta name=\"viewport\" "
	    "content=\"width=device-width\"><title>%s</title>"
	    "<style>%s</style></head><body>\n",
	    text_escape(c->arena, r->title), style);
	put(c, b, "h1", r->title);
	buffer_printf(b, "<p class=\"quiet\">%s, written %s. The community "
	    "advises; what becomes of this is decided elsewhere.</p>\n", what,
	    export_time(c, c->now));
}

static void
put_report(struct call *c, struct buffer *b, const struct round *r,
    const struct list *sheet)
{
	struct document d;

	db_get(c->db, DOCUMENT_GET, document_fields, &d, r->document, 0);
	put_facts(c, b, r, &d, sheet);
	put_outcome(c, b, r);
	put_comments(c, b, r, sheet);
}

void
export_report(struct call *c, const struct round *r, const struct list *sheet,
    struct buffer *b)
{
	put_head(c, b, r, "Report of a review");
	put_report(c, b, r, sheet);
	buffer_text(b, "</body></html>\n");
}

static void
put_groups(struct call *c, struct buffer *b, const struct round *r)
{
	struct list groups = db_all(c->db, EXPORT_GROUPS, group_fields,
	    sizeof(struct group), r->id);
	const struct group *g = groups.at;
	bool named = strcmp(r->names, "named") == 0;

	buffer_text(b, "<h2>Who was asked, and who answered</h2><table><thead>"
	    "<tr><th>Profession</th><th>Asked</th><th>Commented</th>"
	    "<th>Nothing to add</th></tr></thead><tbody>");
	for (size_t i = 0; i < groups.count; i++) {
		buffer_text(b, "<tr>");
		put(c, b, "th", *g[i].name != '\0' ? g[i].name : "Not said");
		buffer_printf(b, "<td>%" PRId64 "</td>", g[i].asked);
		if (named || g[i].asked >= GROUP_LEAST)
			buffer_printf(b, "<td>%" PRId64 "%s</td><td>%" PRId64
			    "</td></tr>\n", g[i].commented,
			    g[i].commented == 0 ? " (silent)" : "",
			    g[i].signed_off);
		else
			buffer_text(b, "<td colspan=\"2\">too few to say"
			    "</td></tr>\n");
	}
	buffer_text(b, "</tbody></table>\n");
}

static const char *
cause_words(const char *cause)
{
	static const struct {
		const char *cause, *words;
	} said[] = {
		{ "opened", "Mails: it is open" },
		{ "closing", "Mails: it closes soon" },
		{ "extended", "Mails: more time" },
		{ "reminded", "Mails: reminders" },
		{ "answer", "Mails: a comment is answered" },
		{ "letter", "Mails: what became of the comments" },
		{ "outcome", "Mails: the outcome" },
	};

	for (size_t i = 0; i < COUNT(said); i++)
		if (strcmp(cause, said[i].cause) == 0)
			return said[i].words;
	return "Mails: others";
}

/* What the log of mails has of it. */
static void
put_mails(struct call *c, struct buffer *b, const struct round *r)
{
	struct list all = db_all(c->db, EXPORT_MAILS, mailed_fields,
	    sizeof(struct mailed), r->id);
	const struct mailed *m = all.at;

	for (size_t i = 0; i < all.count; i++)
		put_fact(c, b, cause_words(m[i].cause), arena_printf(c->arena,
		    "%" PRId64 " of their own, %" PRId64 " in digests, %" PRId64
		    " still to go; decided from %s to %s", m[i].mails,
		    m[i].digests, m[i].waiting,
		    export_time(c, m[i].first_at),
		    export_time(c, m[i].last_at)));
}

static void
put_pauses(struct call *c, struct buffer *b, const struct round *r)
{
	struct list all = db_all(c->db, PAUSE_OF_ROUND, pause_fields,
	    sizeof(struct pause), r->id);
	const struct pause *p = all.at;

	for (size_t i = 0; i < all.count; i++)
		put_fact(c, b, "Paused", arena_printf(c->arena,
		    "%s by %s, %s. %s", export_time(c, p[i].paused_at),
		    p[i].paused_by, p[i].resumed_at == 0 ? "and not resumed"
		    : arena_printf(c->arena, "until %s (by %s)",
			  export_time(c, p[i].resumed_at), p[i].resumed_by),
		    p[i].reason));
}

static void
put_events(struct call *c, struct buffer *b, const struct round *r)
{
	struct list later = db_all(c->db, EXTENSION_OF_ROUND, extension_fields,
	    sizeof(struct extension), r->id, c->member);
	const struct extension *e = later.at;

	buffer_text(b, "<h2>What happened on the way</h2><table><tbody>");
	for (size_t i = 0; i < later.count; i++)
		put_fact(c, b, "Extended", arena_printf(c->arena,
		    "%s: from %s to %s. %s", export_time(c, e[i].made_at),
		    closing_words(c, e[i].was_at, r->zone),
		    closing_words(c, e[i].closes_at, r->zone), e[i].reason));
	put_pauses(c, b, r);
	put_mails(c, b, r);
	put_fact(c, b, "Letters", arena_printf(c->arena,
	    "%" PRId64 " of %" PRId64 " who commented were written to",
	    db_number(c->db, LETTER_COUNT, r->id),
	    db_number(c->db, LETTER_COMMENTERS, r->id)));
	put_fact(c, b, "Reminders", "The round stood among the open asks of "
	    "everyone asked, on their home page and in their digest, until "
	    "they answered.");
	buffer_text(b, "</tbody></table>\n");
}

static const char *
decided_words(struct call *c, const struct decided *d)
{
	const char *words = d->disposition == NULL ? "Taken back"
	    : disposition_words(d->disposition);

	return d->duplicate_of == 0 ? words
	    : arena_printf(c->arena, "%s of %" PRId64, words, d->duplicate_of);
}

static void
put_decisions(struct call *c, struct buffer *b, const struct round *r)
{
	struct list all = db_all(c->db, EXPORT_DECISIONS, decided_fields,
	    sizeof(struct decided), r->id);
	const struct decided *d = all.at;

	buffer_text(b, "<h2>Every decision</h2><table><thead><tr><th>Comment"
	    "</th><th>When</th><th>Who</th><th>Answer</th><th>Reason</th></tr>"
	    "</thead><tbody>");
	for (size_t i = 0; i < all.count; i++) {
		buffer_printf(b, "<tr><td>%" PRId64 "</td>", d[i].comment);
		put(c, b, "td", export_time(c, d[i].decided_at));
		put(c, b, "td", d[i].decided_by);
		put(c, b, "td", decided_words(c, &d[i]));
		put(c, b, "td", d[i].reason);
		buffer_text(b, "</tr>\n");
	}
	buffer_text(b, "</tbody></table>\n");
}

/* Talk beside the answers: it belongs to what was said. */
static void
put_replies(struct call *c, struct buffer *b, const struct round *r)
{
	struct list all = db_all(c->db, EXPORT_REPLIES, replied_fields,
	    sizeof(struct replied), r->id);
	const struct replied *p = all.at;
	bool named = strcmp(r->names, "named") == 0;

	if (all.count == 0)
		return;
	buffer_text(b, "<h2>Every reply to a comment</h2><table><thead><tr>"
	    "<th>Comment</th><th>When</th><th>Who</th><th>Reply</th></tr>"
	    "</thead><tbody>");
	for (size_t i = 0; i < all.count; i++) {
		buffer_printf(b, "<tr><td>%" PRId64 "</td>", p[i].comment);
		put(c, b, "td", export_time(c, p[i].made_at));
		put(c, b, "td", named || p[i].reviewer == 0 ? p[i].display_name
		    : arena_printf(c->arena, "Reviewer %" PRId64,
			  p[i].reviewer));
		put(c, b, "td", p[i].body);
		buffer_text(b, "</tr>\n");
	}
	buffer_text(b, "</tbody></table>\n");
}

static void
put_versions(struct call *c, struct buffer *b, const struct round *r)
{
	struct document d;
	struct list all;
	const struct document *v;

	db_get(c->db, DOCUMENT_GET, document_fields, &d, r->document, 0);
	all = db_all(c->db, VERSION_ALL, document_fields, sizeof(d),
	    d.community, d.title, c->member);
	v = all.at;
	buffer_text(b, "<h2>Versions</h2><table><tbody>");
	for (size_t i = 0; i < all.count; i++)
		put_fact(c, b, arena_printf(c->arena, "Version %" PRId64,
		    v[i].version), arena_printf(c->arena, "%s, %s",
		    export_time(c, v[i].added_at), v[i].file_name));
	buffer_text(b, "</tbody></table>\n");
}

void
export_evidence(struct call *c, const struct round *r,
    const struct list *sheet, struct buffer *b)
{
	put_head(c, b, r, "Evidence of a fair process");
	put_report(c, b, r, sheet);
	put_groups(c, b, r);
	put_events(c, b, r);
	put_decisions(c, b, r);
	put_replies(c, b, r);
	put_versions(c, b, r);
	buffer_text(b, "</body></html>\n");
}
