/* SPDX-License-Identifier: Apache-2.0 */
/*
 * settings_table.h - every setting as one row: read, checked and printed by it.
 */
#ifndef SOUNDINGS_BASE_SETTINGS_TABLE_H
#define SOUNDINGS_BASE_SETTINGS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum setting_type {
	SETTING_TEXT,   /* const char * */
	SETTING_NUMBER, /* int64_t */
	SETTING_SIZE,   /* int64_t: bytes; 64K, 20M, 1G */
	SETTING_YES_NO, /* bool */
};

struct setting {
	const char *name; /* NULL ends the table */
	enum setting_type type;
	size_t offset;
	const char *value;                /* when nobody sets it */
	bool derived;                     /* then filled in by settings.c */
	int64_t min, max;                 /* numbers and sizes */
	bool (*valid)(const char *value); /* texts; NULL: all are */
	const char *must;                 /* what a valid one must be */
	const char *comment;              /* for the printed file */
};

extern const struct setting settings_table[];

#endif
