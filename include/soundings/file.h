/* SPDX-License-Identifier: Apache-2.0 */
/*
 * file.h - uploads and downloads, which travel as bytes over plain HTTP.
 *
 * The edge fills these structs itself and gives them to the methods file.put
 * and file.get; over JSON-RPC both are refused.
 */
#ifndef SOUNDINGS_FILE_H
#define SOUNDINGS_FILE_H

#include "soundings/field.h"

struct file_put {
	const char *name;  /* as the person's computer calls it */
	struct blob body;
};

struct file_get {
	int64_t file;      /* the answer is call.file, .file_name, .file_type */
};

/* A round as a file: GET /files/round/ID/FORMAT, the method export.get. */
struct export_get {
	int64_t round;
	const char *format; /* csv, xlsx, docx, jsonld, report, evidence */
};

#endif
