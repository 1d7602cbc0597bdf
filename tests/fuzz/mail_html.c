/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_html.c - fuzzes the HTML of mails: what comes out is text that can be
 * shown, and not much more than went in.
 */
#include <stdint.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/reply.h"
#include "soundings/text.h"

#include "mail/in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new();
	const char *html = in_decode(a, (const char *)data, len, "utf-8");
	const char *text = reply_from_html(a, html);
	size_t out = strlen(text);

	invariant(utf8_valid(text, out));
	for (size_t i = 0; i < out; i++)
		invariant((unsigned char)text[i] >= 0x20 || text[i] == '\n');
	invariant(out <= 40 * strlen(html) + 100);
	arena_free(a);
	return 0;
}
