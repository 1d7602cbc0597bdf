/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_child.h - a converter run where it can do no harm; for convert*.c.
 */
#ifndef TEXT_CONVERT_CHILD_H
#define TEXT_CONVERT_CHILD_H

#include "soundings/arena.h"
#include "soundings/field.h"

enum child_end {
	CHILD_DONE,
	CHILD_ABSENT,  /* the program is not installed */
	CHILD_REFUSED, /* it did not like what it was given */
	CHILD_SLOW,    /* it was stopped after its time */
	CHILD_LARGE,   /* it wanted too much memory, or said too much */
	CHILD_BROKEN,  /* it could not be started, or not be confined */
};

struct child_said {
	struct blob out;  /* with a NUL behind it */
	const char *err;  /* the beginning of what it complained about */
	int status;       /* its exit status; 0 when it was killed */
};

/* Runs argv[0], found by PATH, on `in` as its standard input: without network,
 * in an empty directory of its own, with limits on time, memory and output.
 * Waits for it; may be called from any thread that may wait. */
enum child_end child_run(struct arena *a, const char *const *argv,
    struct blob in, struct child_said *said);

#endif
