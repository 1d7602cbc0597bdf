/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_header.c - fuzzes the values of headers: encoded words, addresses,
 * parameters. The bytes stand for each header in turn.
 */
#include <stdint.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "mail/in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check(const char *text)
{
	invariant(strlen(text) <= 4 * IN_HEADER_MAX);
	invariant(utf8_valid(text, strlen(text)));
	for (; *text != '\0'; text++)
		invariant((unsigned char)*text >= 0x20);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const char *const names[] = { "Subject", "From", "Content-Type",
		"Content-Disposition", "Content-Transfer-Encoding", "List-Id",
		"Message-ID", "Auto-Submitted" };
	struct arena *a = arena_new();
	struct buffer mail = { 0 };
	struct parcel p;

	for (size_t i = 0; i < COUNT(names); i++) {
		buffer_clear(&mail);
		buffer_printf(&mail, "%s: ", names[i]);
		buffer_put(&mail, data, len);
		buffer_text(&mail, "\n\nhello\n");
		p = in_parse(a, mail.at, mail.len);
		check(p.from);
		check(p.from_name);
		for (size_t h = 0; h < IN_HEADER_COUNT; h++)
			check(p.header[h]);
	}
	buffer_free(&mail);
	arena_free(a);
	return 0;
}
