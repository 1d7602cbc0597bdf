/* SPDX-License-Identifier: Apache-2.0 */
/*
 * clauses.c - fuzzes text_clauses and text_clauses_plain: the words of each
 * clause's HTML are exactly its text, and every section is a heading before.
 */
#include <stdint.h>
#include <string.h>

#include "markdown_oracle.h"
#include "soundings/base.h"
#include "soundings/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check(struct list list)
{
	struct clause_text *clauses = list.at;
	struct buffer words = { 0 };

	for (size_t i = 0; i < list.count; i++) {
		buffer_clear(&words);
		invariant(oracle_html(clauses[i].html, &words) == NULL);
		invariant(strcmp(buffer_string(&words), clauses[i].text) == 0);
		invariant(words.len > 0);
		invariant(*clauses[i].number != '\0');
		invariant(clauses[i].section < (int64_t)i);
		invariant(clauses[i].section == -1 ||
			  clauses[clauses[i].section].level > 0);
	}
	buffer_free(&words);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new();
	const char *typed = arena_copy(a, data, len);

	check(text_clauses(a, typed));
	check(text_clauses_plain(a, typed));
	arena_free(a);
	return 0;
}
