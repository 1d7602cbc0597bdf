/* SPDX-License-Identifier: Apache-2.0 */
/*
 * command.c - the short subcommands: migrate, call, backup, check.
 */
#include <stdio.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/record.h"
#include "soundings/secret.h"
#include "soundings/store.h"

#include "ctl/ctl.h"

int
ctl_migrate(const struct settings *s, int argc, char **argv)
{
	struct arena *a = arena_new();

	(void)argc;
	(void)argv;
	store_lock(s->store);
	store_migrate(s->store, true);
	printf("%s has schema %d\n", store_name(a, s->store),
	    store_schema_wanted());
	arena_free(a);
	return 0;
}

/* Is the text a JSON value as it stands? Else it is taken as a string. */
static bool
is_json(const char *text)
{
	const char *why;
	struct json *j;

	if (strchr("-0123456789[{tfn\"", text[0]) == NULL || text[0] == '\0')
		return false;
	j = json_parse(text, strlen(text), &why);
	json_free(j);
	return j != NULL;
}

static void
put_param(struct buffer *b, const char *word)
{
	const char *equals = strchr(word, '=');

	if (equals == NULL || equals == word)
		fatal("%s: write name=value", word);
	if (b->len > 1)
		buffer_char(b, ',');
	json_put_textn(b, word, (size_t)(equals - word));
	buffer_char(b, ':');
	if (is_json(equals + 1))
		buffer_text(b, equals + 1);
	else
		json_put_text(b, equals + 1);
}

struct answer {
	struct json *jsonrpc, *id, *result, *error;
};

static const struct field answer_fields[] = {
	F_JSON(answer, jsonrpc), F_JSON(answer, id), F_JSON(answer, result),
	F_JSON(answer, error), F_END
};

int
ctl_call(const struct settings *s, int argc, char **argv)
{
	struct buffer params = { 0 };
	struct buffer line = { 0 };
	struct arena *a = arena_new();
	struct record_error error;
	struct answer answer;
	struct json *whole;
	struct talk *t;

	if (argc < 1)
		fatal("usage: soundings ctl METHOD [name=value ...]");
	buffer_char(&params, '{');
	for (int i = 1; i < argc; i++)
		put_param(&params, argv[i]);
	buffer_char(&params, '}');
	t = talk_open(s->control);
	whole = talk_call(t, argv[0], buffer_string(&params), NULL);
	if (!record_decode(a, answer_fields, sizeof(answer), whole, &answer,
	    &error))
		fatal("the server's answer: %s", error.why);
	json_write(&line, answer.error != NULL ? answer.error : answer.result);
	fprintf(answer.error != NULL ? stderr : stdout, "%s\n",
	    buffer_string(&line));
	json_free(whole);
	talk_close(t);
	buffer_free(&params);
	buffer_free(&line);
	arena_free(a);
	return answer.error != NULL ? 1 : 0;
}

int
ctl_backup(const struct settings *s, int argc, char **argv)
{
	const char *why = NULL;

	if (argc != 1)
		fatal("usage: soundings backup FILE");
	if (!store_backup(s->store, argv[0], &why))
		fatal("the backup %s was not made: %s", argv[0], why);
	printf("%s and %s.manifest are written and checked\n"
	       "Keep a copy of %s/master.key apart from them: without it "
	       "nobody can sign in after a restore.\n",
	    argv[0], argv[0], s->data);
	return 0;
}

int
ctl_check(const struct settings *s, int argc, char **argv)
{
	struct arena *a = arena_new();
	const char *wrong;

	(void)argc;
	(void)argv;
	wrong = store_check(s->store, a);
	printf("%s: %s\n", store_name(a, s->store), wrong != NULL ? wrong : "all is well");
	arena_free(a);
	return wrong != NULL ? 1 : 0;
}
