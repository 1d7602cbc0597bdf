/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_rehearse.c - `soundings mail`: samples, and which mail would go out.
 *
 * A rehearsal asks the running server, which works it out without writing: by
 * what it knows today, so what people will post until then is not in it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/record.h"

#include "ctl/mail.h"

struct rehearsed {
	int64_t at;
	const char *name, *kind, *subject;
	int64_t items;
};

struct rehearsal {
	struct list mails;
	bool more;
};

struct reply {
	struct json *jsonrpc, *id;
	struct rehearsal *result;
	struct json *error;
};

static const struct field rehearsed_fields[] = { F_AT(rehearsed, at),
	F_TEXT(rehearsed, name, 1, 400), F_TEXT(rehearsed, kind, 1, 40),
	F_TEXT(rehearsed, subject, 1, 400),
	F_INT(rehearsed, items, 0, FIELD_INT_MAX), F_END };
static const struct field rehearsal_fields[] = {
	F_LIST(rehearsal, mails, rehearsed, rehearsed_fields, 100000),
	F_BOOL(rehearsal, more), F_END
};
static const struct field reply_fields[] = { F_JSON(reply, jsonrpc),
	F_JSON(reply, id), F_ROW(reply, result, rehearsal, rehearsal_fields),
	F_JSON(reply, error), F_END };

/* "2026-12-01" as the beginning of that day, UTC. */
static int64_t
day(const char *text)
{
	int y, m, d;
	char end;

	if (sscanf(text, "%4d-%2d-%2d%c", &y, &m, &d, &end) != 3 || m < 1 ||
	    m > 12 || d < 1 || d > 31)
		fatal("write a day as 2026-12-01, not %s", text);
	return clock_instant("UTC", y, m, d, 0);
}

static void
print(const struct rehearsal *r)
{
	const struct rehearsed *m = r->mails.at;
	char at[40];

	for (size_t i = 0; i < r->mails.count; i++) {
		clock_iso(at, sizeof(at), m[i].at);
		printf("%.16sZ  %-9s  %-30s  %s\n", at, m[i].kind, m[i].name,
		    m[i].subject);
	}
	printf("%zu mails%s\n", r->mails.count,
	    r->more ? "; there are more" : "");
}

int
mail_rehearse(const struct settings *s, const char *from, const char *to)
{
	struct arena *a = arena_new();
	struct record_error error;
	struct reply reply;
	struct talk *t = talk_open(s->control);
	struct json *whole = talk_call(t, "mail.rehearse",
	    arena_printf(a, "{\"from\":%lld,\"until\":%lld}",
		(long long)day(from), (long long)day(to)),
	    NULL);

	if (!record_decode(
		a, reply_fields, sizeof(reply), whole, &reply, &error))
		fatal("the server's answer: %s", error.why);
	if (reply.error != NULL)
		fatal("%s", json_as_text(json_at(reply.error, "message")));
	print(reply.result);
	json_free(whole);
	talk_close(t);
	arena_free(a);
	return 0;
}

int
ctl_mail(const struct settings *s, int argc, char **argv)
{
	if (argc >= 1 && argc <= 2 && strcmp(argv[0], "render") == 0)
		return mail_render(s, argc == 2 ? argv[1] : NULL);
	if (argc == 3 && strcmp(argv[0], "rehearse") == 0)
		return mail_rehearse(s, argv[1], argv[2]);
	fprintf(stderr, "usage: soundings mail render [KIND]\n"
			"       soundings mail rehearse FROM UNTIL   "
			"(days, as 2026-12-01)\n");
	return 2;
}
