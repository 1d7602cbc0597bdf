/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_by_mail.c - what the page shows on which a scan is rated from a mail.
 *
 * Whoever has the link reads as the panellist to whom it was mailed, this scan
 * and nothing else: no names of other people, no history. Rated is by act.do.
 */
#include "domain/horizon/scan.h"

#include "soundings/base.h"
#include "soundings/inside.h"

struct scan_mailed {
	const char *token;
};

struct scan_mailed_page {
	int64_t seq, member;
	struct scan *scan;
	struct list criteria, items;
	struct ballot_page *ballot;
};

static const struct field scan_mailed_input[] = {
	F_TEXT(scan_mailed, token, 1, 200), F_END
};
static const struct field scan_mailed_output[] = {
	F_INT(scan_mailed_page, seq, 0, FIELD_INT_MAX),
	F_ID(scan_mailed_page, member),
	F_ONE(scan_mailed_page, scan, scan, scan_fields),
	F_SCAN_LISTS(scan_mailed_page),
	F_ONE(scan_mailed_page, ballot, ballot_page, ballot_page_output),
	F_END
};

static enum err
scan_by_mail(struct call *c)
{
	const struct scan_mailed *in = c->in;
	struct scan_mailed_page out = { 0 };
	struct ballot_page ballot = { .seq = event_last(c) };
	int64_t id = inside_enter(c, in->token, 'z');
	struct scan s;

	if (id == 0 || !scan_pick(c, id, MAY_SEE, &s) ||
	    !scan_takes_ratings(c, &s))
		return c->err;
	scan_ballot_fill(c, &s, &ballot);
	out.seq = ballot.seq;
	out.member = c->member;
	out.scan = &s;
	out.criteria = scan_criteria(c, s.id);
	out.items = scan_items_open(c, &s);
	out.ballot = &ballot;
	return call_reply(c, scan_mailed_output, &out);
}

const struct method scan_by_mail_methods[] = {
	{ .name = "scan.by_mail", .kind = READ, .who = WHO_GUEST,
	  .in = scan_mailed_input, .in_size = sizeof(struct scan_mailed),
	  .out = scan_mailed_output, .run = scan_by_mail,
	  .doc = "A scan's open round with the ratings of the panellist to "
		 "whom the link was mailed; whoever has the link may." },
	{ 0 }
};
