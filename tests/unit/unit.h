/* SPDX-License-Identifier: Apache-2.0 */
/*
 * unit.h - what a unit test is written with, over cmocka.
 *
 * A file of tests is a program: include this once, write TEST(sentence) { }
 * and nothing else; the tests list themselves and `main` is here. In a table
 * of cases, CASE("%s", row[i].in) names the row that a failure prints.
 * The wanted value always comes first: EQ_INT(3, got).
 */
#ifndef SOUNDINGS_UNIT_H
#define SOUNDINGS_UNIT_H

/* cmocka.h wants these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define UNIT_TESTS_MAX 256

static struct CMUnitTest unit_tests[UNIT_TESTS_MAX];
static size_t unit_tests_count;
static void (*unit_before)(void);
static char unit_case[512];
static char unit_directory_path[256];

#define TEST(name)                                                             \
	static void name##_body(void);                                         \
	static void name(void **state)                                         \
	{                                                                      \
		(void)state;                                                   \
		unit_case[0] = '\0';                                           \
		name##_body();                                                 \
	}                                                                      \
	__attribute__((constructor)) static void name##_listed(void)           \
	{                                                                      \
		unit_list(#name, name);                                        \
	}                                                                      \
	static void name##_body(void)

/* Runs once, before all tests of the file: BEFORE_ALL { ... } */
#define BEFORE_ALL                                                             \
	static void unit_before_body(void);                                    \
	__attribute__((constructor)) static void unit_before_listed(void)      \
	{                                                                      \
		unit_before = unit_before_body;                                \
	}                                                                      \
	static void unit_before_body(void)

#define CASE(...) ((void)snprintf(unit_case, sizeof(unit_case), __VA_ARGS__))

#define YES(cond) unit_true((cond), #cond, __FILE__, __LINE__)
#define NO(cond) unit_true(!(cond), "not: " #cond, __FILE__, __LINE__)
#define EQ_INT(w, g)                                                           \
	unit_eq_int((int64_t)(w), (int64_t)(g), #g, __FILE__, __LINE__)
/* NULL equals only NULL. */
#define EQ_TEXT(w, g) unit_eq_text((w), (g), #g, __FILE__, __LINE__)
/* Equal to about nine digits; two NaNs are equal. */
#define EQ_REAL(w, g) unit_eq_real((w), (g), #g, __FILE__, __LINE__)
/* The text holds the part. */
#define HAS_TEXT(part, g) unit_has_text((part), (g), #g, __FILE__, __LINE__)
#define LACKS_TEXT(part, g) unit_lacks_text((part), (g), #g, __FILE__, __LINE__)
/* Leaves the test as skipped and says why. */
#define SKIP(why)                                                              \
	do {                                                                   \
		print_message("skipped: %s\n", (why));                         \
		skip();                                                        \
	} while (0)
/* A child that calls run(arg) ends with status 1 and this on stderr. */
#define FATAL(part, run, arg)                                                  \
	unit_ends(1, (part), (run), (arg), #run, __FILE__, __LINE__)
/* A child that calls run(arg) aborts, with this on stderr. */
#define ABORTS(part, run, arg)                                                 \
	unit_ends(-SIGABRT, (part), (run), (arg), #run, __FILE__, __LINE__)

static inline void
unit_list(const char *name, CMUnitTestFunction test)
{
	if (unit_tests_count == UNIT_TESTS_MAX)
		abort();
	unit_tests[unit_tests_count].name = name;
	unit_tests[unit_tests_count++].test_func = test;
}

static inline void
unit_where(void)
{
	if (unit_case[0] != '\0')
		print_error("in the case: %s\n", unit_case);
}

static inline void
unit_true(bool ok, const char *what, const char *file, int line)
{
	if (ok)
		return;
	unit_where();
	print_error("does not hold: %s\n", what);
	_fail(file, line);
}

static inline void
unit_eq_int(
    int64_t want, int64_t got, const char *what, const char *file, int line)
{
	if (want == got)
		return;
	unit_where();
	print_error("%s is %" PRId64 ", wanted %" PRId64 "\n", what, got, want);
	_fail(file, line);
}

static inline void
unit_eq_real(
    double want, double got, const char *what, const char *file, int line)
{
	double slack = 1e-9 * fmax(1.0, fabs(want));

	if ((isnan(want) && isnan(got)) || want == got ||
	    fabs(want - got) <= slack)
		return;
	unit_where();
	print_error("%s is %.17g, wanted %.17g\n", what, got, want);
	_fail(file, line);
}

static inline void
unit_eq_text(const char *want, const char *got, const char *what,
    const char *file, int line)
{
	if (want == got || (want && got && strcmp(want, got) == 0))
		return;
	unit_where();
	print_error("%s is\n    %s\nwanted\n    %s\n", what,
	    got ? got : "(NULL)", want ? want : "(NULL)");
	_fail(file, line);
}

static inline void
unit_has_text(const char *part, const char *got, const char *what,
    const char *file, int line)
{
	if (got && strstr(got, part))
		return;
	unit_where();
	print_error("%s is\n    %s\nwhich does not hold\n    %s\n", what,
	    got ? got : "(NULL)", part);
	_fail(file, line);
}

static inline void
unit_lacks_text(const char *part, const char *got, const char *what,
    const char *file, int line)
{
	if (!got || !strstr(got, part))
		return;
	unit_where();
	print_error(
	    "%s is\n    %s\nwhich should not hold\n    %s\n", what, got, part);
	_fail(file, line);
}

/* The exit status of a child that runs this, or minus the signal that ended
 * it; what it wrote on stderr goes to `said`. */
static inline int
unit_child(void (*run)(const void *), const void *arg, char *said, size_t room)
{
	int ends[2], status;
	size_t len = 0;
	ssize_t n;
	pid_t child;

	fflush(NULL);
	if (pipe(ends) != 0 || (child = fork()) < 0)
		abort();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		run(arg);
		_exit(0);
	}
	close(ends[1]);
	while (len < room - 1 &&
	       (n = read(ends[0], said + len, room - 1 - len)) > 0)
		len += (size_t)n;
	said[len] = '\0';
	close(ends[0]);
	if (waitpid(child, &status, 0) != child)
		abort();
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static inline void
unit_ends(int want, const char *part, void (*run)(const void *),
    const void *arg, const char *what, const char *file, int line)
{
	char said[4096];
	int got = unit_child(run, arg, said, sizeof(said));

	unit_eq_int(want, got, what, file, line);
	unit_has_text(part, said, what, file, line);
}

static inline int
unit_remove(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st, (void)kind, (void)at;
	return remove(path);
}

static inline void
unit_directory_remove(void)
{
	nftw(unit_directory_path, unit_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* A new, empty directory that is gone when the tests end. */
static inline const char *
unit_directory(void)
{
	if (unit_directory_path[0] == '\0') {
		snprintf(unit_directory_path, sizeof(unit_directory_path),
		    "%s/soundings-unit-XXXXXX",
		    getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
		if (!mkdtemp(unit_directory_path))
			abort();
	}
	return unit_directory_path;
}

/* A file in that directory, with this text; its path until the next call. */
static inline const char *
unit_file(const char *name, const char *text)
{
	static char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", unit_directory(), name);
	f = fopen(path, "w");
	if (!f || fputs(text, f) < 0 || fclose(f) != 0)
		abort();
	return path;
}

int
main(void)
{
	int failed;

	if (unit_before)
		unit_before();
	failed = _cmocka_run_group_tests(
	    "tests", unit_tests, unit_tests_count, NULL, NULL);
	if (unit_directory_path[0] != '\0')
		unit_directory_remove();
	return failed;
}

#endif
