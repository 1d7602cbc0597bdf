/* SPDX-License-Identifier: Apache-2.0 */
/*
 * log.c - one JSON line per event of the server, and how the server gives up.
 */
#include "soundings/log.h"

#include "soundings/base.h"
#include "soundings/record.h"
#include "unit.h"

#include <errno.h>
#include <pthread.h>

struct line {
	const char *time, *level, *what, *text, *doing;
	int64_t number;
};

static const struct field line_fields[] = {
	F_TEXT(line, time, 24, 24),
	F_TEXT(line, level, 1, 9),
	F_TEXT(line, what, 1, 60),
	F_TEXT_OPT(line, text, 100),
	F_TEXT_OPT(line, doing, 60),
	F_INT_OPT(line, number, INT64_MIN, INT64_MAX),
	F_END,
};

static struct line
read_line(struct arena *a, const char *text, size_t len)
{
	struct record_error error = { 0 };
	struct line line;
	const char *why = NULL;
	struct json *j = json_parse(text, len, &why);

	EQ_TEXT(NULL, why);
	record_decode(a, line_fields, sizeof(line), j, &line, &error);
	EQ_TEXT(NULL, error.why);
	json_free(j);
	return line;
}

static void
log_one(const void *arg)
{
	(void)arg;
	log_line(LOG_WARN, "queue.full", LOG_T("text", "a \"b\"\n\x1b[31m"),
	    LOG_N("number", -42));
}

TEST(a_line_is_one_json_object_whatever_its_values_hold)
{
	char said[4096];
	struct arena *a = arena_new();
	struct line line;

	EQ_INT(0, unit_child(log_one, NULL, said, sizeof(said)));
	EQ_INT('\n', said[strlen(said) - 1]);
	YES(strchr(said, '\n') == said + strlen(said) - 1);
	HAS_TEXT("\"text\":\"a \\\"b\\\"\\n\\u001b[31m\"", said);
	HAS_TEXT("{\"time\":\"2", said);
	LACKS_TEXT("doing", said);
	*strstr(said, "\\u001b") = '-'; /* which record_decode refuses */
	line = read_line(a, said, strlen(said));
	EQ_TEXT("warn", line.level);
	EQ_TEXT("queue.full", line.what);
	EQ_INT(-42, line.number);
	arena_free(a);
}

static void
log_levels(const void *least)
{
	log_level_set(*(const enum log_level *)least);
	log_line(LOG_DEBUG, "one", LOG_N("n", 1));
	log_line(LOG_INFO, "two", LOG_N("n", 2));
	log_line(LOG_ALARM, "three", LOG_N("n", 3));
}

TEST(lines_below_the_level_are_not_written)
{
	static const struct {
		enum log_level least;
		bool one, two;
	} row[] = {
		{ LOG_DEBUG, true, true },
		{ LOG_INFO, false, true },
		{ LOG_WARN, false, false },
	};
	char said[4096];

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("level %d", (int)row[i].least);
		EQ_INT(0,
		    unit_child(log_levels, &row[i].least, said, sizeof(said)));
		EQ_INT(row[i].one, strstr(said, "\"one\"") != NULL);
		EQ_INT(row[i].two, strstr(said, "\"two\"") != NULL);
		HAS_TEXT("\"three\"", said);
	}
}

static void
log_with_error(const void *arg)
{
	(void)arg;
	errno = EPERM;
	close(STDERR_FILENO);
	log_line(LOG_WARN, "unheard", LOG_N("n", 1));
	_exit(errno == EPERM ? 7 : 8);
}

TEST(a_log_that_nobody_reads_hurts_nobody)
{
	char said[64];

	EQ_INT(7, unit_child(log_with_error, NULL, said, sizeof(said)));
}

static void *
log_many(void *arg)
{
	static const char text[] = "0123456789012345678901234567890123456789"
				   "0123456789012345678901234567890123456789";

	for (int i = 0; i < 20; i++) {
		if (arg)
			log_line(LOG_INFO, "long", LOG_T("text", text));
		else
			log_line(LOG_INFO, "short", LOG_N("number", i));
	}
	return NULL;
}

static void
log_from_threads(const void *arg)
{
	pthread_t threads[4];

	(void)arg;
	doing("nothing that the threads should say");
	for (size_t i = 0; i < COUNT(threads); i++)
		pthread_create(
		    &threads[i], NULL, log_many, i % 2 ? "long" : NULL);
	for (size_t i = 0; i < COUNT(threads); i++)
		pthread_join(threads[i], NULL);
}

TEST(lines_of_threads_do_not_mix)
{
	static char said[64 * 1024];
	struct arena *a = arena_new();
	size_t lines = 0;

	EQ_INT(0, unit_child(log_from_threads, NULL, said, sizeof(said)));
	for (char *p = said, *end; (end = strchr(p, '\n')); p = end + 1) {
		EQ_TEXT(NULL, read_line(a, p, (size_t)(end - p)).doing);
		lines++;
	}
	EQ_INT(80, lines);
	arena_free(a);
}

static void
break_a_rule(const void *arg)
{
	doing("thread.post");
	invariant(arg != NULL);
}

TEST(a_broken_invariant_names_the_rule_and_the_call)
{
	ABORTS("\"rule\":\"arg != NULL\"", break_a_rule, NULL);
	ABORTS("\"doing\":\"thread.post\"", break_a_rule, NULL);
}

static void
give_up(const void *arg)
{
	fatal("setting listen: %s", (const char *)arg);
}

TEST(a_start_up_error_is_one_sentence)
{
	FATAL("soundings: setting listen: is taken\n", give_up, "is taken");
}

/* The sanitizers' own allocators would not let `need` speak. */
const char *__asan_default_options(void);
const char *__tsan_default_options(void);

const char *
__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

const char *
__tsan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void
need_this_much(const void *len)
{
	free(need(*(const size_t *)len));
}

TEST(memory_that_is_gone_aborts_with_a_word)
{
	size_t len = SIZE_MAX / 2;

	ABORTS("soundings: out of memory", need_this_much, &len);
}
