/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_dsn.c - fuzzes bounces: the bytes are the report of a mail system, and
 * then the words of one. A class has its status, and no class has none.
 */
#include <stdint.h>
#include <string.h>

#include "soundings/base.h"

#include "mail/in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check(struct parcel p)
{
	struct incoming in = { .kind = "bounce" };
	bool none;

	in_bounce(&p, &in);
	none = strcmp(in.bounce_class, "none") == 0;
	invariant(none == (in.bounce_status == NULL));
	invariant(!none || in.bounce_recipient == NULL);
	if (in.bounce_status != NULL)
		invariant(strchr("45", *in.bounce_status) != NULL);
	if (in.bounce_recipient != NULL)
		invariant(strchr(in.bounce_recipient, '@') != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new();
	const char *text = in_decode(a, (const char *)data, len, "utf-8");
	struct parcel p = { .arena = a, .from = "MAILER-DAEMON@example.org",
		.from_name = "", .text = "", .status = text,
		.report = "delivery-status" };

	for (size_t i = 0; i < IN_HEADER_COUNT; i++)
		p.header[i] = "";
	check(p);
	p.status = p.report = "";
	p.text = text;
	p.header[IN_X_FAILED_RECIPIENTS] = text;
	p.header[IN_SUBJECT] = "Undelivered mail";
	check(p);
	arena_free(a);
	return 0;
}
