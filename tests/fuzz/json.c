/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json.c - fuzzes the gate of records: what is read from JSON and written again
 * reads and writes the same, and whatever is refused has its sentence.
 *
 * One table holds every type of field that comes from outside; the seeds show
 * its names.
 */
#include <stdint.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/record.h"
#include "soundings/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

struct part {
	int64_t n;
	const char *label;
};

struct all {
	int64_t id, ref, at;
	struct maybe maybe;
	bool yes;
	double real;
	const char *text, *choice;
	struct ids ids;
	struct texts texts;
	struct list list;
	struct part *row;
};

static const char *const choices[] = { "red", "green", NULL };
static const struct field part_fields[] = {
	F_INT(part, n, -9, 9), F_TEXT_OPT(part, label, 5), F_END
};
static const struct field all_fields[] = {
	F_ID(all, id), F_REF(all, ref), F_TIME(all, at),
	F_MAYBE(all, maybe, -5, 5), F_BOOL(all, yes), F_REAL(all, real),
	F_TEXT(all, text, 1, 40), F_CHOICE_OPT(all, choice, choices),
	F_IDS(all, ids, 0, 4), F_TEXTS(all, texts, 0, 4),
	F_LIST(all, list, part, part_fields, 3),
	F_ROW(all, row, part, part_fields), F_END
};

/* Reads the text as a record; false: it was refused with a sentence. */
static bool
read_record(struct arena *a, const char *text, size_t len, struct all *r)
{
	struct record_error error = { 0 };
	const char *why = NULL;
	struct json *j = json_parse(text, len, &why);
	bool taken;

	if (j == NULL) {
		invariant(why != NULL && *why != '\0');
		return false;
	}
	taken = record_decode(a, all_fields, sizeof(*r), j, r, &error);
	json_free(j);
	if (!taken)
		invariant(error.why != NULL &&
		    utf8_valid(error.why, strlen(error.why)));
	return taken;
}

static void
check_record(struct arena *a, const struct all *r)
{
	struct buffer once = { 0 }, twice = { 0 };
	struct all again;

	invariant(r->id > 0 && r->list.count <= 3 && r->ids.count <= 4);
	invariant(utf8_valid(r->text, strlen(r->text)));
	invariant(utf8_count(r->text) >= 1 && utf8_count(r->text) <= 40);
	record_encode(&once, all_fields, r);
	invariant(read_record(a, once.at, once.len, &again));
	record_encode(&twice, all_fields, &again);
	invariant(once.len == twice.len &&
	    memcmp(once.at, twice.at, once.len) == 0);
	buffer_free(&once);
	buffer_free(&twice);
}

/* Any value that was read is written as JSON that reads and writes the same. */
static void
check_value(const char *text, size_t len)
{
	struct buffer once = { 0 }, twice = { 0 };
	const char *why;
	struct json *j = json_parse(text, len, &why), *again;

	if (j == NULL)
		return;
	json_write(&once, j);
	again = json_parse(once.at, once.len, &why);
	invariant(again != NULL);
	json_write(&twice, again);
	invariant(strcmp(buffer_string(&once), buffer_string(&twice)) == 0);
	json_free(j);
	json_free(again);
	buffer_free(&once);
	buffer_free(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new();
	struct all r;

	check_value((const char *)data, len);
	if (read_record(a, (const char *)data, len, &r))
		check_record(a, &r);
	arena_free(a);
	return 0;
}
