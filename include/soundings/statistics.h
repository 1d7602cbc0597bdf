/* SPDX-License-Identifier: Apache-2.0 */
/*
 * statistics.h - the figures of scans and polls, asked for by name.
 *
 * For `soundings stats`: one JSON object in, one out, by the very code that
 * writes the reports. docs/methods.md says what each method computes. Nothing
 * is read or kept beside the two objects, so any thread may ask.
 */
#ifndef SOUNDINGS_STATISTICS_H
#define SOUNDINGS_STATISTICS_H

#include "soundings/arena.h"
#include "soundings/buffer.h"

struct json;

struct statistic {
	const char *name; /* NULL: the end of the list */
	const char *in;   /* the names it reads and what they are */
	const char *out;  /* the names it writes */
};

const struct statistic *statistics_list(struct arena *a);

/* NULL and the answer in *out; or a sentence for a person, when there is no
 * such method or it cannot make sense of the input. What is well-formed but
 * has no answer is null in *out, beside its `reason`. */
const char *statistics_answer(struct arena *a, const char *method,
    const struct json *in, struct buffer *out);

#endif
