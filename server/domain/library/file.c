/* SPDX-License-Identifier: Apache-2.0 */
/*
 * file.c - uploads and downloads.
 *
 * The type is found from the bytes, never believed; files are given back as
 * attachments only. An upload is its owner's until something of a community
 * (a document, later a post) takes it.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/file.h"
#include "soundings/secret.h"
#include "soundings/text.h"

#include "domain/rooms.h"

#define FILE_NAME_MAX 200

struct file {
	int64_t id, owner;
	const char *name, *type;
	int64_t size;
	const char *digest;
	int64_t community, added_at;
	struct blob body;
};

static const struct field file_stored[] = {
	F_ID(file, id), F_ID(file, owner), F_TEXT(file, name, 1, FILE_NAME_MAX),
	F_TEXT(file, type, 1, 100), F_INT(file, size, 0, FIELD_INT_MAX),
	F_TEXT(file, digest, 64, 64), F_REF(file, community),
	F_AT(file, added_at), F_BLOB(file, body), F_END
};
static const struct field file_fields[] = {
	F_ID(file, id), F_TEXT(file, name, 1, FILE_NAME_MAX),
	F_TEXT(file, type, 1, 100), F_INT(file, size, 0, FIELD_INT_MAX), F_END
};
static const struct field file_put_input[] = {
	F_TEXT(file_put, name, 1, FILE_NAME_MAX), F_BLOB(file_put, body), F_END
};
static const struct field file_get_input[] = { F_ID(file_get, file), F_END };

static const char *
type_of(const struct blob *b)
{
	static const struct {
		const char *magic;
		size_t len;
		const char *type;
	} known[] = {
		{ "%PDF-", 5, "application/pdf" },
		{ "PK\003\004", 4, "application/zip" },
		{ "\211PNG\r\n\032\n", 8, "image/png" },
		{ "\377\330\377", 3, "image/jpeg" },
		{ "GIF8", 4, "image/gif" },
	};

	for (size_t i = 0; i < COUNT(known); i++)
		if (b->len >= known[i].len &&
		    memcmp(b->at, known[i].magic, known[i].len) == 0)
			return known[i].type;
	return utf8_valid(b->at, b->len) ? "text/plain"
					 : "application/octet-stream";
}

/* The last part of a path, without what could confuse a header. */
static const char *
plain_name(struct arena *a, const char *name)
{
	char *copy;

	for (const char *p = name; *p != '\0'; p++)
		if (*p == '/' || *p == '\\')
			name = p + 1;
	copy = arena_text(a, *name != '\0' ? name : "file");
	for (char *p = copy; *p != '\0'; p++)
		if ((unsigned char)*p < 32 || *p == '"' || *p == 127)
			*p = '_';
	return copy;
}

static enum err
file_put(struct call *c)
{
	const struct file_put *in = c->in;
	char digest[SECRET_HASH_LEN + 1];
	struct file f = {
		.id = event_seq(c), .owner = c->member, .digest = digest,
		.name = plain_name(c->arena, in->name),
		.type = type_of(&in->body), .size = (int64_t)in->body.len,
		.added_at = c->now, .body = in->body,
	};

	if (in->body.len == 0)
		return call_fail(c, E_INVALID, "The file is empty.");
	secret_digest(in->body.at, in->body.len, digest);
	db_put(c->db, FILE_INSERT, file_stored, &f);
	event_note(c, "file.stored", AUDIENCE(AUDIENCE_MEMBER, c->member), 0,
	    f.id);
	return call_reply(c, file_fields, &f);
}

static enum err
file_get(struct call *c)
{
	const struct file_get *in = c->in;
	struct file f;

	if (!db_get(c->db, FILE_READ, file_stored, &f, in->file, c->member))
		return call_fail(c, E_NOT_FOUND, "There is no such file.");
	c->file_name = f.name;
	c->file_type = f.type;
	c->file = f.body;
	return call_done(c);
}

const struct method file_methods[] = {
	{ .name = "file.put", .kind = WRITE, .who = WHO_MEMBER,
	  .in = file_put_input, .in_size = sizeof(struct file_put),
	  .out = file_fields, .run = file_put,
	  .doc = "Stores an upload; its bytes come by POST /files." },
	{ .name = "file.get", .kind = READ, .who = WHO_MEMBER,
	  .in = file_get_input, .in_size = sizeof(struct file_get),
	  .run = file_get,
	  .doc = "Gives an upload back as bytes, by GET /files/ID." },
	{ 0 }
};

const struct event_kind file_events[] = {
	{ .name = "file.stored", .doc = "The member's upload is stored." },
	{ 0 }
};
