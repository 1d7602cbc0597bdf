/* SPDX-License-Identifier: Apache-2.0 */
/*
 * load.h - what the scenarios share: their arguments and who takes part.
 */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H

#include "crowd.h"

/* The words name=value of the command line. */
struct words {
	int count;
	char **at;
};

/* The value of a word; `otherwise` when it is absent, which must not be NULL
 * unless the word may be left out. */
const char *word_text(
    const struct words *w, const char *name, const char *otherwise);
/* The same for a number; gives up when it is absent. */
int64_t word_number(const struct words *w, const char *name);

/* Who takes part: lines of a file, "token thread". */
struct cast {
	size_t count;
	char **tokens;
	int64_t *threads;
};

void cast_read(struct cast *cast, const char *path);

/* Each prints one JSON object and returns the exit status. */
int scenario_hear(const struct words *w);
int scenario_calls(const struct words *w);
int scenario_cut(const struct words *w);
int scenario_sync(const struct words *w);

/* What a process has computed, all its threads together; 0 for pid 0. */
int64_t cpu_ns(int64_t pid);

/* Sorts and returns the value below which the share lies (0.5: the median). */
int64_t share_of(int64_t *values, size_t count, double share);

#endif
